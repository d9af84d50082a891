using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Leaderboards;

public sealed class AggregationTests
{
    private static Rulebook Of(LeaderboardDefinition board) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("help"), Make.Metric("all", "work", "help")],
        UserAttributes = [Make.Attribute("city")],
        EventAttributes = [Make.Attribute("time"), Make.Attribute("hits")],
        Leaderboards = [board],
    };

    private static LeaderboardDefinition By(Aggregation aggregation) => Make.Board("top", new RankBy.Metric("work"), "2026-03-02") with { Aggregation = aggregation };

    private static TieBreaker Hits(RankOrder order = RankOrder.Descending) => new(new TieSource.Event("hits"), order);

    [Fact]
    public void Maximum_KeepsTheHighestValue_ZeroAndBelowIncluded() => Scenario.Play(Of(By(Aggregation.Maximum)), """
        2026-03-02T01:00Z | event work -3 | score top 2026-03-02 = -3
        2026-03-02T02:00Z | event work 0 | score top 2026-03-02 = 0
        2026-03-02T03:00Z | event work 0 | nothing
        2026-03-02T04:00Z | event work -1 | nothing
        2026-03-02T05:00Z | event work 0.5 | score top 2026-03-02 = 0.5
        """);

    [Fact]
    public void Maximum_ZeroFirst_IsAScore() => Scenario.Play(Of(By(Aggregation.Maximum)), """
        2026-03-02T01:00Z | event work 0 | score top 2026-03-02 = 0
        """);

    [Fact]
    public void Minimum_KeepsTheLowestValue_WithinTheRun() => Scenario.Play(Of(By(Aggregation.Minimum) with { Order = RankOrder.Ascending, Repeat = new(7, RunUnit.Day) }), """
        2026-03-02T01:00Z | event work 61.5 | score top 2026-03-02 = 61.5
        2026-03-02T02:00Z | event work 70 | nothing
        2026-03-08T23:59Z | event work 60.25 | score top 2026-03-02 = 60.25
        2026-03-09T00:00Z | event work 90 | score top 2026-03-09 = 90
        """);

    [Fact]
    public void Latest_IsReplacedByEveryEvent() => Scenario.Play(Of(By(Aggregation.Latest)), """
        2026-03-02T01:00Z | event work 5 | score top 2026-03-02 = 5
        2026-03-02T02:00Z | event work 2 | score top 2026-03-02 = 2
        2026-03-02T03:00Z | event work 2 | nothing
        """);

    [Fact]
    public void Count_CountsEvents_WhateverTheirValue() => Scenario.Play(Of(By(Aggregation.Count)), """
        2026-03-02T01:00Z | event work 5 | score top 2026-03-02 = 1
        2026-03-02T02:00Z | event work 0 | score top 2026-03-02 = 2
        2026-03-02T03:00Z | event help 1 | nothing
        2026-03-02T04:00Z | event work -7 | score top 2026-03-02 = 3
        """);

    [Fact]
    public void Average_IsExactUntilItIsDivided() => Scenario.Play(Of(By(Aggregation.Average)), """
        2026-03-02T01:00Z | event work 1 | score top 2026-03-02 = 1
        2026-03-02T02:00Z | event work 2 | score top 2026-03-02 = 1.5
        2026-03-02T03:00Z | event work 2 | score top 2026-03-02 = 1.666666667
        2026-03-02T04:00Z | event work 3 | score top 2026-03-02 = 2
        """);

    [Fact]
    public void Points_Awards_MayBeAggregatedToo() => Scenario.Play(
        Of(Make.Board("top", new RankBy.Points("xp"), "2026-03-02") with { Aggregation = Aggregation.Maximum }) with { Points = [Make.Points("xp", Make.PerUnit("work", 10))] }, """
        2026-03-02T01:00Z | event work 2 | xp +20 = 20; score top 2026-03-02 = 20
        2026-03-02T02:00Z | event work 1 | xp +10 = 30
        """);

    [Fact]
    public void Weighted_EventsOfEveryMetric_AddUpTimesTheirWeight() => Scenario.Play(
        Of(Make.Board("top", new RankBy.Weighted([new("work", 2), new("help", -0.5m)]), "2026-03-02")), """
        2026-03-02T00:30Z | event work 0 | nothing
        2026-03-02T01:00Z | event work 3 | score top 2026-03-02 = 6
        2026-03-02T02:00Z | event help 1 | score top 2026-03-02 = 5.5
        2026-03-02T03:00Z | event work 0 | nothing
        """);

    // Case 41: the two columns of one event stay together.
    [Fact]
    public void EventTieBreaker_BestIsKeptAsAWhole() => Scenario.Play(Of(By(Aggregation.Maximum) with { TieBreakers = [Hits()] }), """
        2026-03-02T01:00Z | event work 10 hits=5 | score top 2026-03-02 = 10/5
        2026-03-02T02:00Z | event work 9 hits=8 | nothing
        2026-03-02T03:00Z | event work 10 hits=4 | nothing
        2026-03-02T04:00Z | event work 10 hits=6 | score top 2026-03-02 = 10/6
        2026-03-02T05:00Z | event work 10 | nothing
        2026-03-02T06:00Z | event work 11 hits=none | score top 2026-03-02 = 11/-
        2026-03-02T07:00Z | event work 11 hits=0 | score top 2026-03-02 = 11/0
        """);

    [Fact]
    public void EventTieBreaker_Ascending_TheLowerIsTheBetter() => Scenario.Play(
        Of(By(Aggregation.Maximum) with { TieBreakers = [new(new TieSource.Event("time"), RankOrder.Ascending), Hits()] }), """
        2026-03-02T01:00Z | event work 10 time=61.5 hits=1 | score top 2026-03-02 = 10/61.5/1
        2026-03-02T02:00Z | event work 10 time=62 hits=9 | nothing
        2026-03-02T03:00Z | event work 10 time=61.5 hits=2 | score top 2026-03-02 = 10/61.5/2
        2026-03-02T04:00Z | event work 10 time=60 | score top 2026-03-02 = 10/60/-
        """);

    [Fact]
    public void EventTieBreaker_Latest_ComesWithTheLatestEvent() => Scenario.Play(Of(By(Aggregation.Latest) with { TieBreakers = [Hits()] }), """
        2026-03-02T01:00Z | event work 10 hits=5 | score top 2026-03-02 = 10/5
        2026-03-02T02:00Z | event work 10 hits=4 | score top 2026-03-02 = 10/4
        """);

    [Fact]
    public void MetricTieBreaker_AloneIsNoScore() => Scenario.Play(
        Of(By(Aggregation.Sum) with { TieBreakers = [new(new TieSource.Metric("help", Aggregation.Minimum))] }), """
        2026-03-02T01:00Z | event help 5 | nothing
        2026-03-02T02:00Z | event work 1 | score top 2026-03-02 = 1/5
        2026-03-02T03:00Z | event help 6 | nothing
        2026-03-02T04:00Z | event help -1 | score top 2026-03-02 = 1/-1
        """);

    [Fact]
    public void MetricTieBreaker_OfTheSameMetric_MovesOnce() => Scenario.Play(
        Of(By(Aggregation.Average) with { TieBreakers = [new(new TieSource.Metric("work", Aggregation.Count)), new(new TieSource.Metric("all", Aggregation.Sum))] }), """
        2026-03-02T01:00Z | event work 4 | score top 2026-03-02 = 4/1/-; score top 2026-03-02 = 4/1/4
        2026-03-02T02:00Z | event work 4 | score top 2026-03-02 = 4/2/4; score top 2026-03-02 = 4/2/8
        2026-03-02T03:00Z | event help 1 | score top 2026-03-02 = 4/2/9
        """);

    [Fact]
    public void Breakdown_MovingToAnotherGroup_TakesTheTieBreakersAlong() => Scenario.Play(
        Of(By(Aggregation.Maximum) with { TieBreakers = [Hits()], Breakdown = ["city"] }), """
        2026-03-02T01:00Z | event work 10 hits=5 with city=Rome | score top[Rome] 2026-03-02 = 10/5
        2026-03-02T02:00Z | identify city=Oslo | score top[Rome] 2026-03-02 gone; score top[Oslo] 2026-03-02 = 10/5
        """);

    [Fact]
    public void EmptyGroupValue_IsNotTheGroupOfEveryone()
    {
        Assert.NotEqual(Group.All, Group.Of([""]));
        Assert.Equal([""], Group.Of([""]).Values);
        Assert.Equal(["", ""], Group.Of(["", ""]).Values);
        Assert.Empty(Group.All.Values);
    }
}
