using Laurel.Core.Points;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>The calendar period that a streak counts.</summary>
public enum StreakFrequency { Daily, Weekly, Monthly }

/// <summary>Whether one requirement suffices for a period, or all of them are needed.</summary>
public enum StreakMode { Any, All }

/// <summary>What a period needs of one metric: the sum of its event values within the period reaches the threshold (&gt; 0).</summary>
public sealed record StreakRequirement(string Metric, decimal Threshold);

/// <summary>
/// Freezes: each covers one missed period. A user starts with <see cref="Initial"/>, earns <see cref="EarnAmount"/> every
/// <see cref="EarnEveryDays"/> local days after creation (0 = never), and holds at most <see cref="Max"/>.
/// </summary>
public sealed record FreezeSettings(int Initial, int Max, int EarnAmount, int EarnEveryDays)
{
    /// <summary>What a user pays for one more; null: they are not for sale.</summary>
    public PointsPrice? Price { get; init; }

    /// <summary>What else brings freezes; each of them once.</summary>
    public ValueList<FreezeGrant> Grants { get; init; } = [];
}

/// <summary>Something that brings <paramref name="Amount"/> freezes, up to the maximum.</summary>
public abstract record FreezeGrant(int Amount)
{
    /// <summary>Each time the length of a streak reaches a multiple of <paramref name="Every"/>.</summary>
    public sealed record Streak(string Key, int Every, int Amount) : FreezeGrant(Amount);

    /// <summary>When an achievement is completed.</summary>
    public sealed record Achievement(string Key, int Amount) : FreezeGrant(Amount);
}

/// <summary>
/// Consecutive calendar periods, in each user's own time zone, in which the requirements were met.
/// </summary>
public sealed record StreakDefinition(string Key, string Name, StreakFrequency Frequency)
{
    /// <summary>The streak that <c>/v1</c> shows; at most one in a rulebook. Without any it is the first.</summary>
    public bool IsDefault { get; init; }

    public StreakMode Mode { get; init; } = StreakMode.Any;

    public ValueList<StreakRequirement> Requirements { get; init; } = [];

    /// <summary>Whether users may choose mode and metrics for themselves. Taking no part needs no permission.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>First day of a week, for weekly streaks and perfect weeks. Default Monday.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>
    /// Days that count, for daily streaks; empty means every day. A day outside is neutral: missing it breaks nothing,
    /// activity on it extends nothing.
    /// </summary>
    public ValueList<IsoDayOfWeek> Weekdays { get; init; } = [];

    /// <summary>
    /// For weekly and monthly streaks: a period needs so many local dates on each of which the requirements were met (1 to 7, 1 to
    /// 28). Null: the requirements are those of the period as a whole.
    /// </summary>
    public int? DaysNeeded { get; init; }

    /// <summary>
    /// Key of the calendar whose dates are neutral: for daily streaks they are as days outside <see cref="Weekdays"/>; a week or month
    /// needs at most as many days as are left, and is passed over when none is. Null: none.
    /// </summary>
    public string? Neutral { get; init; }

    /// <summary>The dates of that calendar in their order; filled in by <see cref="Rulebooks.Plan"/>.</summary>
    public ValueList<LocalDate> NeutralOn { get; internal init; } = [];

    /// <summary>When a local day begins, in whole minutes; what happens before belongs to the day before. Default midnight.</summary>
    public LocalTime DayStart { get; init; } = LocalTime.Midnight;

    /// <summary>Null: this streak has no freezes.</summary>
    public FreezeSettings? Freezes { get; init; }

    /// <summary>Null: users cannot repair this streak.</summary>
    public RepairSettings? Repair { get; init; }
}
