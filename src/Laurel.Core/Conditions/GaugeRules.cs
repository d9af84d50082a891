using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Conditions;

/// <summary>Keeps gauges up with events and reads them.</summary>
internal static class GaugeRules
{
    /// <summary>Takes in the event being evaluated, whose value moved the gauge's counter.</summary>
    public static void Add(Draft draft, Gauge gauge, decimal value)
    {
        var measure = gauge.Measure;
        if ((gauge.Part is { } part && draft.Steps[part.Sequence] != part.Part) || value < measure.MinValue)
        {
            return;
        }

        if (measure.Attribute is null)
        {
            draft.Gauges.Set(gauge.Index, With(draft, gauge, value));
        }
        else if (draft.EventAttributes.Find(measure.Attribute) is { } text)
        {
            draft.Gauges.Set(gauge.Index, WithSeen(draft, gauge, FactId.Seed(text)));
        }
    }

    /// <summary>What the gauge shows now; null when it needs an event and there is none.</summary>
    public static decimal? Read(Draft draft, Gauge gauge)
    {
        var state = draft.Gauges[gauge.Index] ?? GaugeState.None;
        if (gauge.Measure.Window is Window.Sliding sliding)
        {
            return Read(gauge.Measure.Aggregation, Recent(state.Readings, draft.Now - sliding.Length));
        }

        return Read(gauge.Measure.Aggregation, state.PeriodOn == PeriodOn(draft, gauge.Measure.Window) ? state : GaugeState.None);
    }

    private static GaugeState With(Draft draft, Gauge gauge, decimal value)
    {
        if (gauge.Measure.Window is Window.Sliding sliding)
        {
            return WithReading(draft, gauge, sliding, value);
        }

        var state = Current(draft, gauge);
        return state with
        {
            Count = state.Count + 1,
            Sum = state.Sum + value,
            Min = state.Count == 0 ? value : Math.Min(state.Min, value),
            Max = state.Count == 0 ? value : Math.Max(state.Max, value),
        };
    }

    private static GaugeState WithSeen(Draft draft, Gauge gauge, ulong hash)
    {
        if (gauge.Measure.Window is Window.Sliding sliding)
        {
            return WithReading(draft, gauge, sliding, hash);
        }

        var state = Current(draft, gauge);
        return state.Seen.Count >= Limits.DistinctMax || state.Seen.Items.Contains(hash) ? state : state with { Seen = state.Seen.Append(hash) };
    }

    private static GaugeState WithReading(Draft draft, Gauge gauge, Window.Sliding window, decimal value)
    {
        var readings = (draft.Gauges[gauge.Index] ?? GaugeState.None).Readings;
        var recent = Recent(readings, draft.Now - window.Length);
        var kept = recent.Length < gauge.EventsMax ? recent : recent[(recent.Length - gauge.EventsMax + 1)..];
        return new() { Readings = ValueList.Create<Reading>([.. kept, new Reading(draft.Now, value)]) };
    }

    // What was collected in a period that is over does not count any more.
    private static GaugeState Current(Draft draft, Gauge gauge)
    {
        var state = draft.Gauges[gauge.Index] ?? GaugeState.None;
        var periodOn = PeriodOn(draft, gauge.Measure.Window);
        return state.PeriodOn == periodOn ? state : new() { PeriodOn = periodOn };
    }

    private static LocalDate? PeriodOn(Draft draft, Window? window) => window is not Window.Running running ? null : running.Period switch
    {
        WindowPeriod.Day => draft.Today,
        WindowPeriod.Week => draft.Today.PlusDays(1 - (int)draft.Today.DayOfWeek),
        WindowPeriod.Month => new LocalDate(draft.Today.Year, draft.Today.Month, 1),
        _ => throw new InvalidOperationException($"No rule for {running.Period}."),
    };

    private static ReadOnlySpan<Reading> Recent(ValueList<Reading> readings, Instant from)
    {
        var items = readings.Items;
        var first = 0;
        while (first < items.Length && items[first].At < from)
        {
            first++;
        }

        return items[first..];
    }

    private static decimal? Read(MetricAggregation aggregation, GaugeState state) => aggregation switch
    {
        MetricAggregation.Total => state.Sum,
        MetricAggregation.Count => state.Count,
        MetricAggregation.Distinct => state.Seen.Count,
        _ when state.Count == 0 => null,
        MetricAggregation.Average => state.Sum / state.Count,
        MetricAggregation.Minimum => state.Min,
        MetricAggregation.Maximum => state.Max,
        _ => throw new InvalidOperationException($"No rule for {aggregation}."),
    };

    private static decimal? Read(MetricAggregation aggregation, ReadOnlySpan<Reading> readings)
    {
        if (aggregation == MetricAggregation.Distinct)
        {
            return readings.ToArray().Select(reading => reading.Value).Distinct().Count();
        }

        var state = GaugeState.None;
        var (sum, min, max) = (0m, decimal.MaxValue, decimal.MinValue);
        foreach (ref readonly var reading in readings)
        {
            (sum, min, max) = (sum + reading.Value, Math.Min(min, reading.Value), Math.Max(max, reading.Value));
        }

        return Read(aggregation, state with { Count = readings.Length, Sum = sum, Min = min, Max = max });
    }
}
