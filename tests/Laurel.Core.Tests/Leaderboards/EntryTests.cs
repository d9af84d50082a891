using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Leaderboards;

public sealed class EntryTests
{
    private static readonly LeaderboardDefinition Board = Make.Board("top", new RankBy.Metric("work"), "2026-03-02");

    private static Rulebook Of(EntryFilter? entry, LeaderboardDefinition? board = null) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("help"), Make.Metric("drop")],
        UserAttributes = [Make.Attribute("role"), Make.Attribute("city")],
        Achievements = [Make.ByApi("done")],
        Points = [Make.Points("xp", Make.PerUnit("help", 10), Make.PerUnit("drop", -10)) with { Levels = [Make.Level("zero", 0), Make.Level("one", 20), Make.Level("two", 40)] }],
        Leaderboards = [(board ?? Board) with { Entry = entry }],
    };

    [Fact]
    public void MinimumCount_RanksFromThatManyEventsOn() => Scenario.Play(Of(new() { MinimumCount = 3 }), """
        2026-03-02T01:00Z | event work 4 | nothing
        2026-03-02T02:00Z | event work 0 | nothing
        2026-03-02T03:00Z | event work 2 | nothing
        2026-03-02T04:00Z | event work 1 | score top 2026-03-02 = 7
        2026-03-02T05:00Z | event work 1 | score top 2026-03-02 = 8
        """);

    [Fact]
    public void MinimumCount_OfAnAverage_CountsItsValues() => Scenario.Play(Of(new() { MinimumCount = 2 }, Board with { Aggregation = Aggregation.Average }), """
        2026-03-02T01:00Z | event work 4 | nothing
        2026-03-02T02:00Z | event work 0 | score top 2026-03-02 = 2
        """);

    [Fact]
    public void Level_ReachingIt_RanksAtOnce_LosingIt_Leaves() => Scenario.Play(Of(new() { Level = new("xp", "one") }), """
        2026-03-02T01:00Z | event work 4 | nothing
        2026-03-02T02:00Z | event help 1 | xp +10 = 10
        2026-03-02T03:00Z | event help 1 | xp +10 = 20; level xp zero > one; score top 2026-03-02 = 4
        2026-03-02T04:00Z | event work 1 | score top 2026-03-02 = 5
        2026-03-02T05:00Z | event help 2 | xp +20 = 40; level xp one > two
        2026-03-02T06:00Z | event drop 3 | xp -30 = 10; level xp two > zero; score top 2026-03-02 gone
        """);

    [Fact]
    public void Achievement_Completing_RanksAtOnce() => Scenario.Play(Of(new() { Achievement = "done" }), """
        2026-03-02T01:00Z | event work 4 | nothing
        2026-03-02T02:00Z | complete done | done done; score top 2026-03-02 = 4
        """);

    [Fact]
    public void Except_StaffAndBots_AreNotRanked() => Scenario.Play(Of(new() { Except = [new("role", "staff"), new("role", "bot")] }), """
        2026-03-02T01:00Z | event work 4 | score top 2026-03-02 = 4
        2026-03-02T02:00Z | identify role=staff | score top 2026-03-02 gone
        2026-03-02T03:00Z | event work 1 | nothing
        2026-03-02T04:00Z | identify role=bot | nothing
        2026-03-02T05:00Z | identify role=guest | score top 2026-03-02 = 5
        """);

    [Fact]
    public void ActiveWithinDays_LeavesWhenDue_ComesBackWithTheNextScore() => Scenario.Play(Of(new() { ActiveWithinDays = 2 }), """
        2026-03-02T01:00Z | event work 4 | score top 2026-03-02 = 4
        2026-03-04T00:59Z | event work 1 | score top 2026-03-02 = 5
        2026-03-06T00:58Z | tick | nothing
        2026-03-07T00:00Z | tick | score top 2026-03-02 gone @2026-03-06T00:59Z
        2026-03-09T00:00Z | event help 1 | xp +10 = 10
        2026-03-09T01:00Z | event work 1 | score top 2026-03-02 = 6
        """);

    [Fact]
    public void ActiveWithinDays_RunOverBefore_StaysAsItWas() => Scenario.Play(Of(new() { ActiveWithinDays = 2 }, Board with { Repeat = new(1, RunUnit.Day), TimeZone = "UTC" }), """
        2026-03-02T01:00Z | event work 4 | score top 2026-03-02 = 4
        2026-03-09T00:00Z | tick | nothing
        """);

    [Fact]
    public void OptOut_LeavesEveryBoard_KeepsTheScore() => Scenario.Play(Of(null), """
        2026-03-02T01:00Z | event work 4 | score top 2026-03-02 = 4
        2026-03-02T02:00Z | identify optOut=true | score top 2026-03-02 gone
        2026-03-02T03:00Z | event work 1 | nothing
        2026-03-02T04:00Z | identify optOut=false | score top 2026-03-02 = 5
        """);

    [Fact]
    public void OptOut_MovingToAnotherGroupMeanwhile_ComesBackThere() => Scenario.Play(Of(null, Board with { Breakdown = ["city"] }), """
        2026-03-02T01:00Z | event work 4 with city=Rome | score top[Rome] 2026-03-02 = 4
        2026-03-02T02:00Z | identify optOut=true city=Oslo | score top[Rome] 2026-03-02 gone
        2026-03-02T03:00Z | identify optOut=false | score top[Oslo] 2026-03-02 = 4
        """);

    [Fact]
    public void NewVersion_WithAnotherFilter_RanksAnew_WithoutHistory() => Scenario.Play(
        Make.Versions(Of(new() { Except = [new("role", "staff")] }), ("2026-03-03T00:00Z", Of(null)), ("2026-03-04T00:00Z", Of(new() { Achievement = "done" }))), """
        2026-03-02T01:00Z | event work 4 with role=staff | nothing
        2026-03-03T01:00Z | tick | score top 2026-03-02 = 4 @2026-03-03T00:00Z
        2026-03-04T01:00Z | tick | score top 2026-03-02 gone @2026-03-04T00:00Z
        """);

    [Fact]
    public void NewVersion_ThatCountsEvents_DerivesTheirNumber() => Scenario.Play(
        Make.Versions(Of(null), ("2026-03-03T00:00Z", Of(new() { MinimumCount = 2 }))), """
        2026-03-02T01:00Z | event work 4 | score top 2026-03-02 = 4
        2026-03-03T01:00Z | tick | score top 2026-03-02 gone @2026-03-03T00:00Z
        2026-03-03T02:00Z | event work 1 | score top 2026-03-02 = 5
        """);
}
