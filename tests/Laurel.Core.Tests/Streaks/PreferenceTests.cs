using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>What users choose for themselves: other thresholds, or no streak at all.</summary>
public sealed class PreferenceTests
{
    private static readonly Rulebook Rules = new()
    {
        Metrics = [Make.Metric("lessons"), Make.Metric("cards")],
        Streaks = [Make.Streak("daily", "lessons") with { IsPersonal = true }],
        Points = [Make.Points("xp", Make.PerStreak("daily", 10, 1))],
    };

    [Fact]
    public void OwnThreshold_IsWhatCounts() => Scenario.Play(Rules with { Points = [] }, """
        2026-03-01T08:00Z | identify own=daily:any:lessons:3 | nothing
        2026-03-01T09:00Z | event lessons 2 | nothing
        2026-03-01T10:00Z | event lessons 1 | streak daily 1 started
        """);

    [Fact]
    public void OwnMetrics_AreWhatCounts() => Scenario.Play(Rules with { Points = [] }, """
        2026-03-01T08:00Z | identify own=daily:all:lessons:1:cards:10 | nothing
        2026-03-01T09:00Z | event lessons 1 | nothing
        2026-03-01T10:00Z | event cards 10 | streak daily 1 started
        2026-03-02T08:00Z | update own=daily | nothing
        2026-03-02T09:00Z | event cards 10 | nothing
        2026-03-02T10:00Z | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void LowerThreshold_KeepsWhatWasCollected_AndCountsWithTheNextEvent() => Scenario.Play(Rules with { Points = [] }, """
        2026-03-01T08:00Z | event lessons 0.5 | nothing
        2026-03-01T09:00Z | update own=daily:any:cards:1:lessons:0.6 | nothing
        2026-03-01T10:00Z | event lessons 0.1 | streak daily 1 started
        """);

    [Fact]
    public void OptedOut_HasNoStreakAndConcludesNothing() => Scenario.Play(
        Rules with { Points = [], Leaderboards = [Make.Board("board", new RankBy.Streak("daily"))] }, """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started; score board 1970-01-01 = 1
        2026-03-01T09:00Z | update off=daily | streak daily stopped 1; score board 1970-01-01 gone
        2026-03-02T08:00Z | event lessons 1 | nothing
        2026-03-02T09:00Z | restore daily | rejected nothing_to_restore
        2026-03-05T08:00Z | update on=daily | nothing
        2026-03-05T09:00Z | event lessons 1 | streak daily 1 started; score board 1970-01-01 = 1
        """);

    [Fact]
    public void OptedOutAndIn_SameDay_CountsAndPaysNothingTwice()
    {
        var streak = Scenario.Play(Rules, """
            2026-03-01T08:00Z | event lessons 1 | streak daily 1 started; xp +10 = 10
            2026-03-02T08:00Z | event lessons 1 | streak daily 2; xp +10 = 20
            2026-03-02T09:00Z | update off=daily | streak daily stopped 2
            2026-03-02T10:00Z | update on=daily | nothing
            2026-03-02T11:00Z | event lessons 1 | nothing
            2026-03-03T08:00Z | event lessons 1 | streak daily 1 started; xp +10 = 30
            2026-03-04T08:00Z | event lessons 1 | streak daily 2; xp +10 = 40
            """).State.Streaks[0];
        Assert.Equal((2, Make.Date("2026-03-03")), (streak.Length, streak.StartOn));
    }

    [Fact]
    public void OptedOut_EarnsNoFreezes_AndTheDatesGoOn() => Scenario.Play(
        Rules with { Streaks = [Make.Streak("daily", "lessons") with { Freezes = new(0, 9, 1, 2) }], Points = [] }, """
        2026-03-01T08:00Z | identify off=daily | nothing
        2026-03-04T08:00Z | update on=daily | nothing
        2026-03-05T08:00Z | tick | freeze daily +1 earned = 1 @2026-03-05T00:00Z
        """);
}
