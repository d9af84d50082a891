using NodaTime;

namespace Laurel.Core.Points;

/// <summary>
/// When a time trigger fires next. For triggers that count days, <paramref name="NextOn"/> is the local date at whose start that is.
/// </summary>
public sealed record TimerState(string Trigger, Instant NextAt, LocalDate? NextOn);

/// <summary>A user's balance in one system. The level follows from it and from what the level policy keeps.</summary>
public sealed record PointsState
{
    public static readonly PointsState None = new();

    public long Balance { get; init; }

    /// <summary>
    /// The highest balance there has been, or everything earned, as the system's <see cref="LevelPolicy"/> says; kept only
    /// where levels follow it or triggers listen to levels.
    /// </summary>
    public long LevelPoints { get; init; }

    /// <summary>Where points lapse: what is left of each date, the oldest first.</summary>
    public ValueList<PointsLot> Lots { get; init; } = [];

    /// <summary>When the oldest lot lapses in the user's zone; null: none does.</summary>
    public Instant? ExpiresAt { get; init; }

    public PrestigeState Prestige { get; init; } = PrestigeState.None;

    public ValueList<TimerState> Timers { get; init; } = [];

    /// <summary>Triggers that remember something, in the order in which they first did.</summary>
    public ValueList<TriggerState> Triggers { get; init; } = [];

    /// <summary>What counts towards the limits of the system.</summary>
    public ValueList<PeriodUse> Uses { get; init; } = [];
}
