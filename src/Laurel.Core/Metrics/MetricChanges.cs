using Laurel.Core.Rulebooks;

namespace Laurel.Core.Metrics;

/// <summary>How metrics are compared.</summary>
internal static class MetricChanges
{
    public static readonly DefinitionChanges<MetricDefinition> Metrics = new("metric", metric => metric.Key, metric => new FieldTexts()
        .Add("name", metric.Name)
        .Add("unitType", metric.UnitType)
        .Add("units", metric.Units)
        .Add("sumOf", metric.SumOf));
}
