using Laurel.Core.Metrics;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Metrics;

/// <summary>A metric in a rulebook document.</summary>
internal static class MetricDocument
{
    public static readonly Shape Shape = Shape.Of("metric", "key name? unitType? units? sumOf?");

    public static MetricDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new("", "");
        }

        var key = map["key"].Text();
        return new(key, map["name"].Text(key))
        {
            UnitType = map["unitType"].Word(RulebookWords.UnitTypes, UnitType.Number),
            Units = map["units"].Text(),
            SumOf = map["sumOf"].Texts(),
        };
    }

    public static DocumentNode Write(MetricDefinition metric) => new MapWriter(Shape)
        .Text("key", metric.Key)
        .Text("name", metric.Name, absent: metric.Key)
        .Word("unitType", RulebookWords.UnitTypes, metric.UnitType, absent: UnitType.Number)
        .Text("units", metric.Units, absent: "")
        .Texts("sumOf", metric.SumOf)
        .Map;
}
