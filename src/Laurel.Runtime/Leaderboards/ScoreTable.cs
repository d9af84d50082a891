using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Users;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Names one stored score.</summary>
internal readonly record struct ScoreKey(string User, string Leaderboard, LocalDate Run, Group Group);

/// <summary>The scores of runs that are not archived yet, and the list of runs that have any.</summary>
internal static class ScoreTable
{
    private const string Delete = """
        delete from scores where space_id = ?1 and user_id = ?2 and leaderboard = ?3 and run_on = ?4 and group_key = ?5
        """;

    public static void Write(SqliteWriter writer, int space, ScoreKey key, ScoreChanged change)
    {
        var run = StateJson.Text(key.Run);
        var rows = change.Value is null ? writer.Prepare("scores_delete", () => Delete) : writer.Into(Tables.Scores);
        rows.Add(space).Add(key.User).Add(key.Leaderboard).Add(run).Add(key.Group.Key);
        if (change.Value is { } value)
        {
            rows.Add(value.ToString(CultureInfo.InvariantCulture)).Add(change.ReachedAt.ToUnixTimeMilliseconds()).Add(TiesText.Of(change.Ties));
        }

        rows.End();
    }

    /// <summary>Fills the standings with all stored scores of a space.</summary>
    public static void Load(SqliteConnection connection, int space, Plan plan, Standings standings)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select leaderboard, run_on, group_key, user_id, value, reached_at, ties from scores where space_id = $space";
        command.Parameters.AddWithValue("$space", space);
        using var reader = command.ExecuteReader();
        var boards = plan.Rulebook.Leaderboards.Select(board => board.Key).ToHashSet(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (boards.Contains(reader.GetString(0)))
            {
                var score = StoredScore.Read(reader, 2);
                standings.Load(new StandingKey(space, reader.GetString(0), StateJson.Date(reader.GetString(1)), score.Group), score, plan);
            }
        }
    }

    /// <summary>All scores of one run, in no particular order.</summary>
    public static IReadOnlyList<StoredScore> Read(
        SqliteConnection connection, int space, string leaderboard, LocalDate run)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select group_key, user_id, value, reached_at, ties from scores
            where space_id = $space and leaderboard = $leaderboard and run_on = $run
            """;
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$leaderboard", leaderboard);
        command.Parameters.AddWithValue("$run", StateJson.Text(run));
        using var reader = command.ExecuteReader();
        var scores = new List<StoredScore>();
        while (reader.Read())
        {
            scores.Add(StoredScore.Read(reader, 0));
        }

        return scores;
    }
}
