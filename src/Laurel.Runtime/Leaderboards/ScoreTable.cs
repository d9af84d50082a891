using System.Data.Common;
using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Names one stored score.</summary>
internal readonly record struct ScoreKey(string User, string Leaderboard, LocalDate Run, Group Group);

/// <summary>The scores of runs that are not archived yet, and the list of runs that have any.</summary>
internal static class ScoreTable
{
    public static void Write(DatabaseWriter writer, int space, ScoreKey key, ScoreChanged change)
    {
        var run = StateJson.Text(key.Run);
        var rows = change.Value is null ? writer.OutOf(Tables.Scores) : writer.Into(Tables.Scores);
        rows.Add(space).Add(key.User).Add(key.Leaderboard).Add(run).Add(key.Group.Key);
        if (change.Value is { } value)
        {
            rows.Add(value.ToString(CultureInfo.InvariantCulture)).Add(change.ReachedAt.ToUnixTimeMilliseconds()).Add(TiesText.Of(change.Ties));
        }

        rows.End();
    }

    /// <summary>Fills the standings with all stored scores of a space.</summary>
    public static void Load(DbConnection connection, int space, Plan plan, Standings standings)
    {
        var boards = plan.Rulebook.Leaderboards.Select(board => board.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (leaderboard, run, score) in connection.Stream(
            "select leaderboard, run_on, group_key, user_id, value, reached_at, ties from scores where space_id = @space",
            row => (row.GetString(0), StateJson.Date(row.GetString(1)), StoredScore.Read(row, 2)),
            ("space", space)))
        {
            if (boards.Contains(leaderboard))
            {
                standings.Load(new StandingKey(space, leaderboard, run, score.Group), score, plan);
            }
        }
    }

    /// <summary>All scores of one run, in no particular order.</summary>
    public static IReadOnlyList<StoredScore> Read(DbConnection connection, int space, string leaderboard, LocalDate run) => connection.Select(
        """
        select group_key, user_id, value, reached_at, ties from scores
        where space_id = @space and leaderboard = @leaderboard and run_on = @run
        """,
        row => StoredScore.Read(row, 0),
        ("space", space), ("leaderboard", leaderboard), ("run", StateJson.Text(run)));
}
