using NodaTime;

namespace Laurel.Core.Points;

/// <summary>What was awarded in one calendar period.</summary>
/// <param name="Start">The period's first moment on the user's clock.</param>
public sealed record PeriodUse(LimitPeriod Period, LocalDateTime Start, long Awards, long Points);

/// <summary>What a trigger has to remember of a user.</summary>
public sealed record TriggerState(string Trigger)
{
    /// <summary>The latest period of each kind that the limits look at.</summary>
    public ValueList<PeriodUse> Uses { get; init; } = [];

    /// <summary>When it last paid; kept for a cool-down.</summary>
    public Instant? LastAt { get; init; }

    /// <summary>When it paid, oldest first: as many as the rolling limits look back at.</summary>
    public ValueList<Instant> Recent { get; init; } = [];

    /// <summary>The objects that have paid, as 64-bit fingerprints in ascending order; at most <see cref="Limits.ObjectsMax"/>.</summary>
    public ValueList<ulong> Objects { get; init; } = [];

    /// <summary>Steps of a completed share that have fired.</summary>
    public int Steps { get; init; }

    /// <summary>How often an award was reduced, by <see cref="LimitReason"/>; empty: never.</summary>
    public ValueList<long> Reduced { get; init; } = [];

    /// <summary>How often an award was reduced for a reason.</summary>
    public long ReducedBy(LimitReason reason) => Reduced.Count == 0 ? 0 : Reduced[(int)reason];
}
