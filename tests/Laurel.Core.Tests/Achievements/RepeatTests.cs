using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Achievements;

/// <summary>Achievements that are completed several times.</summary>
public sealed class RepeatTests
{
    private static Rulebook Of(params AchievementDefinition[] achievements) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("read")],
        Streaks = [Make.Streak("daily", "read")],
        Achievements = [.. achievements],
    };

    private static AchievementDefinition Times(int maxTimes, AchievementDefinition achievement) => achievement with { MaxTimes = maxTimes };

    [Fact]
    public void Total_StartsOverAfterEachCompletion_UpToTheMaximum() => Scenario.Play(Of(Times(2, Make.Reaches("ten", "work", 10))), """
        2026-03-01T10:00Z | event work 15 | done ten
        2026-03-01T10:00Z | event work 9 | nothing
        2026-03-01T10:00Z | event work 1 | done ten 2
        2026-03-01T10:00Z | event work 10 | nothing
        """);

    [Fact]
    public void Window_EachSpanOfThreeOnce() => Scenario.Play(
        Of(Times(9, new("fast", "Fast", new AchievementCondition.Meets(new Condition.Metric(
            new("work", MetricAggregation.Count) { Window = new Window.Sliding(Duration.FromMinutes(30)), MinValue = 50 }, Goal.Reaching(3)))))), """
        2026-03-01T10:00Z | event work 50 | nothing
        2026-03-01T10:10Z | event work 60 | nothing
        2026-03-01T10:15Z | event work 49 | nothing
        2026-03-01T10:20Z | event work 50 | done fast
        2026-03-01T10:30Z | event work 50 | nothing
        2026-03-01T10:50Z | event work 50 | nothing
        2026-03-01T11:00Z | event work 50 | done fast 2
        """);

    [Fact]
    public void Streak_MustBeLostBeforeItCountsAgain() => Scenario.Play(Of(Times(3, Make.Lasts("two", "daily", 2))), """
        2026-03-01T10:00Z | event read 1 | streak daily 1 started
        2026-03-02T10:00Z | event read 1 | streak daily 2; done two
        2026-03-03T10:00Z | event read 1 | streak daily 3
        2026-03-06T10:00Z | event read 1 | streak daily lost 3 @2026-03-05T00:00Z; streak daily 1 started
        2026-03-07T10:00Z | event read 1 | streak daily 2; done two 2
        """);

    [Fact]
    public void Sequence_BeginsAnew() => Scenario.Play(
        Of(Times(3, new("order", "Order", new AchievementCondition.Meets(new Condition.Sequence([Count("work"), Count("read")]))))) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-01T10:00Z | event read 1 | done order
        2026-03-01T10:00Z | event read 1 | nothing
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-01T10:00Z | event read 1 | done order 2
        """);

    [Fact]
    public void Api_EachTimeUpToTheMaximum() => Scenario.Play(Of(Times(2, Make.ByApi("helped"))), """
        2026-03-01T10:00Z | complete helped | done helped
        2026-03-01T10:00Z | complete helped | done helped 2
        2026-03-01T10:00Z | complete helped | nothing
        """);

    private static Condition Count(string metric) => new Condition.Metric(new(metric, MetricAggregation.Count), Goal.Reaching(1));
}
