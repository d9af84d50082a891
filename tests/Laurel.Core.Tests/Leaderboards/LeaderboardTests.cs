using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Leaderboards;

public sealed class LeaderboardTests
{
    private static Rulebook Of(params LeaderboardDefinition[] boards) => new()
    {
        Metrics = [Make.Metric("work")],
        UserAttributes = [Make.Attribute("city"), Make.Attribute("plan")],
        EventAttributes = [Make.Attribute("course")],
        Leaderboards = [.. boards],
    };

    private static LeaderboardDefinition ByWork(string key = "top", string start = "2026-03-02") => Make.Board(key, new RankBy.Metric("work"), start);

    [Fact]
    public void Metric_Values_AddUpWithinTheRun() => Scenario.Play(Of(ByWork() with { Repeat = new(7, RunUnit.Day) }), """
        2026-03-01T23:59Z | event work 5 | nothing
        2026-03-02T00:00Z | event work 5 | score top 2026-03-02 = 5
        2026-03-08T23:59Z | event work -2.5 | score top 2026-03-02 = 2.5
        2026-03-09T00:00Z | event work 1 | score top 2026-03-09 = 1
        2026-03-09T00:00Z | event work 0 | nothing
        """);

    [Fact]
    public void StartAndEnd_AreInclusiveLocalDates() => Scenario.Play(Of(ByWork() with { EndOn = Make.Date("2026-03-03") }), """
        2026-03-02T07:59Z | event work 1 with zone=America/Los_Angeles | nothing
        2026-03-02T08:00Z | event work 1 | score top 2026-03-02 = 1
        2026-03-04T07:59Z | event work 1 | score top 2026-03-02 = 2
        2026-03-04T08:00Z | event work 1 | nothing
        """);

    [Fact]
    public void FixedZone_ItsCalendarCounts() => Scenario.Play(Of(ByWork() with { EndOn = Make.Date("2026-03-03"), TimeZone = "Asia/Tokyo" }), """
        2026-03-01T14:59Z | event work 1 with zone=America/Los_Angeles | nothing
        2026-03-01T15:00Z | event work 1 | score top 2026-03-02 = 1
        2026-03-03T15:00Z | event work 1 | nothing
        """);

    [Theory]
    [InlineData(null, "2026-03-05T13:00Z", "score top 2026-03-02 = 1")]
    [InlineData(null, "2026-03-05T17:30Z", "nothing")]
    [InlineData("UTC", "2026-03-05T13:00Z", "nothing")]
    [InlineData("UTC", "2026-03-05T22:00Z", "score top 2026-03-02 = 1")]
    public void Window_IsReadOnTheUsersOrTheBoardsClock(string? zone, string at, string expected) => Scenario.Play(
        Of(ByWork() with { WindowFrom = new LocalTime(22, 0), WindowTo = new LocalTime(2, 0), TimeZone = zone }), $"""
        2026-03-03T00:00Z | identify zone=Asia/Tokyo | nothing
        {at} | event work 1 | {expected}
        """);

    [Fact]
    public void Inactive_CollectsNothing() => Scenario.Play(Of(ByWork() with { Status = LeaderboardStatus.Inactive }), """
        2026-03-03T00:00Z | event work 1 | nothing
        """);

    [Fact]
    public void Points_Awards_AddUpAsTheyWereGiven() => Scenario.Play(
        Of(Make.Board("xp", new RankBy.Points("xp"))) with { Points = [Make.Points("xp", Make.PerUnit("work", 10)) with { MaxPoints = 25, Boosts = [Make.Boost("b", 2)] }] }, """
        2026-03-03T00:00Z | event work 1 | xp +20 = 20 of 10 x2; score xp 1970-01-01 = 20
        2026-03-03T00:00Z | event work 1 | xp +5 = 25 of 10 x2; score xp 1970-01-01 = 25
        """);

    [Fact]
    public void Streak_Length_IsTheScoreUntilItIsLost() => Scenario.Play(
        Of(Make.Board("streaks", new RankBy.Streak("daily"))) with { Streaks = [Make.Streak("daily", "work")] }, """
        2026-03-03T10:00Z | event work 1 | streak daily 1 started; score streaks 1970-01-01 = 1
        2026-03-04T10:00Z | event work 1 | streak daily 2; score streaks 1970-01-01 = 2
        2026-03-07T10:00Z | tick | streak daily lost 2 @2026-03-06T00:00Z; score streaks 1970-01-01 gone @2026-03-06T00:00Z
        2026-03-08T10:00Z | event work 1 | streak daily 1 started; score streaks 1970-01-01 = 1
        """);

    [Fact]
    public void Streak_LostBeforeTheBoardKnewIt_IsNotAnnounced() => Scenario.Play(
        Of(Make.Board("streaks", new RankBy.Streak("daily"), "2026-03-05")) with { Streaks = [Make.Streak("daily", "work")] }, """
        2026-03-03T10:00Z | event work 1 | streak daily 1 started
        2026-03-05T10:00Z | tick | streak daily lost 1 @2026-03-05T00:00Z
        """);

    [Fact]
    public void Breakdown_MovingToAnotherGroup_TakesTheScoreAlong() => Scenario.Play(Of(ByWork() with { Breakdown = ["city", "plan"] }), """
        2026-03-03T10:00Z | event work 1 | nothing
        2026-03-03T11:00Z | event work 2 with city=Rome | nothing
        2026-03-03T12:00Z | event work 4 with plan=pro | score top[Rome,pro] 2026-03-02 = 3; score top[Rome,pro] 2026-03-02 = 7
        2026-03-03T13:00Z | identify city=Oslo | score top[Rome,pro] 2026-03-02 gone; score top[Oslo,pro] 2026-03-02 = 7
        2026-03-03T14:00Z | identify plan= | score top[Oslo,pro] 2026-03-02 gone
        2026-03-03T15:00Z | event work 1 | nothing
        2026-03-03T16:00Z | identify plan=free | score top[Oslo,free] 2026-03-02 = 8
        """);

    [Fact]
    public void Breakdown_MovedScore_KeepsWhenItWasReached()
    {
        var facts = Scenario.Play(Of(ByWork() with { Breakdown = ["city"] }), """
            2026-03-03T10:00Z | event work 1 with city=Rome | score top[Rome] 2026-03-02 = 1
            2026-03-04T10:00Z | identify city=Oslo | score top[Rome] 2026-03-02 gone; score top[Oslo] 2026-03-02 = 1
            """).Facts;
        Assert.All(facts.OfType<ScoreChanged>(), score => Assert.Equal(Make.At("2026-03-03T10:00Z"), score.ReachedAt));
    }

    [Fact]
    public void Breakdown_ClosedRuns_StayAsTheyWere() => Scenario.Play(Of(ByWork() with { Breakdown = ["city"], Repeat = new(7, RunUnit.Day) }), """
        2026-03-03T10:00Z | event work 1 with city=Rome | score top[Rome] 2026-03-02 = 1
        2026-03-09T11:00Z | event work 2 | score top[Rome] 2026-03-09 = 2
        2026-03-09T12:00Z | identify city=Oslo | score top[Rome] 2026-03-09 gone; score top[Oslo] 2026-03-09 = 2
        """);

    [Fact]
    public void EventBreakdown_EachValue_IsItsOwnRanking() => Scenario.Play(Of(ByWork() with { EventBreakdown = "course" }), """
        2026-03-03T10:00Z | event work 1 | nothing
        2026-03-03T10:00Z | event work 1 course=art | score top[art] 2026-03-02 = 1
        2026-03-03T10:00Z | event work 2 course=law | score top[law] 2026-03-02 = 2
        2026-03-03T10:00Z | event work 4 course=art | score top[art] 2026-03-02 = 5
        """);

    [Fact]
    public void EventBreakdown_BeyondItsLimit_TakesNoMoreGroups()
    {
        var rows = string.Concat(Enumerable.Range(0, Limits.GroupsPerRunMax).Select(i => $"2026-03-03T10:00Z | event work 1 course=c{i} | score top[c{i}] 2026-03-02 = 1\n"));
        Scenario.Play(Of(ByWork() with { EventBreakdown = "course" }), $"""
            {rows}
            2026-03-03T10:00Z | event work 1 course=one-more | nothing
            2026-03-03T10:00Z | event work 1 course=c7 | score top[c7] 2026-03-02 = 2
            """);
    }
}
