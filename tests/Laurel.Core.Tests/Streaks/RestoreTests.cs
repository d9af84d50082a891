using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

public sealed class RestoreTests
{
    private static readonly Rulebook Daily = new()
    {
        Metrics = [Make.Metric("lessons")],
        Streaks = [Make.Streak("daily", "lessons")],
        Points = [Make.Points("xp", Make.PerStreak("daily", 10, 3))],
        Achievements = [Make.Lasts("three", "daily", 3)],
    };

    private const string ThreeLost = """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-03T08:00Z | event lessons 1 | streak daily 3; done three; xp +10 = 10
        2026-03-05T00:00Z | tick            | streak daily lost 3
        """;

    [Fact]
    public void Lost_Restored_GoesOnAndPaysNothingTwice() => Scenario.Play(Daily, $"""
        {ThreeLost}
        2026-03-06T08:00Z | restore daily   | streak daily restored 3 from 0
        2026-03-06T09:00Z | event lessons 1 | streak daily 4
        2026-03-07T09:00Z | event lessons 1 | streak daily 5
        2026-03-08T09:00Z | event lessons 1 | streak daily 6; xp +10 = 20
        2026-03-10T00:00Z | tick            | streak daily lost 6
        """);

    [Fact]
    public void Restored_WithoutActivityToday_IsLostAtItsEnd() => Scenario.Play(Daily, $"""
        {ThreeLost}
        2026-03-06T08:00Z | restore daily | streak daily restored 3 from 0
        2026-03-07T00:00Z | tick          | streak daily lost 3
        2026-03-07T08:00Z | restore daily | streak daily restored 3 from 0
        """);

    [Fact]
    public void ShorterStreakUnderWay_TakesTheLostLength() => Scenario.Play(Daily, $"""
        {ThreeLost}
        2026-03-06T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-06T09:00Z | restore daily   | streak daily restored 3 from 1
        2026-03-06T10:00Z | event lessons 1 | nothing
        2026-03-06T11:00Z | restore daily   | rejected nothing_to_restore
        2026-03-07T09:00Z | event lessons 1 | streak daily 4
        """);

    [Fact]
    public void TheLongestOfTheWindow_IsRestored() => Scenario.Play(Daily, $"""
        {ThreeLost}
        2026-03-06T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-08T00:00Z | tick            | streak daily lost 1
        2026-03-08T08:00Z | restore daily   | streak daily restored 3 from 0
        """);

    [Theory]
    [InlineData("2026-05-31T23:59Z", "streak daily restored 3 from 0")]
    [InlineData("2026-06-01T00:00Z", "rejected nothing_to_restore")]
    public void Daily_NinetyDays_AreTheWindow(string at, string expected) => Scenario.Play(Daily, $"""
        {ThreeLost}
        {at} | restore daily | {expected}
        """);

    [Theory]
    [InlineData("2026-12-29T08:00Z", "2027-01-31T08:00Z", "streak s restored 1 from 0")]
    [InlineData("2026-12-27T08:00Z", "2027-01-31T08:00Z", "rejected nothing_to_restore")]
    public void Weekly_FromTheWeekOfTheFirstOfJanuary_IsTheWindow(string active, string at, string expected) => Scenario.Play(
        Daily with { Streaks = [Make.Streak("s", "lessons", frequency: StreakFrequency.Weekly)], Points = [], Achievements = [] }, $"""
        {active} | event lessons 1 | streak s 1 started
        2027-01-25T08:00Z | tick | streak s lost 1 @{(active.Contains("12-29", StringComparison.Ordinal) ? "2027-01-11" : "2027-01-04")}T00:00Z
        {at} | restore s | {expected}
        """);

    [Theory]
    [InlineData("2025-01-01T08:00Z", "streak s restored 1 from 0")]
    [InlineData("2024-12-31T08:00Z", "rejected nothing_to_restore")]
    public void Monthly_FromJanuaryOfTheYearBefore_IsTheWindow(string active, string expected)
    {
        var lostOn = active.StartsWith("2025", StringComparison.Ordinal) ? "2025-03-01" : "2025-02-01";
        Scenario.Play(
            Daily with { Streaks = [Make.Streak("s", "lessons", frequency: StreakFrequency.Monthly)], Points = [], Achievements = [] }, $"""
            {active} | event lessons 1 | streak s 1 started
            2026-06-30T08:00Z | tick | streak s lost 1 @{lostOn}T00:00Z
            2026-06-30T08:00Z | restore s | {expected}
            """);
    }

    [Fact]
    public void Restored_AndMovedWest_KeepsTheLength() => Scenario.Play(Daily with { Points = [], Achievements = [] }, """
        2026-03-01T00:00Z | identify zone=Pacific/Auckland | nothing
        2026-03-08 12:00 | event lessons 1 | streak daily 1 started
        2026-03-09 12:00 | event lessons 1 | streak daily 2
        2026-03-12 00:30 | restore daily | streak daily lost 2 @2026-03-10T11:00Z; streak daily restored 2 from 0
        2026-03-11T12:00Z | update zone=America/Los_Angeles | nothing
        2026-03-11 20:00 | event lessons 1 | streak daily 3
        2026-03-12 20:00 | event lessons 1 | streak daily 4
        """);

    [Fact]
    public void Restored_StandsOnTheBoard()
    {
        var board = Make.Board("board", new RankBy.Streak("daily"));
        Scenario.Play(Daily with { Points = [], Achievements = [], Leaderboards = [board] }, """
            2026-03-01T08:00Z | event lessons 1 | streak daily 1 started; score board 1970-01-01 = 1
            2026-03-03T00:00Z | tick            | streak daily lost 1; score board 1970-01-01 gone
            2026-03-03T08:00Z | restore daily   | streak daily restored 1 from 0; score board 1970-01-01 = 1
            """);
    }
}
