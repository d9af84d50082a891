using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>A balance moved by one trigger. Balance = sum of the amounts of all awards.</summary>
/// <param name="Trigger">Key of the trigger.</param>
/// <param name="BaseAmount">Before boosts, cap and floor.</param>
/// <param name="Multiplier">Product of the boosts that applied; 1 without any.</param>
/// <param name="Boosts">Keys of those boosts.</param>
/// <param name="Amount">What the balance really moved by; never 0.</param>
/// <param name="Balance">Afterwards.</param>
public sealed record PointsAwarded(
    FactId Id, Cause Cause, Instant At, string System, string Trigger,
    long BaseAmount, decimal Multiplier, ValueList<string> Boosts, long Amount, long Balance) : Fact(Id, Cause, At);

/// <summary>
/// The level changed: upwards one fact per level passed, downwards one for the whole change. Null: no level.
/// </summary>
public sealed record LevelChanged(FactId Id, Cause Cause, Instant At, string System, string? Previous, string? Level) : Fact(Id, Cause, At);
