using Laurel.Core.Conditions;
using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Tests.Conditions;

/// <summary>
/// What a condition should come to, computed from the whole list of inputs each time. The world around it: every event of "c"
/// pays 5 points of "xp", levels lie at 10 and 20 points, the achievement "few" needs 3 events of "c", everyone lives in
/// <paramref name="zone"/>, and streaks have no freezes.
/// </summary>
internal sealed class NaiveCondition(IReadOnlyList<Input> inputs, DateTimeZone zone)
{
    /// <summary>When the condition is first found to hold; null: never.</summary>
    public Instant? FirstHolds(Condition condition)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (condition.Leaves.Any(leaf => Touches(leaf, i)) && Holds(condition, i, -1))
            {
                return inputs[i].At;
            }
        }

        return null;
    }

    /// <summary>After input <paramref name="now"/>, when only events after input <paramref name="since"/> count.</summary>
    private bool Holds(Condition condition, int now, int since) => condition switch
    {
        Condition.All all => all.Parts.All(part => Holds(part, now, since)),
        Condition.Any any => any.Parts.Any(part => Holds(part, now, since)),
        Condition.AtLeast some => some.Parts.Count(part => Holds(part, now, since)) >= some.Count,
        Condition.Not not => !Holds(not.Part, now, since),
        Condition.Sequence sequence => InOrder(sequence, now),
        Condition.Metric metric => Value(metric.Measure, now, since) is { } value && metric.Goal.IsMetBy(value),
        Condition.Streak streak => streak.Goal.IsMetBy(Length(now, streak.Measure)),
        Condition.Balance balance => balance.Goal.IsMetBy(5 * Count("c", now)),
        Condition.Level level => 5 * Count("c", now) >= (level.Key == "one" ? 10 : 20),
        Condition.Achievement => Count("c", now) >= 3,
        Condition.User user => CityAt(now) == user.Attributes[0].Value,
        _ => throw new InvalidOperationException($"{condition}"),
    };

    private bool InOrder(Condition.Sequence sequence, int now)
    {
        var (part, since) = (0, -1);
        for (var i = 0; i <= now; i++)
        {
            for (; sequence.Leaves.Any(leaf => Touches(leaf, i)) && part < sequence.Parts.Count && Holds(sequence.Parts[part], i, since); part++)
            {
                since = i;
            }
        }

        return part == sequence.Parts.Count;
    }

    private bool Touches(Condition leaf, int i) => leaf switch
    {
        Condition.Metric metric => inputs[i] is MetricEvent happened && happened.Metric == metric.Measure.Metric && happened.Attributes.Matches(metric.Measure.EventFilter),
        Condition.Balance or Condition.Level => inputs[i] is MetricEvent { Metric: "c" },
        Condition.Achievement => inputs[i] is MetricEvent { Metric: "c" } && Count("c", i) == 3,
        Condition.User => CityAt(i) != CityAt(i - 1),
        _ => inputs[i] is MetricEvent { Metric: "a" },
    };

    private decimal? Value(MetricMeasure measure, int now, int since)
    {
        var counted = inputs.Take(now + 1).Skip(since + 1).OfType<MetricEvent>()
            .Where(happened => happened.Metric == measure.Metric && happened.Attributes.Matches(measure.EventFilter) && !(happened.Value < measure.MinValue))
            .Where(happened => measure.Attribute is null || happened.Attributes.Find(measure.Attribute) is not null)
            .Where(happened => IsInWindow(measure.Window, happened.At, inputs[now].At))
            .ToList();
        return measure.Aggregation switch
        {
            MetricAggregation.Total => counted.Sum(happened => happened.Value),
            MetricAggregation.Count => counted.Count,
            MetricAggregation.Distinct => counted.Select(happened => happened.Attributes.Find(measure.Attribute ?? "")).Distinct().Count(),
            _ when counted.Count == 0 => null,
            MetricAggregation.Average => counted.Sum(happened => happened.Value) / counted.Count,
            MetricAggregation.Minimum => counted.Min(happened => happened.Value),
            _ => counted.Max(happened => happened.Value),
        };
    }

    private bool IsInWindow(Window? window, Instant at, Instant now)
    {
        var (then, today) = (at.InZone(zone).Date, now.InZone(zone).Date);
        return window switch
        {
            Window.Sliding sliding => now - at <= sliding.Length,
            Window.Running { Period: WindowPeriod.Day } => then == today,
            Window.Running { Period: WindowPeriod.Week } => then.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)) == today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)),
            Window.Running => (then.Year, then.Month) == (today.Year, today.Month),
            _ => true,
        };
    }

    // The days in a row with an event of "a", up to the day of the input or the day before; or the most there ever were.
    private int Length(int now, StreakMeasure measure)
    {
        var days = inputs.Take(now + 1).OfType<MetricEvent>().Where(happened => happened.Metric == "a").Select(happened => happened.At.InZone(zone).Date).ToHashSet();
        var today = inputs[now].At.InZone(zone).Date;
        return measure == StreakMeasure.Current
            ? Math.Max(Back(days, today), Back(days, today.PlusDays(-1)))
            : days.Select(day => Back(days, day)).DefaultIfEmpty().Max();
    }

    private static int Back(HashSet<LocalDate> days, LocalDate day)
    {
        var length = 0;
        while (days.Contains(day.PlusDays(-length)))
        {
            length++;
        }

        return length;
    }

    private int Count(string metric, int now) => inputs.Take(now + 1).OfType<MetricEvent>().Count(happened => happened.Metric == metric);

    private string? CityAt(int now) => inputs.Take(now + 1).SelectMany(input => input.Patch.Attributes).LastOrDefault().Value;
}
