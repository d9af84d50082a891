using Laurel.Core.Conditions;
using Laurel.Core.Inputs;
using Laurel.Core.Tests.Properties;
using NodaTime;

namespace Laurel.Core.Tests.Conditions;

/// <summary>Random conditions over the world of <see cref="NaiveCondition"/>, and random inputs for it.</summary>
internal sealed class RandomCondition(Random random)
{
    /// <summary>With streaks nothing negative, because a streak is lost at midnight, when no input is there to look.</summary>
    private readonly bool hasStreaks = random.Chance(40);

    private readonly bool hasSequences = random.Chance(50);

    public Condition Next() => Next(1, inSequence: false);

    public List<Input> Inputs(int count)
    {
        var at = Make.At("2026-03-26T00:00Z");
        var inputs = new List<Input>();
        for (var i = 1; i <= count; i++)
        {
            at += Duration.FromMinutes(10 * random.Next(random.Pick([1, 4, 60, 400])));
            inputs.Add(Input(new InputId(new Guid(i, 0, 0, new byte[8])), at));
        }

        return inputs;
    }

    private Input Input(InputId id, Instant at) => random.Chance(10)
        ? new Identify(id, "u", at) { Patch = UserPatch.Nothing with { Attributes = [KeyValuePair.Create("city", random.Pick(["x", "y", null]))] } }
        : Event(id, at, random.Pick(["a", "b", "c"]));

    private MetricEvent Event(InputId id, Instant at, string metric) => new(id, "u", at, metric, metric == "b" ? random.Pick([-1m, 0m, 0.5m, 2m, 3m]) : 1)
    {
        Attributes = AttributeSet.Of(new[] { "kind", "item" }.Where(_ => random.Chance(60)).Select(key => KeyValuePair.Create(key, random.Pick(["x", "y", "z"])))),
    };

    private Condition Next(int depth, bool inSequence) => (depth >= 3 ? 0 : random.Next(10)) switch
    {
        6 => new Condition.All(Parts(depth, inSequence)),
        7 => new Condition.Any(Parts(depth, inSequence)),
        8 when hasSequences && !inSequence => new Condition.Sequence(Parts(depth, inSequence: true)),
        8 when !hasStreaks && !inSequence => new Condition.Not(Next(depth + 1, inSequence)),
        9 when Parts(depth, inSequence) is var parts => new Condition.AtLeast(random.Next(1, parts.Count + 1), parts),
        _ => Leaf(isRising: inSequence || hasStreaks),
    };

    private ValueList<Condition> Parts(int depth, bool inSequence) =>
        [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Next(depth + 1, inSequence))];

    private Condition Leaf(bool isRising) => random.Next(12) switch
    {
        0 when hasStreaks => new Condition.Streak("daily", random.Pick([StreakMeasure.Current, StreakMeasure.Longest]), Goal(isRising, 1, 5)),
        1 => new Condition.Balance("xp", Goal(isRising, 5, 40)),
        2 => new Condition.Level("xp", random.Pick(["one", "two"])),
        3 => new Condition.Achievement("few"),
        4 => new Condition.User(Make.Filter(("city", random.Pick(["x", "y"])))),
        _ => new Condition.Metric(Measure(), Goal(isRising, 1, 6)),
    };

    private Goal Goal(bool isRising, int min, int max) =>
        new(isRising ? random.Pick([Comparison.Reaches, Comparison.Above]) : random.Pick(Enum.GetValues<Comparison>()), random.Next(min, max));

    private MetricMeasure Measure()
    {
        var aggregation = random.Pick(Enum.GetValues<MetricAggregation>());
        return new(random.Pick(["a", "b", "c"]), aggregation)
        {
            Attribute = aggregation == MetricAggregation.Distinct ? "item" : null,
            EventFilter = random.Chance(30) ? Make.Filter(("kind", random.Pick(["x", "y"]))) : [],
            MinValue = random.Chance(20) ? random.Pick([0m, 1m, 2m]) : null,
            Window = random.Next(4) switch
            {
                0 => new Window.Sliding(Duration.FromMinutes(random.Pick([10, 60, 600, 3_000]))),
                1 => new Window.Running(random.Pick(Enum.GetValues<WindowPeriod>())),
                _ => null,
            },
        };
    }
}
