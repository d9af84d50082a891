using NodaTime;

namespace Laurel.Core;

/// <summary>Every limit of the rules in one place. A limit that the wire contract fixes says so.</summary>
public static class Limits
{
    /// <summary>Characters in a user id, a name, an attribute value or an idempotency key.</summary>
    public const int NameLengthMax = 255;

    /// <summary>Characters in a key of a definition; keys are letters, digits, hyphen and underscore.</summary>
    public const int KeyLengthMax = 100;

    /// <summary>Characters in a description or a URL.</summary>
    public const int TextLengthMax = 2_000;

    /// <summary>Definitions of one kind in a rulebook.</summary>
    public const int DefinitionsMax = 1_000;

    /// <summary>Attributes on one event or one user.</summary>
    public const int AttributesMax = 50;

    /// <summary>Device tokens of one user.</summary>
    public const int DeviceTokensMax = 50;

    /// <summary>Largest magnitude of one event's value.</summary>
    public const decimal ValueMax = 1_000_000_000_000_000m;

    /// <summary>Decimal places of one event's value.</summary>
    public const int ValueScaleMax = 9;

    /// <summary>Largest magnitude of a metric total or a score: leaves room for <see cref="ValueScaleMax"/> decimals.</summary>
    public const decimal TotalMax = 1_000_000_000_000_000_000m;

    /// <summary>Largest magnitude of points in a balance, an award or a threshold.</summary>
    public const long PointsMax = 1_000_000_000_000_000;

    /// <summary>Days of the longest cool-down, and of the longest time that a rolling limit looks back: a leap year.</summary>
    public const int SpanDaysMax = 366;

    /// <summary>Days that points last, where they lapse: three years, leap days included. A balance has a lot for each.</summary>
    public const int ExpiryDaysMax = 1_098;

    /// <summary>Awards that a rolling limit may allow; their instants are kept.</summary>
    public const int RollingAwardsMax = 100;

    /// <summary>Objects that a trigger remembers per user as having paid.</summary>
    public const int ObjectsMax = 5_000;

    /// <summary>Steps of diminishing returns, and limits of one trigger or system.</summary>
    public const int LimitsMax = 10;

    /// <summary>Largest growth from one generated level to the next.</summary>
    public const int GrowthMax = 10;

    /// <summary>Freezes a user may hold (wire contract).</summary>
    public const int FreezesMax = 100;

    /// <summary>Grants of freezes of one streak.</summary>
    public const int FreezeGrantsMax = 50;

    /// <summary>Boost multipliers are above 0 and below this (wire contract).</summary>
    public const decimal MultiplierBelow = 100m;

    /// <summary>Participants shown on a board (wire contract).</summary>
    public const int ParticipantsMax = 1_000;

    /// <summary>Tie-breakers of a board.</summary>
    public const int TieBreakersMax = 2;

    /// <summary>Metrics of a composite board.</summary>
    public const int WeightedMetricsMax = 10;

    /// <summary>Largest magnitude of a weight; with <see cref="WeightScaleMax"/> decimals it keeps weighted sums exact.</summary>
    public const decimal WeightMax = 1_000m;

    /// <summary>Decimal places of a weight.</summary>
    public const int WeightScaleMax = 3;

    /// <summary>Repetition interval of runs, time triggers and freeze earning.</summary>
    public const int IntervalMax = 10_000;

    /// <summary>Facts that one input may lead to, all cascades together. The rulebook reader refuses cycles; this asserts it.</summary>
    public const int FactsMax = 1_000_000;

    /// <summary>Groups of an event-attribute breakdown that one user may score in, per run.</summary>
    public const int GroupsPerRunMax = 1_000;

    /// <summary>Dates of one calendar in a rulebook: every date of ten years.</summary>
    public const int CalendarDatesMax = 3_660;

    /// <summary>Days that a streak may ask for in a week.</summary>
    public const int DaysPerWeekMax = 7;

    /// <summary>Days that a streak may ask for in a month: February has no more.</summary>
    public const int DaysPerMonthMax = 28;

    /// <summary>A daily streak can be restored when its last counted date is one of the last so many, today included (wire contract).</summary>
    public const int RestoreDaysMax = 90;

    /// <summary>Days of the longest repair window of a streak.</summary>
    public const int RepairDaysMax = 31;

    /// <summary>Metrics that a user may choose for one streak.</summary>
    public const int PreferenceMetricsMax = 50;

    /// <summary>Pauses of a user that are kept: those to come, those under way, and those that ended in the last weeks.</summary>
    public const int PausesMax = 100;

    /// <summary>Days of one pause.</summary>
    public const int PauseDaysMax = 366;

    /// <summary>Newest events that one sliding window keeps.</summary>
    public const int WindowEventsMax = 1_000;

    /// <summary>Different values of an event attribute that are told apart; what is asked for must lie below.</summary>
    public const int DistinctMax = 1_000;

    /// <summary>Conditions within conditions, the outermost included.</summary>
    public const int ConditionDepthMax = 4;

    /// <summary>Leaves of one condition.</summary>
    public const int ConditionLeavesMax = 50;

    /// <summary>Bytes of a rulebook document, YAML or JSON, in UTF-8.</summary>
    public const int RulebookBytesMax = 1_048_576;

    /// <summary>Lists within lists in a rulebook document; the format itself needs 8.</summary>
    public const int RulebookDepthMax = 16;

    /// <summary>Problems reported for one rulebook; more are not listed.</summary>
    public const int ProblemsMax = 1_000;

    /// <summary>Days of the longest sliding window of a condition.</summary>
    public const int WindowDaysMax = 366;

    /// <summary>Days by which the clock of an environment is moved at once.</summary>
    public const int ClockDaysMax = 366;

    /// <summary>Earliest and latest instants an input may carry.</summary>
    public static readonly Instant EarliestAt = Instant.FromUtc(1970, 1, 1, 0, 0);

    public static readonly Instant LatestAt = Instant.FromUtc(2200, 1, 1, 0, 0);
}
