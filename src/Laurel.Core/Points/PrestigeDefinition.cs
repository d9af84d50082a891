using NodaTime;

namespace Laurel.Core.Points;

/// <summary>
/// Users who have come far may begin again, and are better off for it: their balance and whatever else is named go back to nothing, and
/// from then on the triggers of this system give more.
/// </summary>
/// <param name="Level">Key of the level of this system that must be held.</param>
public sealed record PrestigeDefinition(string Level)
{
    /// <summary>Null: it costs nothing but what is given up.</summary>
    public PointsPrice? Price { get; init; }

    /// <summary>How often, 1 to <see cref="Limits.IntervalMax"/>.</summary>
    public int MaxTimes { get; init; } = Limits.IntervalMax;

    /// <summary>How long until the next one, at most <see cref="Limits.SpanDaysMax"/> days; null: no time.</summary>
    public Duration? CoolDown { get; init; }

    /// <summary>
    /// What each prestige adds to the multiplier of everything that the triggers of this system give, 0 to 10: with 0.1 and three
    /// prestiges, awards are worth 1.3 times as much. After modifiers and boosts; deductions are not multiplied.
    /// </summary>
    public decimal Bonus { get; init; }

    /// <summary>Keys of other systems whose balances go as well.</summary>
    public ValueList<string> ResetPoints { get; init; } = [];

    /// <summary>Keys of metrics whose totals start over.</summary>
    public ValueList<string> ResetMetrics { get; init; } = [];

    /// <summary>Keys of achievements that the user loses and can complete again.</summary>
    public ValueList<string> ResetAchievements { get; init; } = [];
}

/// <summary>How often a user has begun again, and when last.</summary>
public sealed record PrestigeState(int Count, Instant At)
{
    public static readonly PrestigeState None = new(0, Instant.MinValue);
}
