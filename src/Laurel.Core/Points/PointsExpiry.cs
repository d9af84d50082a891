using NodaTime;

namespace Laurel.Core.Points;

/// <summary>
/// From when points age. Earned: each from the date on which it came in. LastEarned: all of them from the date on which points last
/// came in, so that whoever stays active keeps everything.
/// </summary>
public enum ExpiryFrom { Earned, LastEarned }

/// <summary>
/// Points lapse at the end of the <paramref name="Days"/>th local date after the one they age from, the oldest first.
/// </summary>
/// <param name="Days">1 to <see cref="Limits.ExpiryDaysMax"/>.</param>
public sealed record PointsExpiry(int Days, ExpiryFrom From = ExpiryFrom.Earned)
{
    /// <summary>The first local date on which a lot is no longer there.</summary>
    public LocalDate GoneOn(PointsLot lot) => lot.EarnedOn.PlusDays(Days + 1);
}

/// <summary>What is left of the points that came in on one local date.</summary>
/// <param name="Amount">At least 1.</param>
public sealed record PointsLot(LocalDate EarnedOn, long Amount);

/// <summary>The lots of a balance, the oldest first, each date once. Together they are the balance, or nothing below 0.</summary>
internal static class PointsLots
{
    /// <summary>With points added on a date. A move west can show an earlier date again; the newest lot goes on.</summary>
    public static ValueList<PointsLot> With(this ValueList<PointsLot> lots, LocalDate on, long amount) =>
        lots.Count > 0 && lots[^1].EarnedOn >= on
            ? lots.With(lots.Count - 1, lots[^1] with { Amount = lots[^1].Amount + amount })
            : lots.Append(new(on, amount));

    /// <summary>As one lot of a date, or of a later one that is there already.</summary>
    public static ValueList<PointsLot> Renewed(this ValueList<PointsLot> lots, LocalDate on) => lots.Count == 0
        ? lots
        : [new(LocalDate.Max(on, lots[^1].EarnedOn), lots.Sum(lot => lot.Amount))];

    /// <summary>Without so many points, the oldest first.</summary>
    public static ValueList<PointsLot> Without(this ValueList<PointsLot> lots, long amount)
    {
        var gone = 0;
        for (; gone < lots.Count && lots[gone].Amount <= amount; gone++)
        {
            amount -= lots[gone].Amount;
        }

        return amount == 0 || gone == lots.Count
            ? [.. lots.Items[gone..]]
            : [lots[gone] with { Amount = lots[gone].Amount - amount }, .. lots.Items[(gone + 1)..]];
    }
}
