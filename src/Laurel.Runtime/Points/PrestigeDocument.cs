using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Points;

/// <summary>How users begin again, in a rulebook document.</summary>
internal static class PrestigeDocument
{
    public static readonly Shape Shape = Shape.Of("prestige", "level price? maxTimes? coolDown? bonus? resets?");

    public static readonly Shape Resets = Shape.Of("resets", "points? metrics? achievements?");

    public static PrestigeDefinition? Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return null;
        }

        var resets = map["resets"].Map(Resets);
        return new(map["level"].Text())
        {
            Price = PriceDocument.Read(map["price"]),
            MaxTimes = map["maxTimes"].Small(absent: Limits.IntervalMax),
            CoolDown = map["coolDown"].Duration(),
            Bonus = map["bonus"].Number(),
            ResetPoints = resets?["points"].Texts() ?? [],
            ResetMetrics = resets?["metrics"].Texts() ?? [],
            ResetAchievements = resets?["achievements"].Texts() ?? [],
        };
    }

    public static DocumentNode.Map? Write(PrestigeDefinition? prestige) => prestige is null ? null : new MapWriter(Shape)
        .Text("level", prestige.Level)
        .Nested("price", PriceDocument.Write(prestige.Price))
        .Number("maxTimes", prestige.MaxTimes, absent: Limits.IntervalMax)
        .Duration("coolDown", prestige.CoolDown)
        .Number("bonus", prestige.Bonus, absent: 0)
        .Nested("resets", new MapWriter(Resets)
            .Texts("points", prestige.ResetPoints)
            .Texts("metrics", prestige.ResetMetrics)
            .Texts("achievements", prestige.ResetAchievements)
            .Map)
        .Map;
}
