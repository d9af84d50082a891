using System.Data.Common;
using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Closes runs: their final ranking goes to the archive, their scores leave the live tables.</summary>
internal static class RunTable
{
    /// <summary>Makes a run known, so that it is closed when its time comes; a run known already gets the board's present end.</summary>
    public static void Write(DatabaseWriter writer, int space, LeaderboardDefinition board, LocalDate run) => writer.Into(Tables.LeaderboardRuns)
        .Add(space)
        .Add(board.Key)
        .Add(StateJson.Text(run))
        .Add(RunCalendar.ClosesAt(board, run)?.ToUnixTimeMilliseconds())
        .End();

    /// <summary>Whether the run is archived already.</summary>
    public static bool IsClosed(DatabaseWriter writer, int space, string leaderboard, LocalDate run) => writer.ConnectionAside.SelectLong(
        "select closed_at from leaderboard_runs where space_id = @space and leaderboard = @leaderboard and run_on = @run",
        ("space", space), ("leaderboard", leaderboard), ("run", StateJson.Text(run))) is not null;

    /// <summary>All archived runs.</summary>
    public static IReadOnlySet<(string Leaderboard, LocalDate Run)> Closed(Database database, int space)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            "select leaderboard, run_on from leaderboard_runs where space_id = @space and closed_at is not null",
            row => (row.GetString(0), StateJson.Date(row.GetString(1))), ("space", space)).ToHashSet();
    }

    /// <summary>Gives every run that is not archived the end that <paramref name="plan"/> says.</summary>
    public static void Reschedule(DatabaseWriter writer, int space, Plan plan)
    {
        foreach (var (leaderboard, run) in Open(writer.ConnectionAside, space))
        {
            if (plan.FindLeaderboard(leaderboard) is { } board)
            {
                Write(writer, space, board, run);
            }
        }
    }

    /// <summary>Runs whose time has come, the earliest first.</summary>
    public static IReadOnlyList<(string Leaderboard, LocalDate Run)> Due(DbConnection connection, int space, Instant now) => connection.Select(
        """
        select leaderboard, run_on from leaderboard_runs
        where space_id = @space and closed_at is null and closes_at <= @now
        order by closes_at, leaderboard
        """,
        RunOf,
        ("space", space), ("now", now.ToUnixTimeMilliseconds()));

    private static List<(string Leaderboard, LocalDate Run)> Open(DbConnection connection, int space) => connection.Select(
        "select leaderboard, run_on from leaderboard_runs where space_id = @space and closed_at is null", RunOf, ("space", space));

    private static (string Leaderboard, LocalDate Run) RunOf(DbDataReader row) => (row.GetString(0), StateJson.Date(row.GetString(1)));

    /// <summary>First day of the latest run known; null without any.</summary>
    public static LocalDate? Latest(DbConnection connection, int space, string leaderboard) => connection.SelectText(
        "select max(run_on) from leaderboard_runs where space_id = @space and leaderboard = @leaderboard",
        ("space", space), ("leaderboard", leaderboard)) is { } date ? StateJson.Date(date) : null;

    /// <summary>Archives a run inside the current transaction.</summary>
    public static void Close(DatabaseWriter writer, (int Space, string Leaderboard, LocalDate On) run, LeaderboardDefinition? board, Instant now)
    {
        foreach (var group in ScoreTable.Read(writer.Connection, run.Space, run.Leaderboard, run.On).GroupBy(score => score.Group))
        {
            Archive(writer, new StandingKey(run.Space, run.Leaderboard, run.On, group.Key), Ranked(board, group));
        }

        ReadOnlySpan<(string, object?)> key = [("space", run.Space), ("leaderboard", run.Leaderboard), ("run", StateJson.Text(run.On))];
        writer.Connection.Execute("delete from scores where space_id = @space and leaderboard = @leaderboard and run_on = @run", key);
        writer.Connection.Execute(
            "update leaderboard_runs set closed_at = @now where space_id = @space and leaderboard = @leaderboard and run_on = @run",
            [.. key, ("now", now.ToUnixTimeMilliseconds())]);
    }

    /// <summary>An archived ranking, best first; empty when there is none.</summary>
    public static IReadOnlyList<RankedUser> ReadArchive(DbConnection connection, StandingKey key) => connection.Select(
        """
        select group_key, user_id, value, reached_at, ties, rank from run_standings
        where space_id = @space and leaderboard = @leaderboard and run_on = @run and group_key = @group order by position
        """,
        row => RankedUser.Of(StoredScore.Read(row, 0), row.GetInt32(5)),
        ("space", key.Space), ("leaderboard", key.Leaderboard), ("run", StateJson.Text(key.Run)), ("group", key.Group.Key));

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

    private static void Archive(DatabaseWriter writer, StandingKey key, IReadOnlyList<RankedUser> ranking)
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
