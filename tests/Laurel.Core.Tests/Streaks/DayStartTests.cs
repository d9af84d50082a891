using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>Days that begin later than at midnight: the small hours belong to yesterday.</summary>
public sealed class DayStartTests
{
    private static Rulebook From(int hour, int minute = 0) => new()
    {
        Metrics = [Make.Metric("lessons")],
        Streaks = [Make.Streak("daily", "lessons") with { DayStart = new(hour, minute) }],
    };

    [Theory]
    [InlineData("UTC", "2026-03-09")]
    [InlineData("Etc/GMT-2", "2026-03-10")]
    [InlineData("Etc/GMT+5", "2026-03-09")]
    public void HalfPastFourUtc_FromFive_IsTheDateThatTheUserIsIn(string zone, string date)
    {
        var streak = Scenario.Play(From(5), $"2026-03-10T04:30Z | event lessons 1 with zone={zone} | streak daily 1 started").State.Streaks[0];
        Assert.Equal(Make.Date(date), streak.StartOn);
    }

    [Fact]
    public void LastMinuteBeforeAndFirstFromTheStart_AreTwoDays() => Scenario.Play(From(4), """
        2026-03-01T12:00Z | identify zone=Europe/Berlin | nothing
        2026-03-11 03:59 | event lessons 1 | streak daily 1 started
        2026-03-11 04:00 | event lessons 1 | streak daily 2
        2026-03-12 03:59 | event lessons 1 | nothing
        2026-03-13 03:59 | tick | nothing
        2026-03-13 04:00 | tick | streak daily lost 2
        """);

    [Fact]
    public void StartWithinTheGapOfAClockChange_IsTheEndOfTheGap() => Scenario.Play(From(2, 30), """
        2026-03-01T12:00Z | identify zone=Europe/Berlin | nothing
        2026-03-28 12:00 | event lessons 1 | streak daily 1 started
        2026-03-29T00:59Z | event lessons 1 | nothing
        2026-03-29T01:00Z | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void StartShownTwiceByAClockChange_IsTheEarlier() => Scenario.Play(From(2, 30), """
        2026-10-01T12:00Z | identify zone=Europe/Berlin | nothing
        2026-10-23 12:00 | event lessons 1 | streak daily 1 started
        2026-10-25T00:29Z | tick | nothing
        2026-10-25T00:30Z | tick | streak daily lost 1
        2026-10-25T00:30Z | event lessons 1 | streak daily 1 started
        2026-10-25T01:30Z | event lessons 1 | nothing
        """);

    [Fact]
    public void SkippedDate_BreaksNothing() => Scenario.Play(From(4), """
        2011-12-20T12:00Z | identify zone=Pacific/Apia | nothing
        2011-12-29 12:00 | event lessons 1 | streak daily 1 started
        2011-12-31 12:00 | event lessons 1 | streak daily 2
        """);

    [Fact]
    public void EarnedFreeze_ComesAtTheDayStart() => Scenario.Play(
        From(4) with { Streaks = [Make.Streak("daily", "lessons") with { DayStart = new(4, 0), Freezes = new(0, 3, 1, 2) }] }, """
        2026-03-01T02:00Z | identify | nothing
        2026-03-02T04:00Z | tick | freeze daily +1 earned = 1
        """);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    public void DefaultStreak_IsTheMarkedOneOrTheFirst(int marked, int expected)
    {
        var rulebook = new Rulebook { Streaks = [.. Enumerable.Range(0, 3).Select(i => Make.Streak($"s{i}", "lessons") with { IsDefault = i == marked })] };
        Assert.Equal(expected, rulebook.DefaultStreak);
        Assert.Equal(-1, Rulebook.Empty.DefaultStreak);
    }
}
