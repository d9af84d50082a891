using Laurel.Core.Conditions;
using NodaTime;

namespace Laurel.Core.Achievements;

/// <summary>When an achievement is completed: one of the simple forms, which the wire names, or any condition.</summary>
public abstract record AchievementCondition
{
    private AchievementCondition() { }

    /// <summary>The total of a metric (of the events matching the achievement's event filter) reaches a value.</summary>
    public sealed record Metric(string Key, decimal Reaches) : AchievementCondition;

    /// <summary>A streak reaches a length.</summary>
    public sealed record Streak(string Key, int Reaches) : AchievementCondition;

    /// <summary>The application says so.</summary>
    public sealed record Api : AchievementCondition;

    /// <summary>All of the named achievements are completed.</summary>
    public sealed record AllOf(ValueList<string> Keys) : AchievementCondition;

    /// <summary>Any other condition.</summary>
    public sealed record Meets(Condition Condition) : AchievementCondition;

    /// <summary>The same in the condition language; null where the application decides.</summary>
    /// <param name="eventFilter">The achievement's own event filter.</param>
    public Condition? ToCondition(ValueList<AttributeValue> eventFilter) => this switch
    {
        Metric metric => new Condition.Metric(new(metric.Key, MetricAggregation.Total) { EventFilter = eventFilter }, Goal.Reaching(metric.Reaches)),
        Streak streak => new Condition.Streak(streak.Key, StreakMeasure.Current, Goal.Reaching(streak.Reaches)),
        AllOf allOf => new Condition.All([.. allOf.Keys.Select(key => new Condition.Achievement(key))]),
        Meets meets => meets.Condition,
        Api => null,
        _ => throw new InvalidOperationException($"No condition for {this}."),
    };
}

/// <summary>
/// Inactive: prepared, invisible, cannot be completed. Active: can be completed. Locked: its holders keep it, nobody else
/// gets it. Archived: withdrawn; completions stay in the ledger.
/// </summary>
public enum AchievementStatus { Inactive, Active, Locked, Archived }

/// <summary>What becomes of a completion when what led to it is taken back or turns out otherwise. Revoke: it goes. Keep: it stays.</summary>
public enum OnRetract { Revoke, Keep }

/// <summary>A level of a points system.</summary>
public sealed record LevelReference(string System, string Level);

/// <summary>Pictures of an achievement; each is a URL or null.</summary>
public sealed record AchievementImages(string? Locked, string? Unlocked, string? Animated, string? Banner)
{
    public static readonly AchievementImages None = new(null, null, null, null);
}

/// <summary>What is said about an achievement and decides nothing but what is shown.</summary>
public sealed record AchievementLabels
{
    public static readonly AchievementLabels None = new();

    /// <summary>Hidden from a user who has not completed it.</summary>
    public bool IsSecret { get; init; }

    public string? Category { get; init; }

    public string? Season { get; init; }

    /// <summary>How rare it is meant to be, in a word such as epic; how rare it is, is counted.</summary>
    public string? Rarity { get; init; }

    /// <summary>Achievement points, 0 to <see cref="Limits.PointsMax"/>: a number that profiles add up, not an award.</summary>
    public long Points { get; init; }

    /// <summary>Key of the achievement that this is a tier or milestone of; null: it stands for itself.</summary>
    public string? PartOf { get; init; }

    /// <summary>Of a milestone, which part of the way it stands for: 1 to 99 percent.</summary>
    public int? Share { get; init; }

    public AchievementImages Images { get; init; } = AchievementImages.None;
}

/// <summary>Something a user completes, once if nothing else is said.</summary>
public sealed record AchievementDefinition(string Key, string Name, AchievementCondition When)
{
    public string? Description { get; init; }

    public string? BadgeUrl { get; init; }

    public AchievementStatus Status { get; init; } = AchievementStatus.Active;

    /// <summary>Only users with all of these attributes can complete it.</summary>
    public ValueList<AttributeValue> UserFilter { get; init; } = [];

    /// <summary>Only events with all of these attributes count; for metric conditions.</summary>
    public ValueList<AttributeValue> EventFilter { get; init; } = [];

    /// <summary>Achievements that must be completed before; until then it stays open whatever its condition.</summary>
    public ValueList<string> Requires { get; init; } = [];

    /// <summary>The level that a user must have reached to complete it; null: any.</summary>
    public LevelReference? MinLevel { get; init; }

    /// <summary>First local date of the user on which it can be completed; null: since ever.</summary>
    public LocalDate? FromOn { get; init; }

    /// <summary>Last local date of the user on which it can be completed, inclusive; null: for ever.</summary>
    public LocalDate? UntilOn { get; init; }

    /// <summary>
    /// How often a user can complete it, 1 to <see cref="Limits.IntervalMax"/>. After each completion its metrics and sequences start
    /// over from nothing; what else it asks for must cease to hold before it counts again.
    /// </summary>
    public int MaxTimes { get; init; } = 1;

    public OnRetract OnRetract { get; init; } = OnRetract.Revoke;

    public AchievementLabels Labels { get; init; } = AchievementLabels.None;
}
