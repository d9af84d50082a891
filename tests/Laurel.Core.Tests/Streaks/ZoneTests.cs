using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>Local days over clock changes, skipped dates and moves between zones.</summary>
public sealed class ZoneTests
{
    private static readonly Rulebook Daily = new()
    {
        Metrics = [Make.Metric("lessons")],
        Streaks = [Make.Streak("daily", "lessons")],
        Points = [Make.Points("xp", Make.PerStreak("daily", 10, 3))],
    };

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    public void LastMinuteOfOneDayAndFirstOfTheNext_AreTwoDays(string zone) => Scenario.Play(Daily, $"""
        2026-03-01T12:00Z | identify zone={zone} | nothing
        2026-03-10 23:59 | event lessons 1 | streak daily 1 started
        2026-03-11 00:00 | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void ShortDay_OfTwentyThreeHours_IsADay() => Scenario.Play(Daily, """
        2026-03-01T12:00Z | identify zone=Europe/Berlin | nothing
        2026-03-28 23:30 | event lessons 1 | streak daily 1 started
        2026-03-29 23:30 | event lessons 1 | streak daily 2
        2026-03-30T22:00Z | tick | streak daily lost 2
        """);

    [Fact]
    public void LongDay_BothHalfPastTwos_AreOneDay() => Scenario.Play(Daily, """
        2026-10-20T12:00Z | identify zone=Europe/Berlin | nothing
        2026-10-25T00:30Z | event lessons 1 | streak daily 1 started
        2026-10-25T01:30Z | event lessons 1 | nothing
        2026-10-25T22:59Z | event lessons 1 | nothing
        2026-10-25T23:00Z | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void ClockChangeAtMidnight_DayBeginsAtOne() => Scenario.Play(Daily, """
        2026-04-20T12:00Z | identify zone=Africa/Cairo | nothing
        2026-04-23T21:59Z | event lessons 1 | streak daily 1 started
        2026-04-23T22:00Z | event lessons 1 | streak daily 2
        2026-04-25T20:59Z | tick | nothing
        2026-04-25T21:00Z | tick | streak daily lost 2
        """);

    [Fact]
    public void SkippedDate_BreaksNothing() => Scenario.Play(Daily, """
        2011-12-20T12:00Z | identify zone=Pacific/Apia | nothing
        2011-12-29 12:00 | event lessons 1 | streak daily 1 started
        2011-12-31 12:00 | event lessons 1 | streak daily 2
        2012-01-02 00:00 | tick | streak daily lost 2
        """);

    [Fact]
    public void ClockBackOverMidnight_BothDaysGoOnCountingOnce() => Scenario.Play(Daily, """
        2006-10-20T12:00Z | identify zone=America/St_Johns | nothing
        2006-10-28T12:00Z | event lessons 1 | streak daily 1 started
        2006-10-29T02:30Z | event lessons 1 | streak daily 2
        2006-10-29T02:45Z | event lessons 1 | nothing
        2006-10-29T03:45Z | event lessons 1 | nothing
        """);

    [Fact]
    public void ClockBackOverMidnight_MissedDayShownAgain_TakesTheStreakUp() => Scenario.Play(Daily, """
        2006-10-20T12:00Z | identify zone=America/St_Johns | nothing
        2006-10-27T12:00Z | event lessons 1 | streak daily 1 started
        2006-10-29T02:45Z | event lessons 1 | streak daily lost 1 @2006-10-29T02:30Z; streak daily 2
        2006-10-29T03:45Z | event lessons 1 | streak daily 3; xp +10 = 10
        """);

    [Fact]
    public void MoveWest_SameDateAgain_CountsOnce() => Scenario.Play(Daily, """
        2026-03-01T00:00Z | identify zone=Pacific/Auckland | nothing
        2026-03-10 22:00 | event lessons 1 | streak daily 1 started
        2026-03-10T09:30Z | update zone=America/Los_Angeles | nothing
        2026-03-10 22:00 | event lessons 1 | nothing
        2026-03-11 22:00 | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void MoveWest_MissedDateShownAgain_TakesTheStreakUp() => Scenario.Play(Daily, """
        2026-03-01T00:00Z | identify zone=Pacific/Auckland | nothing
        2026-03-09 12:00 | event lessons 1 | streak daily 1 started
        2026-03-10 12:00 | event lessons 1 | streak daily 2
        2026-03-12 00:30 | tick | streak daily lost 2 @2026-03-11T11:00Z
        2026-03-11T11:30Z | update zone=America/Los_Angeles | nothing
        2026-03-11 20:00 | event lessons 1 | streak daily 3; xp +10 = 10
        """);

    [Fact]
    public void MoveWest_MissedDateShownAgain_JoinsBothStreaksAndPaysNoMultipleTwice() => Scenario.Play(Daily, """
        2026-03-01T00:00Z | identify zone=Pacific/Auckland | nothing
        2026-03-08 12:00 | event lessons 1 | streak daily 1 started
        2026-03-09 12:00 | event lessons 1 | streak daily 2
        2026-03-10 12:00 | event lessons 1 | streak daily 3; xp +10 = 10
        2026-03-12 00:30 | event lessons 1 | streak daily lost 3 @2026-03-11T11:00Z; streak daily 1 started
        2026-03-11T11:30Z | update zone=America/Los_Angeles | nothing
        2026-03-11 20:00 | event lessons 1 | streak daily 5 from 3
        2026-03-12 20:00 | event lessons 1 | nothing
        2026-03-13 20:00 | event lessons 1 | streak daily 6; xp +10 = 20
        """);

    [Fact]
    public void MoveEast_DateCutShort_IsNeutral() => Scenario.Play(Daily, """
        2026-03-01T00:00Z | identify zone=America/Los_Angeles | nothing
        2026-03-09 20:00 | event lessons 1 | streak daily 1 started
        2026-03-10 03:00 | tick | nothing
        2026-03-10T12:00Z | update zone=Pacific/Auckland | nothing
        2026-03-11 12:00 | event lessons 1 | streak daily 2
        2026-03-13 00:00 | tick | streak daily lost 2
        """);

    [Fact]
    public void MoveEastAndBack_DateCutShortShownAgain_CountsWhenActive() => Scenario.Play(Daily, """
        2026-03-01T00:00Z | identify zone=America/Los_Angeles | nothing
        2026-03-09 20:00 | event lessons 1 | streak daily 1 started
        2026-03-10T12:00Z | update zone=Pacific/Auckland | nothing
        2026-03-11 02:00 | event lessons 1 | streak daily 2
        2026-03-10T14:00Z | update zone=America/Los_Angeles | nothing
        2026-03-10 20:00 | event lessons 1 | streak daily 3; xp +10 = 10
        """);

    [Fact]
    public void MoveWest_FrozenDateShownAgain_CountsWhenActive() => Scenario.Play(
        Daily with { Streaks = [Make.Streak("daily", "lessons") with { Freezes = new(1, 1, 0, 0) }], Points = [] }, """
        2026-03-01T00:00Z | identify zone=Pacific/Auckland | freeze daily +1 initial = 1
        2026-03-10 12:00 | event lessons 1 | streak daily 1 started
        2026-03-12 00:30 | event lessons 1 | freeze daily used 2026-03-11 left 0 @2026-03-11T11:00Z; streak daily 2
        2026-03-11T11:30Z | update zone=America/Los_Angeles | nothing
        2026-03-11 20:00 | event lessons 1 | streak daily 3
        """);

    [Theory]
    [InlineData("UTC", "2026-03-10")]
    [InlineData("Europe/Helsinki", "2026-03-10")]
    [InlineData("America/Chicago", "2026-03-09")]
    [InlineData("Pacific/Kiritimati", "2026-03-10")]
    [InlineData("Etc/GMT+12", "2026-03-09")]
    public void HalfPastFourUtc_IsThePeriodOfTheUsersOwnDate(string zone, string date)
    {
        var streak = Scenario.Play(Daily, $"2026-03-10T04:30Z | event lessons 1 with zone={zone} | streak daily 1 started").State.Streaks[0];
        Assert.Equal(Make.Date(date), streak.StartOn);
    }
}
