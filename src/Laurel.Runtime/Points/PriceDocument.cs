using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>A price in a rulebook document: <c>{points: xp, amount: 50}</c>.</summary>
internal static class PriceDocument
{
    public static readonly Shape Shape = Shape.Of("price", "points amount");

    public static PointsPrice? Read(NodeReader node) => node.Map(Shape) is { } map ? new(map["points"].Text(), map["amount"].Whole()) : null;

    public static DocumentNode.Map? Write(PointsPrice? price) =>
        price is null ? null : new MapWriter(Shape).Text("points", price.System).Number("amount", price.Amount).Map;
}
