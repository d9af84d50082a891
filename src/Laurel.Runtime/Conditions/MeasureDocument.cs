using System.Globalization;
using Laurel.Core.Conditions;
using Laurel.Runtime.Rulebooks;
using NodaTime;

namespace Laurel.Runtime.Conditions;

/// <summary>What a condition measures about the events of a metric, as fields of the condition's map.</summary>
internal static class MeasureDocument
{
    public static MetricMeasure Read(MapReader map)
    {
        var aggregation = map["measure"].Word(RulebookWords.MetricAggregations, MetricAggregation.Total);
        if (aggregation == MetricAggregation.Distinct && !map["attribute"].IsPresent)
        {
            map["attribute"].WrongType("required", "add the event attribute whose values are told apart");
        }
        else if (aggregation != MetricAggregation.Distinct)
        {
            map.Refuse("attribute", "only with measure: distinct");
        }

        return new(map["metric"].Text(), aggregation)
        {
            Attribute = map["attribute"].TextOrNull(),
            EventFilter = map["where"].Attributes(),
            MinValue = map["minValue"].IsPresent ? map["minValue"].Number() : null,
            Window = ReadWindow(map),
        };
    }

    public static MapWriter Write(MapWriter map, MetricMeasure measure) => map
        .Text("metric", measure.Metric)
        .Word("measure", RulebookWords.MetricAggregations, measure.Aggregation, absent: MetricAggregation.Total)
        .Text("attribute", measure.Attribute)
        .Attributes("where", measure.EventFilter)
        .Number("minValue", measure.MinValue)
        .Text("within", measure.Window is Window.Sliding sliding ? ConditionText.Length(sliding.Length) : null)
        .Text("per", measure.Window is Window.Running running ? RulebookWords.WindowPeriods.Of(running.Period) : null);

    private static Window? ReadWindow(MapReader map)
    {
        if (map["per"].IsPresent)
        {
            map.Refuse("within", "only without per");
            return new Window.Running(map["per"].Word(RulebookWords.WindowPeriods, WindowPeriod.Day));
        }

        return map["within"].IsPresent ? new Window.Sliding(ReadLength(map["within"])) : null;
    }

    private static Duration ReadLength(NodeReader node)
    {
        var parts = node.Text().Split(' ');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            switch (parts[1])
            {
                case "minute" or "minutes":
                    return Duration.FromMinutes(count);
                case "hour" or "hours" when count < 100_000:
                    return Duration.FromHours(count);
                case "day" or "days" when count < 100_000:
                    return Duration.FromDays(count);
            }
        }

        node.WrongType("a number of minutes, hours or days", "write, for example, 60 minutes");
        return Duration.FromMinutes(1);
    }
}
