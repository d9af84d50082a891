using System.Data.Common;
using System.Text.Json.Nodes;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Changes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using NodaTime;

namespace Laurel.Runtime.Users;

/// <summary>Removes everything that is kept of a user, and the user's id from what is kept of others.</summary>
internal static class Erasure
{
    /// <summary>Stands in the place of an erased user in the records of others.</summary>
    private const string Nobody = "erased";

    /// <summary>
    /// Runs inside a transaction. What leaves the memory of every node when it is committed; null when nothing was kept of such a user.
    /// </summary>
    public static Change? Run(DbConnection connection, int space, string user)
    {
        var change = ChangeOf(connection, space, user);
        RenameInOthers(connection, space, user);
        Webhooks.ThrottleTable.ForgetBoards(connection, space);
        var rows = UserRecords.Tables.Sum(table => connection.Execute($"delete from {table} where space_id = @space and user_id = @user", ("space", space), ("user", user)));
        return rows == 0 ? null : change;
    }

    private static Change ChangeOf(DbConnection connection, int space, string user)
    {
        var change = new Change();
        if (connection.SelectLong("select created_at from users where space_id = @space and user_id = @user", ("space", space), ("user", user)) is { } created)
        {
            change.Tallies.Add((space, TallyChange.Gone(user, Instant.FromUnixTimeMilliseconds(created))));
        }

        change.Scores.AddRange(connection.Select(
            "select leaderboard, run_on, group_key from scores where space_id = @space and user_id = @user",
            row => new ScoreChange(new(space, row.GetString(0), StateJson.Date(row.GetString(1)), new Group(row.GetString(2))), user, null, 0, []),
            ("space", space), ("user", user)));
        change.Restated.UnionWith(connection.Select(
            "select achievement from achievement_completions where space_id = @space and user_id = @user", row => (space, row.GetString(0)), ("space", space), ("user", user)));
        return change;
    }

    // Who sent points to the user, or got them, has the id in awards and in the journal.
    private static void RenameInOthers(DbConnection connection, int space, string user)
    {
        var others = connection.Select(
            "select distinct user_id from points_awards where space_id = @space and other_user_id = @user", row => row.GetString(0), ("space", space), ("user", user));
        foreach (var other in others)
        {
            foreach (var (seq, body) in connection.Select(
                "select seq, body from journal where space_id = @space and user_id = @other and kind in ('send', 'receive')",
                row => (row.GetInt64(0), Renamed(row.GetString(1), user)),
                ("space", space), ("other", other)))
            {
                connection.Execute(
                    "update journal set body = @body where space_id = @space and user_id = @other and seq = @seq", ("body", body), ("space", space), ("other", other), ("seq", seq));
            }
        }

        connection.Execute("update points_awards set other_user_id = @nobody where space_id = @space and other_user_id = @user", ("nobody", Nobody), ("space", space), ("user", user));
    }

    private static string Renamed(string body, string user)
    {
        var json = JsonNode.Parse(body)?.AsObject() ?? [];
        foreach (var field in new[] { "to", "from" }.Where(field => (string?)json[field] == user))
        {
            json[field] = Nobody;
        }

        return json.ToJsonString();
    }
}
