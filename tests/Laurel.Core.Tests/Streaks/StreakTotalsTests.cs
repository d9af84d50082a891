using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>What all streaks come to, whatever was lost.</summary>
public sealed class StreakTotalsTests
{
    private static readonly Rulebook Rules = new()
    {
        Metrics = [Make.Metric("lessons"), Make.Metric("cards")],
        Streaks =
        [
            Make.Streak("lessons", "lessons"),
            Make.Streak("cards", "cards") with { DayStart = new(4, 0), Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday] },
            Make.Streak("weekly", "lessons", frequency: StreakFrequency.Weekly),
        ],
    };

    [Fact]
    public void Totals_CountOverAllStreaksAndRuns()
    {
        var state = Scenario.Play(Rules, """
            2026-03-02T08:00Z | event lessons 1 | streak lessons 1 started; streak weekly 1 started
            2026-03-02T09:00Z | event cards 1   | streak cards 1 started
            2026-03-03T08:00Z | event lessons 1 | streak lessons 2
            2026-03-04T03:00Z | event cards 1   | streak cards 2
            2026-03-06T08:00Z | event lessons 1 | streak lessons lost 2 @2026-03-05T00:00Z; streak lessons 1 started
            """).State;
        Assert.Equal(new StreakTotals(Longest: 2, PeriodCount: 6, ActiveDayCount: 3, PerfectWeekCount: 1), StreakTotals.Of(state));
    }

    [Fact]
    public void PerfectWeek_WithAFrozenDay_IsNone()
    {
        var week = string.Concat(Enumerable.Range(3, 5).Select(day => $"2026-03-{day:00}T08:00Z | event lessons 1 | streak lessons {day - 1}\n"));
        var rules = Rules with { Streaks = [Make.Streak("lessons", "lessons") with { Freezes = new(1, 1, 0, 0) }] };
        var first = $"2026-03-02T08:00Z | event lessons 1 | freeze lessons +1 initial = 1; streak lessons 1 started\n{week}";
        Assert.Equal(1, StreakTotals.Of(Scenario.Play(rules, first + "2026-03-08T08:00Z | event lessons 1 | streak lessons 7").State).PerfectWeekCount);
        Assert.Equal(0, StreakTotals.Of(Scenario.Play(rules, first + "2026-03-09T08:00Z | event lessons 1 | freeze lessons used 2026-03-08 left 0 @2026-03-09T00:00Z; streak lessons 7").State).PerfectWeekCount);
    }
}
