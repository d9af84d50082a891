using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

public sealed class DailyStreakTests
{
    private static readonly Rulebook Daily = new() { Metrics = [Make.Metric("lessons")], Streaks = [Make.Streak("daily", "lessons")] };

    private static Rulebook WithFreezes(FreezeSettings freezes) => Daily with { Streaks = [Make.Streak("daily", "lessons") with { Freezes = freezes }] };

    [Fact]
    public void Daily_TwoEventsOnOneDay_CountsOnce() => Scenario.Play(Daily, """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-01T20:00Z | event lessons 1 | nothing
        """);

    [Fact]
    public void Daily_NextDay_Extends() => Scenario.Play(Daily, """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T23:59Z | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void Daily_Gap_IsLostAtTheMidnightAfterTheMissedDay() => Scenario.Play(Daily, """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-03T23:59Z | tick            | nothing
        2026-03-04T00:00Z | tick            | streak daily lost 2
        2026-03-04T08:00Z | event lessons 1 | streak daily 1 started
        """);

    [Fact]
    public void Daily_GapFoundByTheNextEvent_IsLostWithItsOwnInstant() => Scenario.Play(Daily, """
        2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-09T08:00Z | event lessons 1 | streak daily lost 2 @2026-03-04T00:00Z; streak daily 1 started
        """);

    [Fact]
    public void Daily_SkippedDay_KeepsTheLongestRunAndItsDates()
    {
        var streak = Scenario.Play(Daily, """
            2026-03-01T08:00Z | event lessons 1 | streak daily 1 started
            2026-03-02T08:00Z | event lessons 1 | streak daily 2
            2026-03-03T08:00Z | event lessons 1 | streak daily 3
            2026-03-05T08:00Z | event lessons 1 | streak daily lost 3 @2026-03-05T00:00Z; streak daily 1 started
            """).State.Streaks[0];
        Assert.Equal((1, 3), (streak.Length, streak.LongestLength));
        Assert.Equal((Make.Date("2026-03-01"), Make.Date("2026-03-03")), (streak.LongestStartOn, streak.LongestEndOn));
    }

    [Fact]
    public void Freeze_OneMissedDay_IsCovered() => Scenario.Play(WithFreezes(new(1, 3, 0, 0)), """
        2026-03-01T08:00Z | event lessons 1 | freeze daily +1 initial = 1; streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-04T08:00Z | event lessons 1 | freeze daily used 2026-03-03 left 0 @2026-03-04T00:00Z; streak daily 3
        """);

    [Fact]
    public void Freeze_TwoMissedDaysAndOneFreeze_IsUsedAndThenLost() => Scenario.Play(WithFreezes(new(1, 3, 0, 0)), """
        2026-03-01T08:00Z | event lessons 1 | freeze daily +1 initial = 1; streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-05T08:00Z | event lessons 1 | freeze daily used 2026-03-03 left 0 @2026-03-04T00:00Z; streak daily lost 2 @2026-03-05T00:00Z; streak daily 1 started
        """);

    [Fact]
    public void Freeze_ActiveEveryDay_IsNotTouched() => Scenario.Play(WithFreezes(new(3, 3, 0, 0)), """
        2026-03-01T08:00Z | event lessons 1 | freeze daily +3 initial = 3; streak daily 1 started
        2026-03-02T08:00Z | event lessons 1 | streak daily 2
        2026-03-03T08:00Z | event lessons 1 | streak daily 3
        2026-03-04T08:00Z | event lessons 1 | streak daily 4
        2026-03-05T08:00Z | event lessons 1 | streak daily 5
        """);

    [Fact]
    public void Freeze_EarnedAtLocalMidnight_UpToTheMaximum() => Scenario.Play(WithFreezes(new(0, 2, 1, 3)), """
        2026-03-01T12:00Z | identify zone=Asia/Tokyo | nothing
        2026-03-03T15:00Z | tick | freeze daily +1 earned = 1
        2026-03-20T00:00Z | tick | freeze daily +1 earned = 2 @2026-03-06T15:00Z
        """);

    [Fact]
    public void Freeze_MoveEastPastTwoMidnights_EarnsForBothAtTheMove() => Scenario.Play(WithFreezes(new(0, 5, 1, 1)), """
        2026-03-01T12:00Z | identify zone=Pacific/Pago_Pago | nothing
        2026-03-02T10:30Z | update zone=Pacific/Kiritimati | nothing
        2026-03-02T10:31Z | tick | freeze daily +1 earned = 1 @2026-03-02T10:30Z; freeze daily +1 earned = 2 @2026-03-02T10:30Z
        2026-03-03T10:00Z | tick | freeze daily +1 earned = 3
        """);

    [Theory]
    [InlineData(1, "freeze daily +1 manual = 2")]
    [InlineData(2, "freeze daily +2 manual = 3")]
    [InlineData(3, "rejected freeze_limit")]
    [InlineData(0, "rejected freeze_limit")]
    [InlineData(-1, "rejected freeze_limit")]
    [InlineData(int.MaxValue, "rejected freeze_limit")]
    public void Freeze_GrantedByHand_StaysWithinTheMaximum(int count, string expected) => Scenario.Play(WithFreezes(new(1, 3, 0, 0)), $"""
        2026-03-01T12:00Z | identify | freeze daily +1 initial = 1
        2026-03-01T12:00Z | freeze daily {count} | {expected}
        """);

    [Fact]
    public void Weekdays_WeekendMissed_BreaksNothingAndExtendsNothing() => Scenario.Play(
        Daily with
        {
            Streaks = [Make.Streak("daily", "lessons") with { Weekdays = [NodaTime.IsoDayOfWeek.Monday, NodaTime.IsoDayOfWeek.Tuesday, NodaTime.IsoDayOfWeek.Wednesday, NodaTime.IsoDayOfWeek.Thursday, NodaTime.IsoDayOfWeek.Friday] }],
        }, """
        2026-03-05T08:00Z | event lessons 1 | streak daily 1 started
        2026-03-06T08:00Z | event lessons 1 | streak daily 2
        2026-03-07T08:00Z | event lessons 1 | nothing
        2026-03-09T08:00Z | event lessons 1 | streak daily 3
        2026-03-11T00:00Z | tick            | streak daily lost 3
        """);

    [Fact]
    public void Threshold_SumWithinTheDay_CountsOnceReached() => Scenario.Play(
        Daily with { Streaks = [Make.Streak("daily", "lessons", 3)] }, """
        2026-03-01T08:00Z | event lessons 2   | nothing
        2026-03-01T09:00Z | event lessons 0.5 | nothing
        2026-03-01T10:00Z | event lessons 0.5 | streak daily 1 started
        2026-03-02T08:00Z | event lessons 2   | nothing
        2026-03-02T09:00Z | event lessons -1  | nothing
        2026-03-02T10:00Z | event lessons 1   | nothing
        2026-03-02T11:00Z | event lessons 1   | streak daily 2
        2026-03-02T12:00Z | event lessons -3  | nothing
        """);

    [Fact]
    public void ModeAll_EveryRequirementIsNeeded() => Scenario.Play(
        new Rulebook
        {
            Metrics = [Make.Metric("lessons"), Make.Metric("cards")],
            Streaks = [Make.Streak("daily", "lessons") with { Mode = StreakMode.All, Requirements = [new("lessons", 1), new("cards", 10)] }],
        }, """
        2026-03-01T08:00Z | event cards 10  | nothing
        2026-03-01T09:00Z | event lessons 1 | streak daily 1 started
        2026-03-02T08:00Z | event lessons 5 | nothing
        2026-03-03T00:00Z | tick            | streak daily lost 1
        """);

    [Theory]
    [InlineData("2026-03-01T08:00Z", "2026-03-09T00:00Z")]
    [InlineData("2026-03-02T08:00Z", "2026-03-16T00:00Z")]
    public void Weekly_LastMomentOfTheNextWeek_IsTheEnd(string first, string lost) => Scenario.Play(
        Daily with { Streaks = [Make.Streak("weekly", "lessons", frequency: StreakFrequency.Weekly)] }, $"""
        {first} | event lessons 1 | streak weekly 1 started
        {lost}  | tick            | streak weekly lost 1
        """);

    [Fact]
    public void Monthly_EveryMonthOnce_Extends() => Scenario.Play(
        Daily with { Streaks = [Make.Streak("monthly", "lessons", frequency: StreakFrequency.Monthly)] }, """
        2026-01-31T23:59Z | event lessons 1 | streak monthly 1 started
        2026-02-28T23:59Z | event lessons 1 | streak monthly 2
        2026-03-01T00:00Z | event lessons 1 | streak monthly 3
        2026-05-01T00:00Z | tick            | streak monthly lost 3
        """);
}
