using Laurel.Core.Rulebooks;

namespace Laurel.Core.Metrics;

/// <summary>What keeps metric definitions from being used.</summary>
internal static class MetricCheck
{
    public static void Run(CheckContext context, ValueList<MetricDefinition> metrics)
    {
        KeyCheck.Declared(context, context.Metrics.Path, metrics.Select(metric => metric.Key));
        var combined = metrics.Where(metric => metric.SumOf.Count > 0).Select(metric => metric.Key).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < metrics.Count; i++)
        {
            var path = $"metrics[{i}]";
            TextCheck.Name(context, $"{path}.name", metrics[i].Name);
            Units(context, $"{path}.units", metrics[i]);
            Parts(context, $"{path}.sumOf", metrics[i].SumOf, combined);
        }
    }

    private static void Units(CheckContext context, string path, MetricDefinition metric)
    {
        var (units, isCurrency) = (metric.Units, metric.UnitType == UnitType.Currency);
        if (isCurrency && !(units.Length == 3 && units.All(char.IsAsciiLetterUpper)))
        {
            context.Problems.Add(path, units, "an ISO 4217 currency code of three capital letters", "write one, such as EUR");
        }
        else if (units.Length > 0)
        {
            TextCheck.Name(context, path, units);
        }
    }

    private static void Parts(CheckContext context, string path, ValueList<string> parts, HashSet<string> combined)
    {
        KeyCheck.References(context, path, parts, context.Metrics);
        for (var i = 0; i < parts.Count; i++)
        {
            if (combined.Contains(parts[i]))
            {
                context.Problems.Add($"{path}[{i}]", parts[i], "a plain metric, one without sumOf", "name the metrics that it adds up");
            }
        }
    }
}
