using System.Text.Json;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Laurel.Runtime.Users;

/// <summary>Reads and writes the stored states.</summary>
internal static class UserTable
{
    /// <summary>The stored users among <paramref name="ids"/>, with the size of each state.</summary>
    public static List<(StoredUser User, int Bytes)> Find(SqliteConnection connection, int space, IReadOnlyCollection<string> ids, Timeline timeline)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select seq, state from users
            where space_id = $space and user_id in (select value from json_each($ids))
            """;
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$ids", JsonSerializer.Serialize(ids));
        using var reader = command.ExecuteReader();
        var found = new List<(StoredUser, int)>();
        while (reader.Read())
        {
            var state = reader.GetString(1);
            found.Add((new StoredUser(Parse(state, timeline), reader.GetInt64(0)), state.Length));
        }

        return found;
    }

    /// <summary>All stored states, ordered by user id.</summary>
    public static IEnumerable<Laurel.Core.Evaluation.UserState> All(SqliteConnection connection, int space, Timeline timeline)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select state from users where space_id = $space order by user_id";
        command.Parameters.AddWithValue("$space", space);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Parse(reader.GetString(0), timeline);
        }
    }

    /// <summary>Users with something due by <paramref name="now"/>, the earliest first.</summary>
    public static IReadOnlyList<(string User, Instant DueAt)> Due(SqliteConnection connection, int space, Instant now, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select user_id, next_due_at from users
            where space_id = $space and next_due_at <= $now order by next_due_at limit $limit
            """;
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$limit", limit);
        return Read(command, reader => (reader.GetString(0), Instant.FromUnixTimeMilliseconds(reader.GetInt64(1))));
    }

    /// <summary>Users whose state belongs to an earlier rulebook version than <paramref name="plan"/>: its taking effect is due for them.</summary>
    public static IReadOnlyList<(string User, Instant DueAt)> Outdated(SqliteConnection connection, int space, Plan plan, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            select user_id from users where space_id = $space and rulebook_version < $version limit $limit
            """;
        command.Parameters.AddWithValue("$space", space);
        command.Parameters.AddWithValue("$version", plan.Version);
        command.Parameters.AddWithValue("$limit", limit);
        return Read(command, reader => (reader.GetString(0), plan.EffectiveAt));
    }

    private static List<(string User, Instant DueAt)> Read(SqliteCommand command, Func<SqliteDataReader, (string, Instant)> read)
    {
        using var reader = command.ExecuteReader();
        var due = new List<(string, Instant)>();
        while (reader.Read())
        {
            due.Add(read(reader));
        }

        return due;
    }

    /// <summary>Writes a state. <paramref name="json"/> is <see cref="UserStateJson"/>'s document.</summary>
    public static void Write(SqliteWriter writer, int space, StoredUser user, ReadOnlySpan<byte> json, bool keeps = false) => writer.Into(keeps ? Tables.UserStates : Tables.Users)
        .Add(space)
        .Add(user.State.Profile.Id)
        .Add(user.Seq)
        .AddText(json)
        .Add(user.State.Version)
        .Add(user.State.NextDueAt?.ToUnixTimeMilliseconds())
        .Add(user.State.Profile.CreatedAt.ToUnixTimeMilliseconds())
        .End();

    private static Laurel.Core.Evaluation.UserState Parse(string state, Timeline timeline)
    {
        using var document = JsonDocument.Parse(state);
        return UserStateJson.Read(document.RootElement, timeline.Version);
    }
}
