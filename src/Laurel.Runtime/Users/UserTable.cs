using System.Data.Common;
using System.Text.Json;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Users;

/// <summary>Reads and writes the stored states.</summary>
internal static class UserTable
{
    /// <summary>The stored users among <paramref name="ids"/>, with the size of each state.</summary>
    public static List<(StoredUser User, int Bytes)> Find(DbConnection connection, int space, IReadOnlyCollection<string> ids, Func<int, Plan> planOf) =>
        connection.Select(
            "select seq, state from users where space_id = @space and user_id = any(@ids)",
            row =>
            {
                var state = row.GetString(1);
                return (new StoredUser(Parse(state, planOf), row.GetInt64(0)), state.Length);
            },
            ("space", space), ("ids", ids));

    /// <summary>All stored states, ordered by user id.</summary>
    public static IEnumerable<Laurel.Core.Evaluation.UserState> All(DbConnection connection, int space, Func<int, Plan> planOf) => connection.Stream(
        "select state from users where space_id = @space order by user_id", row => Parse(row.GetString(0), planOf), ("space", space));

    /// <summary>Users with something due by <paramref name="now"/>, the earliest first.</summary>
    public static IReadOnlyList<(string User, Instant DueAt)> Due(DbConnection connection, int space, Instant now, int limit) => connection.Select(
        """
        select user_id, next_due_at from users
        where space_id = @space and next_due_at <= @now order by next_due_at limit @limit
        """,
        row => (row.GetString(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1))),
        ("space", space), ("now", now.ToUnixTimeMilliseconds()), ("limit", limit));

    /// <summary>Users whose state belongs to an earlier rulebook version than <paramref name="plan"/>: its taking effect is due for them.</summary>
    public static IReadOnlyList<(string User, Instant DueAt)> Outdated(DbConnection connection, int space, Plan plan, int limit) => connection.Select(
        "select user_id from users where space_id = @space and rulebook_version < @version limit @limit",
        row => (row.GetString(0), plan.EffectiveAt),
        ("space", space), ("version", plan.Version), ("limit", limit));

    /// <summary>Writes a state over the one stored before, if any. <paramref name="json"/> is <see cref="UserStateJson"/>'s document.</summary>
    public static void Write(DatabaseWriter writer, int space, (StoredUser? Before, StoredUser Now) user, ReadOnlySpan<byte> json)
    {
        var (seq, state) = (user.Now.Seq, user.Now.State);
        var isIndexedAlike = user.Before?.State is { } before && before.NextDueAt == state.NextDueAt && before.Version == state.Version;
        writer.Into(isIndexedAlike ? Tables.UserStates : Tables.Users)
            .Add(space)
            .Add(state.Profile.Id)
            .Add(seq)
            .AddText(json)
            .Add(state.Version)
            .Add(state.NextDueAt?.ToUnixTimeMilliseconds())
            .Add(state.Profile.CreatedAt.ToUnixTimeMilliseconds())
            .End();
    }

    private static Laurel.Core.Evaluation.UserState Parse(string state, Func<int, Plan> planOf)
    {
        using var document = JsonDocument.Parse(state);
        return UserStateJson.Read(document.RootElement, planOf);
    }
}
