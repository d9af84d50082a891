using Laurel.Core.Evaluation;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>How many dates of a week were counted, for daily streaks.</summary>
public sealed record WeekTally(LocalDate StartOn, int CountedCount);

/// <summary>
/// The local dates on which at least one daily streak was counted: how many ever, and the newest few, so that several streaks on one date
/// are one day.
/// </summary>
public sealed record ActiveDays(int Count, ValueList<LocalDate> RecentOn)
{
    public static readonly ActiveDays None = new(0, []);

    // Dates of two streaks differ by one when their days begin at different times, and by two over a move between zones.
    private const int RecentMax = 8;

    internal ActiveDays With(LocalDate date) =>
        RecentOn.Items.Contains(date) ? this
        : RecentOn.Count == 0 || RecentOn[^1] < date ? new(Count + 1, [.. RecentOn.Items[(RecentOn.Count < RecentMax ? 0 : 1)..], date])
        : new(Count + 1, [.. RecentOn.Append(date).Order().TakeLast(RecentMax)]);
}

/// <summary>
/// What all streaks of a user come to, whatever was lost since. Read from the state; nothing is searched.
/// </summary>
/// <param name="Longest">The greatest length that any of the streaks ever had, in its own periods.</param>
/// <param name="PeriodCount">Counted periods of all streaks together.</param>
/// <param name="ActiveDayCount">Local dates on which at least one daily streak was counted.</param>
/// <param name="PerfectWeekCount">Of all daily streaks together: weeks in which every date that counts was counted, none frozen or paused.</param>
public readonly record struct StreakTotals(int Longest, int PeriodCount, int ActiveDayCount, int PerfectWeekCount)
{
    /// <summary>The totals of a user.</summary>
    public static StreakTotals Of(UserState state)
    {
        var totals = new StreakTotals(0, 0, state.ActiveDays.Count, 0);
        foreach (var streak in state.Streaks.Items)
        {
            totals = totals with
            {
                Longest = Math.Max(totals.Longest, streak.LongestLength),
                PeriodCount = totals.PeriodCount + streak.PeriodCount,
                PerfectWeekCount = totals.PerfectWeekCount + streak.PerfectWeekCount,
            };
        }

        return totals;
    }
}
