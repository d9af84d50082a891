using Laurel.Core.Conditions;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Metrics;

/// <summary>Adds an event's value to every counter it concerns.</summary>
internal static class MetricRules
{
    public static void Apply(Draft draft, MetricEvent input)
    {
        if (RefusalOf(draft.Plan, input, draft.IsReplay) is { } refusal)
        {
            draft.Reject(refusal.Reason, refusal.Detail);
        }
        else if (draft.Plan.FindMetric(input.Metric) is { } metric)
        {
            Move(draft, metric, input);
        }
    }

    /// <summary>The refusal that follows from the rulebook alone; null when there is none. A replayed event keeps attributes that are no longer declared.</summary>
    public static Evaluated.Rejected? RefusalOf(Plan plan, MetricEvent input, bool isReplay)
    {
        var metric = plan.FindMetric(input.Metric);
        if (metric is null)
        {
            return new(Rejection.UnknownMetric, input.Metric);
        }

        if (metric.Definition.SumOf.Count > 0)
        {
            return new(Rejection.CombinedMetric, input.Metric);
        }

        if (!isReplay && UndeclaredAttributes(plan, input.Attributes) is { Length: > 0 } undeclared)
        {
            return new(Rejection.UnknownEventAttribute, undeclared);
        }

        return Math.Abs(input.Value) > Limits.ValueMax || input.Value.Scale > Limits.ValueScaleMax
            ? new(Rejection.ValueOutOfRange, input.Metric)
            : null;
    }

    /// <summary>Totals start over, and what conditions have collected of them. Streaks and boards keep what they counted.</summary>
    public static void Reset(Draft draft, Counter[] counters)
    {
        foreach (var counter in counters)
        {
            draft.Counters.Set(counter.Index, 0);
        }

        foreach (var gauge in draft.Plan.Gauges)
        {
            if (Array.Exists(counters, counter => counter.Index == gauge.Counter))
            {
                draft.Gauges.Set(gauge.Index, null);
            }
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
        foreach (var gauge in listeners.Gauges)
        {
            GaugeRules.Add(draft, gauge, value);
        }

        draft.Add(new MetricChanged(draft.IdOf(listeners.Seed), draft.CauseOf(counter.Metric), draft.Now, counter, before, after));
    }

    private static string UndeclaredAttributes(Plan plan, AttributeSet attributes)
    {
        List<string>? undeclared = null;
        foreach (var attribute in attributes.Values)
        {
            if (!plan.DeclaresEventAttribute(attribute.Key))
            {
                (undeclared ??= []).Add(attribute.Key);
            }
        }

        return undeclared is null ? "" : string.Join(", ", undeclared);
    }
}
