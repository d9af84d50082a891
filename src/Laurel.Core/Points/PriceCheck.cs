using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps a price from being asked.</summary>
internal static class PriceCheck
{
    public static void Run(CheckContext context, string path, PointsPrice? price)
    {
        if (price is not null)
        {
            KeyCheck.Reference(context, $"{path}.points", price.System, context.Points);
            NumberCheck.Range(context, $"{path}.amount", price.Amount, 1, Limits.PointsMax);
        }
    }
}
