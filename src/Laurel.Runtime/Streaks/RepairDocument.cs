using Laurel.Core.Streaks;
using Laurel.Runtime.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Streaks;

/// <summary>The repair window of a streak in a rulebook document.</summary>
internal static class RepairDocument
{
    public static readonly Shape Shape = Shape.Of("repair", "withinDays price?");

    public static RepairSettings? Read(NodeReader node) =>
        node.Map(Shape) is { } map ? new(map["withinDays"].Small(), PriceDocument.Read(map["price"])) : null;

    public static DocumentNode.Map? Write(RepairSettings? repair) => repair is null ? null : new MapWriter(Shape)
        .Number("withinDays", repair.WithinDays)
        .Nested("price", PriceDocument.Write(repair.Price))
        .Map;
}
