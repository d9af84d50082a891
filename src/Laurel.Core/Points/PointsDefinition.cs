using NodaTime;

namespace Laurel.Core.Points;

/// <summary>A points system: a balance per user, the triggers that move it, its levels and boosts.</summary>
public sealed record PointsDefinition(string Key, string Name)
{
    public string? Description { get; init; }

    public string? BadgeUrl { get; init; }

    /// <summary>Largest balance; an award beyond it is cut to what fits. Null: no cap.</summary>
    public long? MaxPoints { get; init; }

    /// <summary>Smallest balance, 0 or below: how much credit a deduction may take. An award that would go below is cut.</summary>
    public long Floor { get; init; }

    /// <summary>Whether users may send each other points.</summary>
    public bool AllowsTransfers { get; init; }

    /// <summary>Null: points do not lapse.</summary>
    public PointsExpiry? Expiry { get; init; }

    /// <summary>Null: nobody begins again.</summary>
    public PrestigeDefinition? Prestige { get; init; }

    public BoostStacking Stacking { get; init; } = BoostStacking.Multiply;

    public ValueList<TriggerDefinition> Triggers { get; init; } = [];

    /// <summary>Ordered by threshold, each threshold once; with a <see cref="Generator"/> those that it gives.</summary>
    public ValueList<LevelDefinition> Levels { get; init; } = [];

    /// <summary>The formula that the levels come from; null: they are listed. Setting it sets <see cref="Levels"/>.</summary>
    public LevelGenerator? Generator
    {
        get;
        init
        {
            field = value;
            Levels = value?.Levels() ?? Levels;
        }
    }

    public LevelPolicy LevelPolicy { get; init; } = LevelPolicy.Default;

    public ValueList<BoostDefinition> Boosts { get; init; } = [];

    /// <summary>For everything that all triggers together give; deductions do not count. No rolling limits.</summary>
    public ValueList<PointsLimit> Limits { get; init; } = [];

    /// <summary>The level of a user; null: none.</summary>
    public LevelDefinition? LevelOf(PointsState state) => LevelAt(LevelPointsOf(state));

    /// <summary>The level held at so many points: the highest whose threshold they reach, up to the cap; null: none.</summary>
    public LevelDefinition? LevelAt(long points) => Levels.Take(OpenLevels).LastOrDefault(level => level.Points <= points);

    /// <summary>Where a user stands between two levels.</summary>
    public LevelProgress ProgressOf(PointsState state)
    {
        var points = LevelPointsOf(state);
        var level = LevelAt(points);
        var next = Levels.Take(OpenLevels).FirstOrDefault(candidate => candidate.Points > points);
        var (from, into) = (level?.Points ?? 0, Math.Max(0, points - (level?.Points ?? 0)));
        return next is null
            ? new(level, null, into, 0, 100)
            : new(level, next, into, next.Points - points, decimal.Truncate(10_000m * into / (next.Points - from)) / 100);
    }

    /// <summary>How many levels can be held: those up to the cap.</summary>
    internal int OpenLevels
    {
        get
        {
            var cap = Levels.TakeWhile(level => level.Key != LevelPolicy.Cap).Count();
            return Math.Min(cap + 1, Levels.Count);
        }
    }

    /// <summary>What the level is read from.</summary>
    internal long LevelPointsOf(PointsState state) => LevelPolicy.Follow == LevelFollow.Balance ? state.Balance : state.LevelPoints;
}

/// <summary>What makes a trigger fire.</summary>
public abstract record TriggerCondition
{
    private TriggerCondition() { }

    /// <summary>Each time the total of a metric (of events matching the filter) passes another multiple of <paramref name="Every"/>.</summary>
    public sealed record Metric(string Key, long Every, ValueList<AttributeValue> EventFilter) : TriggerCondition;

    /// <summary>Each time a streak's length reaches a multiple of <paramref name="Every"/> periods.</summary>
    public sealed record Streak(string Key, int Every) : TriggerCondition;

    /// <summary>When an achievement is completed (not when it is backdated).</summary>
    public sealed record Achievement(string Key) : TriggerCondition;

    /// <summary>
    /// By itself, every so many hours (exact) or days (at local midnight), counted from the user's creation or from the
    /// trigger's activation, whichever is later.
    /// </summary>
    public sealed record Time(int Every, TriggerTimeUnit Unit) : TriggerCondition;

    /// <summary>
    /// When a level of a system is reached for the first time; null: any level. What triggers give must not lead back to the
    /// system that they listen to.
    /// </summary>
    public sealed record Level(string System, string? Key) : TriggerCondition;

    /// <summary>
    /// Each time the share of achievements that the user has completed passes another multiple of <paramref name="Percent"/> (1 to 100).
    /// </summary>
    /// <param name="Of">Keys of those that count; empty: all that are active or locked.</param>
    public sealed record Completed(int Percent, ValueList<string> Of) : TriggerCondition;

    /// <summary>Once, when the user is first seen.</summary>
    public sealed record Signup : TriggerCondition;
}

/// <summary>Unit of a time trigger.</summary>
public enum TriggerTimeUnit { Hour, Day }

/// <summary>Moves a balance by <paramref name="Points"/> (not 0; negative deducts) whenever its condition fires.</summary>
public sealed record TriggerDefinition(string Key, long Points, TriggerCondition When)
{
    public bool IsActive { get; init; } = true;

    /// <summary>Only for users with all of these attributes.</summary>
    public ValueList<AttributeValue> UserFilter { get; init; } = [];

    /// <summary>For deductions by metric triggers: the whole event is refused when the balance would fall below zero.</summary>
    public bool BlockIfOutOfPoints { get; init; }

    /// <summary>At most so many awards or points in a time. All of them hold. Not for time triggers.</summary>
    public ValueList<PointsLimit> Limits { get; init; } = [];

    /// <summary>How long it does not pay again after it paid, at most <see cref="Core.Limits.SpanDaysMax"/> days; null: no time. Not for time triggers.</summary>
    public Duration? CoolDown { get; init; }

    /// <summary>Key of an event attribute: each of its values pays once. For metric triggers; null: no such limit.</summary>
    public string? OncePer { get; init; }

    /// <summary>Ordered by <see cref="DiminishingStep.After"/>. Not for time triggers.</summary>
    public ValueList<DiminishingStep> Diminishing { get; init; } = [];

    /// <summary>What an event's attributes and streaks make of the points; null: nothing. For metric triggers that give points.</summary>
    public Modifiers? Modifiers { get; init; }

    /// <summary>Fires only at these local times of day; null: at any. Not for time triggers.</summary>
    public DayWindow? Window { get; init; }

    /// <summary>Whether anything that was paid before may reduce an award.</summary>
    internal bool IsLimited => Limits.Count > 0 || CoolDown is not null || OncePer is not null || Diminishing.Count > 0;
}

/// <summary>A level: held by everyone whose balance is at least <paramref name="Points"/> and below the next level's.</summary>
public sealed record LevelDefinition(string Key, string Name, long Points)
{
    public string Description { get; init; } = "";

    public string? BadgeUrl { get; init; }
}

/// <summary>
/// What boosts that apply together make of an award. Multiply: their product. Add: the sum of their multipliers (2 and 5 make 7).
/// Highest: the greatest one alone.
/// </summary>
public enum BoostStacking { Multiply, Add, Highest }

/// <summary>How a boosted amount becomes a whole number. Down: towards zero; up: away from it; nearest: halves away from zero.</summary>
public enum Rounding { Down, Up, Nearest }

/// <summary>
/// Multiplies earned points between two local dates, both inclusive, for everyone, for users with given attributes, or for
/// one user. Of boosts that apply together the last one in the rulebook decides the rounding. Deductions are never boosted.
/// </summary>
public sealed record BoostDefinition(string Key, string Name, decimal Multiplier, LocalDate StartOn)
{
    /// <summary>Last day, inclusive; null: open-ended.</summary>
    public LocalDate? EndOn { get; init; }

    public Rounding Rounding { get; init; } = Rounding.Down;

    public ValueList<AttributeValue> UserFilter { get; init; } = [];

    /// <summary>Id of the only user it applies to; null: not bound to one.</summary>
    public string? User { get; init; }
}
