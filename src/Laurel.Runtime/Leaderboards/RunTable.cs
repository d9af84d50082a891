using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Users;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Closes runs: their final ranking goes to the archive, their scores leave the live tables.</summary>
internal static class RunTable
{
    private const string MarkClosed = """
        update leaderboard_runs set closed_at = ?4 where space_id = ?1 and leaderboard = ?2 and run_on = ?3
        """;

    private const string Closed = """
        select 1 from leaderboard_runs where space_id = ?1 and leaderboard = ?2 and run_on = ?3 and closed_at is not null
        """;

    private const string DeleteScores = """
        delete from scores where space_id = ?1 and leaderboard = ?2 and run_on = ?3
        """;

    /// <summary>Makes a run known, so that it is closed when its time comes; a run known already gets the board's present end.</summary>
    public static void Write(SqliteWriter writer, int space, LeaderboardDefinition board, LocalDate run) => writer.Into(Tables.LeaderboardRuns)
        .Add(space)
        .Add(board.Key)
        .Add(StateJson.Text(run))
        .Add(RunCalendar.ClosesAt(board, run)?.ToUnixTimeMilliseconds())
        .End();

    /// <summary>Whether the run is archived already.</summary>
    public static bool IsClosed(SqliteWriter writer, int space, string leaderboard, LocalDate run) =>
        writer.Prepare("runs_is_closed", () => Closed).Add(space).Add(leaderboard).Add(StateJson.Text(run)).End();

    /// <summary>Gives every run that is not archived the end that <paramref name="plan"/> says.</summary>
    public static void Reschedule(SqliteWriter writer, int space, Plan plan)
    {
        foreach (var (leaderboard, run) in Open(writer.Connection, space))
        {
            if (plan.FindLeaderboard(leaderboard) is { } board)
            {
                Write(writer, space, board, run);
            }
        }
    }

    /// <summary>Runs whose time has come, the earliest first.</summary>
    public static IReadOnlyList<(string Leaderboard, LocalDate Run)> Due(SqliteConnection connection, int space, Instant now)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select leaderboard, run_on from leaderboard_runs
            where space_id = $space and closed_at is null and closes_at <= $now
            order by closes_at, leaderboard
            """;
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        var runs = new List<(string, LocalDate)>();
        while (reader.Read())
        {
            runs.Add((reader.GetString(0), StateJson.Date(reader.GetString(1))));
        }

        return runs;
    }

    private static List<(string Leaderboard, LocalDate Run)> Open(SqliteConnection connection, int space)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select leaderboard, run_on from leaderboard_runs where space_id = $space and closed_at is null";
        command.Parameters.AddWithValue("$space", space);
        using var reader = command.ExecuteReader();
        var runs = new List<(string, LocalDate)>();
        while (reader.Read())
        {
            runs.Add((reader.GetString(0), StateJson.Date(reader.GetString(1))));
        }

        return runs;
    }

    /// <summary>First day of the latest run known; null without any.</summary>
    public static LocalDate? Latest(SqliteConnection connection, int space, string leaderboard)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select max(run_on) from leaderboard_runs where space_id = $space and leaderboard = $leaderboard";
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$leaderboard", leaderboard);
        return command.ExecuteScalar() is string date ? StateJson.Date(date) : null;
    }

    /// <summary>Archives a run inside the current transaction.</summary>
    public static void Close(SqliteWriter writer, (int Space, string Leaderboard, LocalDate On) run, LeaderboardDefinition? board, Instant now)
    {
        foreach (var group in ScoreTable.Read(writer.Connection, run.Space, run.Leaderboard, run.On).GroupBy(score => score.Group))
        {
            Archive(writer, new StandingKey(run.Space, run.Leaderboard, run.On, group.Key), Ranked(board, group));
        }

        var date = StateJson.Text(run.On);
        writer.Prepare("scores_delete_run", () => DeleteScores).Add(run.Space).Add(run.Leaderboard).Add(date).End();
        writer.Prepare("runs_close", () => MarkClosed).Add(run.Space).Add(run.Leaderboard).Add(date).Add(now.ToUnixTimeMilliseconds()).End();
    }

    /// <summary>An archived ranking, best first; empty when there is none.</summary>
    public static IReadOnlyList<RankedUser> ReadArchive(SqliteConnection connection, StandingKey key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select group_key, user_id, value, reached_at, ties, rank from run_standings
            where space_id = $space and leaderboard = $leaderboard and run_on = $run and group_key = $group order by position
            """;
        command.Parameters.AddWithValue("$space", key.Space);
        command.Parameters.AddWithValue("$leaderboard", key.Leaderboard);
        command.Parameters.AddWithValue("$run", StateJson.Text(key.Run));
        command.Parameters.AddWithValue("$group", key.Group.Key);
        using var reader = command.ExecuteReader();
        var ranking = new List<RankedUser>();
        while (reader.Read())
        {
            ranking.Add(RankedUser.Of(StoredScore.Read(reader, 0), reader.GetInt32(5)));
        }

        return ranking;
    }

    /// <summary>One ranking of a run that is still open, from its stored scores.</summary>
    public static IReadOnlyList<RankedUser> Ranked(LeaderboardDefinition? board, IEnumerable<StoredScore> scores)
    {
        var members = new Members();
        var standing = Standings.Empty(members, board);
        foreach (var score in scores)
        {
            standing.Set(members.NumberOf(score.User), score.Value, score.ReachedAtMs, score.Ties);
        }

        return [.. standing.Page(0, standing.Count).Select(place => RankedUser.Of(place, members, standing))];
    }

    private static void Archive(SqliteWriter writer, StandingKey key, IReadOnlyList<RankedUser> ranking)
    {
        for (var i = 0; i < ranking.Count; i++)
        {
            writer.Into(Tables.RunStandings)
                .Add(key.Space)
                .Add(key.Leaderboard)
                .Add(StateJson.Text(key.Run))
                .Add(key.Group.Key)
                .Add(i + 1)
                .Add(ranking[i].User)
                .Add(ranking[i].Rank)
                .Add(ranking[i].Value.ToString(CultureInfo.InvariantCulture))
                .Add(ranking[i].ReachedAt.ToUnixTimeMilliseconds())
                .Add(TiesText.Of(ranking[i].Ties))
                .End();
        }
    }
}
