using System.Data.Common;
using System.Text.Json.Nodes;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Users;

/// <summary>What a user leaves behind in memory when the rows are gone.</summary>
/// <param name="CreatedAt">When the user was first seen.</param>
/// <param name="Completions">Of the user's, by achievement.</param>
internal sealed record Erased(Instant CreatedAt, IReadOnlyList<ErasedCompletion> Completions);

/// <param name="FirstAt">When the user first completed it.</param>
/// <param name="Times">How often.</param>
/// <param name="Next">Who was first among the others; null: nobody.</param>
internal sealed record ErasedCompletion(string Achievement, Instant FirstAt, int Times, Earner? Next);

/// <summary>Removes everything that is kept of a user, and the user's id from what is kept of others.</summary>
internal static class Erasure
{
    /// <summary>Stands in the place of an erased user in the records of others.</summary>
    private const string Nobody = "erased";

    /// <summary>Runs inside a transaction. Null when nothing was kept of such a user.</summary>
    public static Erased? Run(DbConnection connection, int space, string user)
    {
        var created = connection.SelectLong("select created_at from users where space_id = @space and user_id = @user", ("space", space), ("user", user));
        var completions = Completions(connection, space, user);
        RenameInOthers(connection, space, user);
        var rows = UserRecords.Tables.Sum(table => connection.Execute($"delete from {table} where space_id = @space and user_id = @user", ("space", space), ("user", user)));
        return created is null && rows == 0
            ? null
            : new Erased(Instant.FromUnixTimeMilliseconds(created ?? 0), [.. completions.Select(completion => completion with { Next = FirstOf(connection, space, completion.Achievement) })]);
    }

    private static List<ErasedCompletion> Completions(DbConnection connection, int space, string user) => connection.Select(
        """
        select done.achievement, done.completed_at,
          (select count(*) from achievement_repetitions as more where more.space_id = done.space_id and more.user_id = done.user_id and more.achievement = done.achievement)
        from achievement_completions as done where done.space_id = @space and done.user_id = @user
        """,
        row => new ErasedCompletion(row.GetString(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), 1 + (int)row.GetInt64(2), null),
        ("space", space), ("user", user));

    private static Earner? FirstOf(DbConnection connection, int space, string achievement) => connection.Select(
        "select user_id, completed_at from achievement_completions where space_id = @space and achievement = @achievement order by completed_at, user_id limit 1",
        row => new Earner(row.GetString(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1))),
        ("space", space), ("achievement", achievement)) is [var first, ..] ? first : null;

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
