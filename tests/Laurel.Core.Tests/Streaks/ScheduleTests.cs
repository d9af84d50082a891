using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>Streaks that do not ask for something in every period: several days per period, weekdays, neutral dates.</summary>
public sealed class ScheduleTests
{
    private static Rulebook Of(StreakDefinition streak, params string[] neutral) => new()
    {
        Metrics = [Make.Metric("visits")],
        Streaks = [streak],
        Calendars = neutral.Length == 0 ? [] : [new("off", "off", [.. neutral.Select(Make.Date)])],
    };

    private static StreakDefinition Weekly(int days) => Make.Streak("gym", "visits", frequency: StreakFrequency.Weekly) with { DaysNeeded = days, Neutral = "off" };

    [Fact]
    public void ThreeDaysPerWeek_ThirdDate_CountsTheWeek() => Scenario.Play(Of(Weekly(3)), """
        2026-03-02T08:00Z | event visits 1 | nothing
        2026-03-02T20:00Z | event visits 1 | nothing
        2026-03-04T08:00Z | event visits 1 | nothing
        2026-03-08T23:59Z | event visits 1 | streak gym 1 started
        2026-03-09T08:00Z | event visits 1 | nothing
        2026-03-10T08:00Z | event visits 1 | nothing
        2026-03-16T00:00Z | tick | streak gym lost 1
        """);

    [Fact]
    public void ThreeDaysPerWeek_ThresholdIsOfTheDay() => Scenario.Play(Of(Weekly(2) with { Requirements = [new("visits", 2)] }), """
        2026-03-02T08:00Z | event visits 1 | nothing
        2026-03-03T08:00Z | event visits 2 | nothing
        2026-03-04T08:00Z | event visits 1 | nothing
        2026-03-04T09:00Z | event visits 1 | streak gym 1 started
        """);

    [Fact]
    public void TwoDaysPerMonth_SecondDate_CountsTheMonth() => Scenario.Play(
        Of(Make.Streak("gym", "visits", frequency: StreakFrequency.Monthly) with { DaysNeeded = 2 }), """
        2026-01-31T08:00Z | event visits 1 | nothing
        2026-02-01T08:00Z | event visits 1 | nothing
        2026-02-28T08:00Z | event visits 1 | streak gym 1 started
        2026-04-01T00:00Z | tick | streak gym lost 1
        """);

    [Fact]
    public void Daily_NeutralDate_BreaksAndExtendsNothing() => Scenario.Play(
        Of(Make.Streak("daily", "visits") with { Neutral = "off" }, "2026-12-26", "2026-12-25"), """
        2026-12-24T08:00Z | event visits 1 | streak daily 1 started
        2026-12-25T08:00Z | event visits 1 | nothing
        2026-12-27T08:00Z | event visits 1 | streak daily 2
        2026-12-29T00:00Z | tick | streak daily lost 2
        """);

    [Fact]
    public void Weekly_FewDatesLeft_NeedsNoMoreThanThose() => Scenario.Play(
        Of(Weekly(3), "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"), """
        2026-03-04T08:00Z | event visits 1 | nothing
        2026-03-07T08:00Z | event visits 1 | streak gym 1 started
        """);

    [Fact]
    public void Weekly_NoDateLeft_IsPassedOver() => Scenario.Play(
        Of(Weekly(1), [.. Enumerable.Range(9, 7).Select(day => $"2026-03-{day:00}")]), """
        2026-03-02T08:00Z | event visits 1 | streak gym 1 started
        2026-03-10T08:00Z | event visits 1 | nothing
        2026-03-17T08:00Z | event visits 1 | streak gym 2
        2026-03-30T00:00Z | tick | streak gym lost 2
        """);

    [Fact]
    public void NewVersion_WithOtherNeutralDates_CountsAsIfTheyHadAlwaysBeen() => Scenario.Play(
        Make.Versions(
            Of(Make.Streak("daily", "visits") with { Neutral = "off" }, "2026-03-25"),
            ("2026-03-05T00:00Z", Of(Make.Streak("daily", "visits") with { Neutral = "off" }, "2026-03-02", "2026-03-25"))), """
        2026-03-01T08:00Z | event visits 1 | streak daily 1 started
        2026-03-03T08:00Z | event visits 1 | streak daily lost 1 @2026-03-03T00:00Z; streak daily 1 started
        2026-03-04T08:00Z | event visits 1 | streak daily 2
        2026-03-05T08:00Z | event visits 1 | streak daily 4
        """);
}
