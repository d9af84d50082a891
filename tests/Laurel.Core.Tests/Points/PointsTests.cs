using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class PointsTests
{
    private static Rulebook Xp(params TriggerDefinition[] triggers) => Of(Make.Points("xp", triggers));

    private static Rulebook Of(PointsDefinition system) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("buy")],
        UserAttributes = [Make.Attribute("plan")],
        EventAttributes = [Make.Attribute("subject")],
        Streaks = [Make.Streak("daily", "work")],
        Achievements = [Make.ByApi("profile")],
        Points = [system],
    };

    [Theory]
    [InlineData("1", "nothing")]
    [InlineData("9.999999999", "nothing")]
    [InlineData("10", "xp +5 = 5")]
    [InlineData("29.9", "xp +10 = 10")]
    [InlineData("1000000000000000", "xp +500000000000000 = 500000000000000")]
    [InlineData("-10", "nothing")]
    public void Metric_EveryMultiplePassed_PaysOnce(string value, string expected) => Scenario.Play(Xp(Make.PerUnit("work", 5, 10)) with { Streaks = [] }, $"""
        2026-03-01T10:00Z | event work {value} | {expected}
        """);

    [Fact]
    public void Metric_BelowZero_MultiplesArePassedThere() => Scenario.Play(Xp(Make.PerUnit("work", 5, 10)) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work -25.5 | nothing
        2026-03-01T10:00Z | event work 5.5 | xp +5 = 5
        2026-03-01T10:00Z | event work 15 | xp +5 = 10
        2026-03-01T10:00Z | event work 4.9 | nothing
        2026-03-01T10:00Z | event work 0.1 | xp +5 = 15
        2026-03-01T10:00Z | event work 9.9 | nothing
        """);

    [Fact]
    public void Metric_TenTimesATenth_ReachesOne() => Scenario.Play(Xp(Make.PerUnit("work", 5)) with { Streaks = [] }, $"""
        {string.Concat(Enumerable.Repeat("2026-03-01T10:00Z | event work 0.1 | nothing\n", 9))}
        2026-03-01T10:00Z | event work 0.1 | metric work 0.9 > 1; xp +5 = 5
        """);

    [Fact]
    public void Metric_EventFilter_CountsMatchingEventsOnly() => Scenario.Play(
        Xp(new TriggerDefinition("physics", 7, new TriggerCondition.Metric("work", 2, Make.Filter(("subject", "physics"))))) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 5 | metric work 0 > 5
        2026-03-01T10:00Z | event work 5 subject=art | nothing
        2026-03-01T10:00Z | event work 1 subject=physics | metric work 10 > 11; metric work?subject=physics 0 > 1
        2026-03-01T10:00Z | event work 1 subject=physics | xp +7 = 7
        """);

    [Fact]
    public void UserFilter_OnlyMatchingUsersEarn() => Scenario.Play(Xp(Make.PerUnit("work", 5) with { UserFilter = Make.Filter(("plan", "pro")) }) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 1 | nothing
        2026-03-01T10:00Z | event work 1 with plan=pro | xp +5 = 5
        2026-03-01T10:00Z | event work 1 with plan=free | nothing
        2026-03-01T10:00Z | event work 1 with plan= | nothing
        """);

    [Fact]
    public void Inactive_Trigger_NeverFires() => Scenario.Play(Xp(Make.PerUnit("work", 5) with { IsActive = false }) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 1 | nothing
        """);

    [Fact]
    public void Signup_FirstInput_PaysOnce() => Scenario.Play(Xp(Make.Signup(25)), """
        2026-03-01T10:00Z | identify | user created; xp +25 = 25
        2026-03-01T10:00Z | identify | nothing
        """);

    [Fact]
    public void Streak_EveryTwoPeriods_Pays() => Scenario.Play(Xp(Make.PerStreak("daily", 50, 2)), """
        2026-03-01T10:00Z | event work 1 | streak daily 1 started
        2026-03-02T10:00Z | event work 1 | streak daily 2; xp +50 = 50
        2026-03-03T10:00Z | event work 1 | streak daily 3
        2026-03-04T10:00Z | event work 1 | streak daily 4; xp +50 = 100
        """);

    [Fact]
    public void Achievement_Completed_PaysOnce() => Scenario.Play(Xp(Make.PerAchievement("profile", 100)), """
        2026-03-01T10:00Z | complete profile | done profile; xp +100 = 100
        2026-03-02T10:00Z | complete profile | nothing
        """);

    [Fact]
    public void Cap_AwardBeyondIt_IsCutToWhatFits() => Scenario.Play(Of(Make.Points("xp", Make.PerUnit("work", 1)) with { MaxPoints = 75 }) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 55 | xp +55 = 55
        2026-03-01T10:00Z | event work 56 | xp +20 = 75 of 56
        2026-03-01T10:00Z | event work 1  | nothing
        """);

    [Fact]
    public void Floor_DeductionBelowZero_StopsAtZero() => Scenario.Play(Xp(Make.PerUnit("work", 1), Make.PerUnit("buy", -10)) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 15 | xp +15 = 15
        2026-03-01T10:00Z | event buy 1 | xp -10 = 5
        2026-03-01T10:00Z | event buy 1 | xp -5 = 0 of -10
        2026-03-01T10:00Z | event buy 1 | nothing
        """);

    [Fact]
    public void Block_DeductionBelowZero_RefusesTheWholeEvent() => Scenario.Play(
        Xp(Make.PerUnit("work", 1), Make.PerUnit("buy", -10) with { BlockIfOutOfPoints = true }) with { Streaks = [Make.Streak("daily", "buy")] }, """
        2026-03-01T10:00Z | event work 15 | xp +15 = 15
        2026-03-01T10:00Z | event buy 2 with plan=pro | rejected out_of_points
        2026-03-01T10:00Z | event buy 1 | metric buy 0 > 1; streak daily 1 started; xp -10 = 5
        2026-03-01T10:00Z | event buy 1 | rejected out_of_points
        2026-03-01T10:00Z | event buy 0.5 | metric buy 1 > 1.5
        """);

    [Fact]
    public void Levels_OneAward_AnnouncesEveryLevelPassed() => Scenario.Play(Ladder, """
        2026-03-01T10:00Z | event work 250 | xp +250 = 250; level xp one > two; level xp two > three; level xp three > four
        2026-03-01T10:00Z | event work 1350 | xp +1350 = 1600; level xp four > five
        """);

    [Fact]
    public void Levels_Threshold_IsReachedAtItsValue() => Scenario.Play(Ladder, """
        2026-03-01T10:00Z | event work 99 | xp +99 = 99
        2026-03-01T10:00Z | event work 1  | xp +1 = 100; level xp one > two
        2026-03-01T10:00Z | event buy 1   | xp -1 = 99; level xp two > one
        """);

    [Fact]
    public void Levels_Down_AnnouncesTheWholeFallOnce() => Scenario.Play(Ladder, """
        2026-03-01T10:00Z | event work 700 | xp +700 = 700; level xp one > two; level xp two > three; level xp three > four; level xp four > five
        2026-03-01T10:00Z | event buy 650  | xp -650 = 50; level xp five > one
        """);

    [Fact]
    public void Levels_FirstAboveZero_LeavesAndReturnsToNone() => Scenario.Play(
        Of(Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("buy", -1)) with { Levels = [Make.Level("one", 10)] }) with { Streaks = [] }, """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10; level xp none > one
        2026-03-01T10:00Z | event buy 1   | xp -1 = 9; level xp one > none
        """);

    private static Rulebook Ladder => Of(Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("buy", -1)) with
    {
        Levels = [Make.Level("one", 0), Make.Level("two", 100), Make.Level("three", 200), Make.Level("four", 250), Make.Level("five", 600)],
    }) with
    {
        Streaks = [],
    };
}
