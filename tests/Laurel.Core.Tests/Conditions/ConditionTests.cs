using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Conditions;

public sealed class ConditionTests
{
    private static readonly Window Hour = new Window.Sliding(Duration.FromHours(1));

    private static Rulebook Of(Condition condition) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("read")],
        UserAttributes = [Make.Attribute("plan")],
        EventAttributes = [Make.Attribute("kind")],
        Achievements = [new("it", "It", new AchievementCondition.Meets(condition))],
    };

    private static Condition Count(string metric, decimal reaches, Window? window = null) =>
        new Condition.Metric(new(metric, MetricAggregation.Count) { Window = window }, Goal.Reaching(reaches));

    [Fact]
    public void Window_SpanOfExactlyItsLength_LiesWithin() => Scenario.Play(Of(Count("work", 3, Hour)), """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-01T10:30Z | event work 1 | nothing
        2026-03-01T11:00:01Z | event work 1 | nothing
        2026-03-01T11:30Z | event work 1 | done it
        """);

    [Fact]
    public void Window_PerDay_EndsAtTheUsersMidnight() => Scenario.Play(Of(Count("work", 2, new Window.Running(WindowPeriod.Day))), """
        2026-03-01T22:30Z | event work 1 with zone=Europe/Berlin | nothing
        2026-03-01T23:30Z | event work 1 | nothing
        2026-03-02T22:59Z | event work 1 | done it
        """);

    [Fact]
    public void Sequence_OutOfOrder_StartsWithTheFirstPart() => Scenario.Play(Of(new Condition.Sequence([Count("work", 1), Count("read", 2)])), """
        2026-03-01T10:00Z | event read 1 | nothing
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-01T10:00Z | event read 1 | nothing
        2026-03-01T10:00Z | event read 1 | done it
        """);

    [Fact]
    public void Not_LooksAtWhatTheInputLedTo() => Scenario.Play(
        Of(new Condition.All([Count("work", 2), new Condition.Not(new Condition.Achievement("two"))])) is var rules
            ? rules with { Achievements = rules.Achievements.Append(Make.Reaches("two", "work", 2)) } : rules, """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-01T10:00Z | event work 1 | done two
        """);

    [Fact]
    public void Window_MoreThanItKeeps_CountsTheNewest()
    {
        var sum = new Condition.Metric(new("work", MetricAggregation.Total) { Window = Hour }, new(Comparison.Is, 1_002));
        var rows = Enumerable.Repeat("2026-03-01T10:00Z | event work 1 | nothing", 1_001).Append("2026-03-01T10:00Z | event work 3 | done it");

        var played = Scenario.Play(Of(sum), string.Join('\n', rows));

        Assert.Equal(Limits.WindowEventsMax, played.State.Gauges[0]?.Readings.Count);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Check_BadCondition_IsRefused(Condition condition, string path, string limit)
    {
        var problem = RulebookCheck.Problems(Of(condition))[0];

        Assert.Equal("achievements[0].when" + path, problem.Path);
        Assert.Contains(limit, problem.Limit, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
    }

    public static TheoryData<Condition, string, string> Refusals => new()
    {
        { Count("laps", 1), ".metric", "metric" },
        { Count("work", 0), ".reaches", "1 to" },
        { Count("work", 1.5m), ".reaches", "a whole number" },
        { Count("work", 1_000, Hour), ".reaches", "1 to 999" },
        { Count("work", 1, new Window.Sliding(Duration.FromDays(367))), ".within", "1 minute to 366 days" },
        { new Condition.Metric(new("work", MetricAggregation.Distinct) { Attribute = "color" }, Goal.Reaching(1)), ".attribute", "event attribute" },
        { new Condition.Metric(new("work", MetricAggregation.Total) { EventFilter = Make.Filter(("color", "red")) }, Goal.Reaching(1)), ".where.color", "event attribute" },
        { new Condition.User(Make.Filter(("city", "x"))), ".user.city", "user attribute" },
        { new Condition.Balance("xp", Goal.Reaching(1)), ".points", "points system" },
        { new Condition.Achievement("other"), ".achievement", "achievement" },
        { new Condition.Achievement("it"), "", "no achievement needs itself" },
        { new Condition.All([]), ".all", "at least one" },
        { new Condition.AtLeast(3, [Count("work", 1), Count("read", 1)]), ".atLeast", "1 to 2" },
        { new Condition.Sequence([Count("work", 1)]), ".sequence", "at least two" },
        { new Condition.Sequence([Count("work", 1), new Condition.Not(Count("read", 1))]), ".sequence[1]", "comes about" },
        { new Condition.Sequence([Count("work", 1), new Condition.Sequence([Count("work", 1), Count("read", 1)])]), ".sequence[1]", "no sequence within" },
        { new Condition.Not(new Condition.Not(new Condition.Not(new Condition.Not(Count("work", 1))))), ".not.not.not.not", "at most 4" },
        { new Condition.Any([.. Enumerable.Repeat(Count("work", 1), 51)]), "", "at most 50" },
    };

    [Fact]
    public void Check_AchievementPaidByWhatItNeeds_IsRefused()
    {
        var rules = Of(new Condition.Balance("xp", Goal.Reaching(10))) with { Points = [Make.Points("xp", Make.PerAchievement("it", 5))] };

        var problem = Assert.Single(RulebookCheck.Problems(rules));

        Assert.Equal(("achievements[0].when", "it → points xp → it"), (problem.Path, problem.Value));
    }
}
