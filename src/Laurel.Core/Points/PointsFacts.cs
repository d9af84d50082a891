using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>
/// Why a balance moved. Expired: points lapsed. Spent: the user bought something. Reset: the user began again. Reversal: an earlier award no longer holds; it
/// names the award as the cause's parent.
/// </summary>
public enum AwardKind { Trigger, Adjustment, Sent, Received, Expired, Spent, Reset, Reversal }

/// <summary>What people want to know of an award that no trigger gave; what does not apply is null.</summary>
/// <param name="Reason">Of an adjustment; what points were spent for.</param>
/// <param name="Author">Who made the adjustment.</param>
/// <param name="OtherUser">The other side of a transfer.</param>
/// <param name="Transfer">What both sides of it are known by.</param>
public sealed record AwardNote(string? Reason, string? Author, string? OtherUser, Guid? Transfer);

/// <summary>A balance moved. Balance = sum of the amounts of all awards.</summary>
/// <param name="Trigger">Key of the trigger; empty for other kinds.</param>
/// <param name="BaseAmount">Before boosts, cap and floor.</param>
/// <param name="Multiplier">What the boosts that applied and the user's prestiges came to; 1 without any.</param>
/// <param name="Boosts">Keys of those boosts.</param>
/// <param name="Amount">What the balance really moved by; never 0.</param>
/// <param name="Balance">Afterwards.</param>
public sealed record PointsAwarded(
    FactId Id, Cause Cause, Instant At, string System, string Trigger,
    long BaseAmount, decimal Multiplier, ValueList<string> Boosts, long Amount, long Balance) : Fact(Id, Cause, At)
{
    /// <summary>What the trigger's modifiers made of the base amount, rounded to 9 decimals; 1 without any.</summary>
    public decimal Modifier { get; init; } = 1;

    public AwardKind Kind { get; init; } = AwardKind.Trigger;

    /// <summary>Null for triggers, and for what lapsed or was given up.</summary>
    public AwardNote? Note { get; init; }

    /// <summary>Whether it is the user's own doing: such awards count on boards and as earned; transfers, what lapsed, was spent or given up does not.</summary>
    public bool IsEarned => Kind is AwardKind.Trigger or AwardKind.Adjustment;
}

/// <summary>
/// Why an award was reduced, maybe to nothing. Repeated: the object has paid before, or the event names none. Full: no more
/// objects are remembered. Cooled: the trigger paid too recently. Limited: enough awards. Diminished: enough awards for today
/// at full worth. Capped: enough points. The first that applies is given.
/// </summary>
public enum LimitReason { Repeated, Full, Cooled, Limited, Diminished, Capped }

/// <summary>The limits reduced what a trigger gives.</summary>
/// <param name="Wanted">Points without limits, boosts included.</param>
/// <param name="Granted">What the balance moved by; 0 for nothing.</param>
public sealed record AwardLimited(
    FactId Id, Cause Cause, Instant At, string System, string Trigger, LimitReason Reason, long Wanted, long Granted) : Fact(Id, Cause, At);

/// <summary>
/// The level changed: upwards one fact per level passed, downwards one for the whole change. Null: no level.
/// </summary>
public sealed record LevelChanged(FactId Id, Cause Cause, Instant At, string System, string? Previous, string? Level) : Fact(Id, Cause, At)
{
    /// <summary>A level that the user never had before; where nothing listens to levels and they follow the balance, every way up.</summary>
    public bool IsFirst { get; init; }
}
