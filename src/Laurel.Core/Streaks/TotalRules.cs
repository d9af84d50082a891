using Laurel.Core.Evaluation;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>Keeps what a streak has come to over all its runs. Runs once per counted period.</summary>
internal static class TotalRules
{
    // Local dates differ by at most two between any zones, so dates of at most two weeks are still counted.
    private const int WeeksMax = 2;

    public static StreakState Counted(StreakState state, StreakDefinition streak, Period period)
    {
        var counted = state with { PeriodCount = state.PeriodCount + 1 };
        return streak.Frequency == StreakFrequency.Daily ? WithDate(counted, streak, period.StartOn) : counted;
    }

    public static void CountDay(Draft draft, StreakDefinition streak, Period period)
    {
        if (streak.Frequency == StreakFrequency.Daily)
        {
            draft.ActiveDays = draft.ActiveDays.With(period.StartOn);
        }
    }

    private static StreakState WithDate(StreakState state, StreakDefinition streak, LocalDate date)
    {
        var week = Period.Week(date, streak.WeekStart);
        var isNewest = state.Weeks.Count > 0 && state.Weeks[^1].StartOn == week.StartOn;
        var tally = (isNewest ? state.Weeks[^1] : state.Weeks.FirstOrDefault(known => known.StartOn == week.StartOn)) ?? new WeekTally(week.StartOn, 0);
        tally = tally with { CountedCount = tally.CountedCount + 1 };
        return state with
        {
            Weeks = isNewest
                ? state.Weeks.With(state.Weeks.Count - 1, tally)
                : [.. state.Weeks.Where(known => known.StartOn != week.StartOn).Append(tally).OrderBy(known => known.StartOn).TakeLast(WeeksMax)],
            PerfectWeekCount = state.PerfectWeekCount + (tally.CountedCount == Scheduled(week, streak) ? 1 : 0),
        };
    }

    private static int Scheduled(Period week, StreakDefinition streak)
    {
        var count = 0;
        for (var date = week.StartOn; date <= week.EndOn; date = date.PlusDays(1))
        {
            count += Period.Counts(date, streak) ? 1 : 0;
        }

        return count;
    }
}
