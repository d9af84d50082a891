using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Tests.Histories;

/// <summary>Results of a replay under <see cref="HistoryRulebook"/>, as lines of the same form as the expected files.</summary>
internal static class Results
{
    private static readonly InstantPattern InstantText = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>user,events,sum,first_ts,last_ts: the sum as exported, the rest from the journal.</summary>
    public static List<string> Totals(ReplayedHistory history)
    {
        var sums = history.Totals().Where(row => row[1] == "sum").ToDictionary(row => row[0], row => row[2]);
        var journal = history.Query("select user_id, count(*), min(at), max(at) from journal where metric is not null group by user_id");
        return [.. journal.Select(row => $"{row[0]},{row[1]},{sums[row[0]]},{Instant(row[2])},{Instant(row[3])}")];
    }

    /// <summary>
    /// user,qualifying_days,longest_days,start,end,current,longest_weeks,first_monday,last_monday: the days from the ledger,
    /// the rest as exported. A weekly streak ends with its last Sunday.
    /// </summary>
    public static List<string> Streaks(ReplayedHistory history)
    {
        var weeks = history.Streaks().Where(row => row[1] == "weekly").ToDictionary(row => row[0]);
        return [.. Days(history, "daily").Select(row => (Line: row, Week: weeks[row[..row.IndexOf(',')]]))
            .Select(row => $"{row.Line},{row.Week[3]},{row.Week[4]},{Monday(row.Week[5])}")];
    }

    /// <summary>user,qualifying_days,longest_days,start,end,current</summary>
    public static List<string> Days(ReplayedHistory history, string streak)
    {
        var days = history
            .Query($"select user_id, count(*) from streak_periods where streak = '{streak}' and outcome = 'extended' group by user_id")
            .ToDictionary(row => row[0], row => row[1]);
        return [.. history.Streaks().Where(row => row[1] == streak)
            .Select(row => $"{row[0]},{days[row[0]]},{row[3]},{row[4]},{row[5]},{row[2]}")];
    }

    /// <summary>user,threshold,ts_utc,id of the event that reached it.</summary>
    public static List<string> Thresholds(ReplayedHistory history) =>
        [.. history.Query("select user_id, substr(achievement, 3), completed_at, input_id from achievement_completions")
            .Select(row => $"{row[0]},{row[1]},{Instant(row[2])},{row[3]}")];

    /// <summary>Expected rows of user,threshold,ts_utc,seq with the event's id in place of its number.</summary>
    public static List<string> ThresholdsById(List<string[]> expected, string events)
    {
        var numbers = expected.Select(row => long.Parse(row[3], null)).ToHashSet();
        var ids = ReplayedHistory.Events(events).Where(row => numbers.Contains(row.Seq ?? 0)).ToDictionary(
            row => $"{row.Seq}", row => Hex(InputIds.OfKey(row.User, row.Metric, row.Key ?? "")));
        return [.. expected.Select(row => $"{row[0]},{row[1]},{row[2]},{ids[row[3]]}")];
    }

    /// <summary>window,start,rank,pos,user,score,reached_at: the best of every run of every board.</summary>
    public static List<string> Boards(ReplayedHistory history, int top) =>
        [.. new[] { "week", "month", "all" }.SelectMany(window => Runs(history, window).SelectMany(run => Run(history, window, run, top)))];

    private static IEnumerable<string> Runs(ReplayedHistory history, string window) =>
        history.Query($"select run_on from leaderboard_runs where leaderboard = '{window}-ordinal'").Select(row => row[0]);

    private static IEnumerable<string> Run(ReplayedHistory history, string window, string run, int top)
    {
        var start = window == "all" ? "all" : run;
        var ranks = history.Standings($"{window}-competition", run).ToDictionary(row => row[1], row => row[0]);
        return history.Standings($"{window}-ordinal", run).Take(top)
            .Select(row => $"{window},{start},{ranks[row[1]]},{row[0]},{row[1]},{row[2]},{row[3]}");
    }

    private static string Monday(string sunday) => LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(sunday).Value.PlusDays(-6));

    private static string Instant(string milliseconds) =>
        InstantText.Format(NodaTime.Instant.FromUnixTimeMilliseconds(long.Parse(milliseconds, null)));

    private static string Hex(InputId id) => Convert.ToHexString(id.Value.ToByteArray(bigEndian: true));
}
