using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;

namespace Laurel.Core.Metrics;

/// <summary>Adds an event's value to every counter it concerns.</summary>
internal static class MetricRules
{
    public static void Apply(Draft draft, MetricEvent input)
    {
        var metric = draft.Plan.FindMetric(input.Metric);
        if (metric is null)
        {
            draft.Reject(Rejection.UnknownMetric, input.Metric);
        }
        else if (metric.Definition.SumOf.Count > 0)
        {
            draft.Reject(Rejection.CombinedMetric, input.Metric);
        }
        else if (!draft.IsReplay && UndeclaredAttributes(draft, input.Attributes) is { Length: > 0 } undeclared)
        {
            draft.Reject(Rejection.UnknownEventAttribute, undeclared);
        }
        else if (Math.Abs(input.Value) > Limits.ValueMax || input.Value.Scale > Limits.ValueScaleMax)
        {
            draft.Reject(Rejection.ValueOutOfRange, input.Metric);
        }
        else
        {
            Move(draft, metric, input);
        }
    }

    private static void Move(Draft draft, MetricPlan metric, MetricEvent input)
    {
        foreach (var moved in draft.Plan.Moved[metric.Index])
        {
            foreach (var listeners in moved.Counters)
            {
                if (input.Attributes.Matches(listeners.Counter.EventFilter))
                {
                    Count(draft, listeners, input.Value);
                }
            }
        }
    }

    private static void Count(Draft draft, CounterListeners listeners, decimal value)
    {
        var counter = listeners.Counter;
        var before = draft.Counters[counter.Index];
        var after = before + value;
        if (Math.Abs(after) > Limits.TotalMax)
        {
            draft.Reject(Rejection.TotalOutOfRange, counter.Metric);
            return;
        }

        draft.Counters.Set(counter.Index, after);
        draft.Add(new MetricChanged(draft.IdOf(listeners.Seed), draft.CauseOf(counter.Metric), draft.Now, counter, before, after));
    }

    private static string UndeclaredAttributes(Draft draft, AttributeSet attributes)
    {
        if (attributes.Count == 0)
        {
            return "";
        }

        var undeclared = new List<string>();
        foreach (var attribute in attributes.Values)
        {
            if (!draft.Plan.DeclaresEventAttribute(attribute.Key))
            {
                undeclared.Add(attribute.Key);
            }
        }

        return string.Join(", ", undeclared);
    }
}
