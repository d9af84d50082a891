using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Xunit;

namespace Laurel.Core.Tests.Evaluation;

public sealed class CountersTests
{
    private const int MetricCount = 20;

    private static readonly Timeline Many = Timeline.Of(new Rulebook { Metrics = [.. Enumerable.Range(0, MetricCount).Select(number => Make.Metric($"m{number}"))] });

    [Fact]
    public void ManyMetrics_EachKeepsItsOwnTotal()
    {
        var state = Create("u");
        for (var number = 0; number < 2 * MetricCount; number++)
        {
            var before = state.Counters.ToArray();
            var next = Send(state, number % MetricCount);
            Assert.Equal(before, state.Counters);
            before[number % MetricCount] += number % MetricCount;
            Assert.Equal(before, next.Counters);
            state = next;
        }
    }

    [Fact]
    public void ManyMetrics_OtherUsersStayAsTheyAre()
    {
        var (one, other) = (Create("u"), Create("v"));
        Assert.Equal(5, Send(one, 5).Counters[5]);
        Assert.All(other.Counters, total => Assert.Equal(0, total));
        Assert.All(Create("w").Counters, total => Assert.Equal(0, total));
    }

    private static UserState Create(string user) => Next(null, new Identify(default, user, Make.At("2026-03-01T10:00Z")));

    private static UserState Send(UserState state, int number) => Next(state, new MetricEvent(default, state.Profile.Id, state.At, $"m{number}", number));

    private static UserState Next(UserState? state, Input input) => Assert.IsType<Evaluated.Accepted>(Evaluator.Evaluate(Many, state, input)).Next;
}
