using Laurel.Core.Facts;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Conditions;

/// <summary>Builds the conditions of a plan, and with them the gauges and sequences that they need.</summary>
internal sealed class ConditionIndex(Plan plan)
{
    private readonly Dictionary<string, Gauge> gauges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SequencePlan> sequences = new(StringComparer.Ordinal);

    public Gauge[] Gauges => [.. gauges.Values.OrderBy(gauge => gauge.Index)];

    public SequencePlan[] Sequences => [.. sequences.Values.OrderBy(sequence => sequence.Index)];

    /// <summary>The counters that conditions listen to.</summary>
    public static IEnumerable<(string Metric, ValueList<AttributeValue> Filter)> CountersOf(Condition condition) =>
        condition.Leaves.OfType<Condition.Metric>().Select(leaf => (leaf.Measure.Metric, leaf.Measure.EventFilter));

    /// <param name="owner">Key of the repeatable achievement whose condition it is, else empty.</param>
    public ConditionPlan Build(Condition condition, string owner) => Build(condition, owner, null);

    private ConditionPlan Build(Condition condition, string owner, SequencePart? part) => condition switch
    {
        Condition.All all => new SomePlan(all.Parts.Count, Build(all.Parts, owner, part)),
        Condition.Any any => new SomePlan(1, Build(any.Parts, owner, part)),
        Condition.AtLeast some => new SomePlan(some.Count, Build(some.Parts, owner, part)),
        Condition.Not not => new NotPlan(Build(not.Part, owner, part)),
        Condition.Sequence sequence => Sequence(sequence, owner),
        Condition.Metric metric => Metric(metric, owner, part),
        Condition.Streak streak => new StreakLeafPlan(IndexOf(plan.Rulebook.Streaks, known => known.Key == streak.Key), streak.Measure, streak.Goal),
        Condition.Balance balance => new BalancePlan(SystemOf(balance.System), balance.Goal),
        Condition.Level level => new LevelLeafPlan(SystemOf(level.System), IndexOf(plan.Rulebook.Points[SystemOf(level.System)].Levels, known => known.Key == level.Key)),
        Condition.Achievement achievement => new AchievementLeafPlan(IndexOf(plan.Rulebook.Achievements, known => known.Key == achievement.Key)),
        Condition.User user => new UserLeafPlan(user.Attributes),
        _ => throw new InvalidOperationException($"No plan for {condition}."),
    };

    private ConditionPlan[] Build(ValueList<Condition> parts, string owner, SequencePart? part) => [.. parts.Select(each => Build(each, owner, part))];

    private ConditionPlan Metric(Condition.Metric leaf, string owner, SequencePart? part)
    {
        var counter = plan.IndexOfCounter(leaf.Measure.Metric, leaf.Measure.EventFilter);
        if (leaf.Measure.IsPlain && owner.Length == 0 && part is null)
        {
            return new CounterPlan(counter, leaf.Goal);
        }

        var eventsMax = EventsMax(leaf);
        var key = Gauge.KeyOf(leaf.Measure, eventsMax, owner, part);
        if (!gauges.TryGetValue(key, out var gauge))
        {
            gauge = new(gauges.Count, counter, leaf.Measure, eventsMax, owner, part);
            gauges.Add(key, gauge);
        }

        return new GaugePlan(gauge, leaf.Goal);
    }

    /// <summary>Whether a count reaches 5, passes it or is exactly 5 is known from the newest 6 events.</summary>
    private static int EventsMax(Condition.Metric leaf) => leaf.Measure.Aggregation == MetricAggregation.Count
        ? (int)Math.Clamp(decimal.Floor(leaf.Goal.Target) + 1, 1, Limits.WindowEventsMax)
        : Limits.WindowEventsMax;

    private SequencePlan Sequence(Condition.Sequence condition, string owner)
    {
        var key = FactId.Seed($"{ConditionText.Of(condition)}/{owner}").ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        if (sequences.TryGetValue(key, out var known))
        {
            return known;
        }

        var sequence = new SequencePlan(sequences.Count, key, owner);
        sequences.Add(key, sequence);
        sequence.Parts = [.. condition.Parts.Select((part, position) => Build(part, owner, new SequencePart(sequence.Index, key, position)))];
        return sequence;
    }

    private int SystemOf(string key) => IndexOf(plan.Rulebook.Points, known => known.Key == key);

    private static int IndexOf<T>(ValueList<T> definitions, Func<T, bool> isMeant) =>
        definitions.Index().First(definition => isMeant(definition.Item)).Index;
}
