using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Streaks;

/// <summary>What streak definitions are refused for, each with path, value, limit and fix.</summary>
public sealed class StreakCheckTests
{
    private static readonly StreakDefinition Daily = Make.Streak("daily", "laps");

    [Fact]
    public void Default_Twice_IsRefused()
    {
        Taken(With(Daily, Daily with { Key = "other", IsDefault = true }));
        Refused(
            With(Daily with { IsDefault = true }, Daily with { Key = "other", IsDefault = true }),
            "streaks[1].default: 'true': one default streak; streaks[0] is it; remove one of them");
    }

    [Fact]
    public void DayStart_AtAndOverLimit_IsTakenAndRefused()
    {
        Taken(With(Daily with { DayStart = new(23, 59) }));
        Refused(With(Daily with { DayStart = new(4, 0, 1) }), "streaks[0].dayStart: '04:00:01': 00:00 to 23:59, in whole minutes; remove the seconds");
    }

    [Theory]
    [InlineData(StreakFrequency.Weekly, "week", 7)]
    [InlineData(StreakFrequency.Monthly, "month", 28)]
    public void TimesPer_AtAndOverLimit_IsTakenAndRefused(StreakFrequency frequency, string field, int max)
    {
        Taken(With(Daily with { Frequency = frequency, DaysNeeded = 1 }, Daily with { Key = "other", Frequency = frequency, DaysNeeded = max }));
        Refused(With(Daily with { Frequency = frequency, DaysNeeded = 0 }), $"streaks[0].timesPer.{field}: '0': 1 to {max}; raise it");
        Refused(With(Daily with { Frequency = frequency, DaysNeeded = max + 1 }), $"streaks[0].timesPer.{field}: '{max + 1}': 1 to {max}; lower it");
    }

    [Fact]
    public void TimesPer_Daily_IsRefused() =>
        Refused(With(Daily with { DaysNeeded = 1 }), "streaks[0].timesPer: only for weekly and monthly streaks; remove timesPer or change the frequency");

    [Fact]
    public void Neutral_UnknownCalendar_IsRefused() =>
        Refused(
            With(Daily with { Neutral = "holiday" }) with { Calendars = [new("holidays", "Holidays", [new(2026, 12, 25)])] },
            "streaks[0].neutral: 'holiday': the key of one calendar in calendars; did you mean 'holidays'?");

    [Fact]
    public void Calendar_Dates_AreChecked()
    {
        Taken(new() { Calendars = [new("c", "C", [.. Enumerable.Range(0, Limits.CalendarDatesMax).Select(day => new LocalDate(1970, 1, 1).PlusDays(day))])] });
        Refused(new() { Calendars = [new("c", "C", [])] }, "calendars[0].dates: at least one date; list the dates or remove the calendar");
        Refused(
            new() { Calendars = [new("c", "C", [new(2026, 1, 1), new(2026, 1, 1)])] },
            "calendars[0].dates[1]: '2026-01-01': each date once; remove the repetition");
        Refused(
            new() { Calendars = [new("c", "C", [new(2200, 1, 1)])] },
            "calendars[0].dates[0]: '2200-01-01': 1970-01-01 to 2199-12-31; choose a date in between");
        Refused(
            new() { Calendars = [new("c", "C", [.. Enumerable.Range(0, Limits.CalendarDatesMax + 1).Select(day => new LocalDate(1970, 1, 1).PlusDays(day))])] },
            "calendars[0].dates: '3661 items': at most 3660 items; remove some");
    }

    [Fact]
    public void FreezeGrants_AreChecked()
    {
        Taken(Granting(new FreezeGrant.Streak("daily", 10_000, 100), new FreezeGrant.Streak("daily", 7, 1)));
        Refused(Granting(new FreezeGrant.Streak("dail", 7, 1)), "streaks[0].freezes.grants[0].streak: 'dail': the key of one streak in streaks; did you mean 'daily'?");
        Refused(Granting(new FreezeGrant.Streak("daily", 0, 1)), "streaks[0].freezes.grants[0].every: '0': 1 to 10000; raise it");
        Refused(Granting(new FreezeGrant.Streak("daily", 7, 101)), "streaks[0].freezes.grants[0].amount: '101': 1 to 100; lower it");
        Refused(Granting(new FreezeGrant.Achievement("ten", 1)), "streaks[0].freezes.grants[0].achievement: 'ten': the key of one achievement in achievements; declare it under achievements");
        Refused(
            Granting(new FreezeGrant.Streak("daily", 7, 1), new FreezeGrant.Streak("daily", 7, 2)),
            "streaks[0].freezes.grants[1]: each occasion once; add the amounts up in one grant");
        Taken(Granting([.. Enumerable.Range(1, Limits.FreezeGrantsMax).Select(every => new FreezeGrant.Streak("daily", every, 1))]));
        Refused(
            Granting([.. Enumerable.Range(1, Limits.FreezeGrantsMax + 1).Select(every => new FreezeGrant.Streak("daily", every, 1))]),
            "streaks[0].freezes.grants: '51 items': at most 50 items; remove some");
    }

    private static Rulebook Granting(params FreezeGrant[] grants) => With(Daily with { Freezes = new(0, 3, 0, 0) { Grants = [.. grants] } });

    private static Rulebook With(params StreakDefinition[] streaks) => new() { Metrics = [Make.Metric("laps")], Streaks = [.. streaks] };

    private static void Taken(Rulebook rulebook) => Assert.Empty(RulebookCheck.Problems(rulebook));

    private static void Refused(Rulebook rulebook, string problem) => Assert.Equal(problem, Assert.Single(RulebookCheck.Problems(rulebook)).ToString());
}
