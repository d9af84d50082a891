using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>What was last sent about a subject, and what waits.</summary>
/// <param name="SentAt">When a message last went.</param>
public sealed record Throttled(int Space, string Subject, string? User, string Type, Instant SentAt)
{
    public string? Body { get; init; }

    /// <summary>When the body is sent; null: it is what was sent last, or nothing.</summary>
    public Instant? DueAt { get; init; }
}

/// <summary>Subjects that had a message lately.</summary>
public static class ThrottleTable
{
    public static Throttled? Find(DbConnection connection, int space, string subject) => connection.Select(
        "select subject, user_id, type, sent_at, body, due_at from webhook_throttles where space_id = @space and subject = @subject",
        row => Of(space, row), ("space", space), ("subject", subject)) is [var only] ? only : null;

    /// <summary>Subjects with something waiting whose time has come, the earliest first.</summary>
    public static IReadOnlyList<Throttled> Due(DbConnection connection, int space, Instant now, int limit) => connection.Select(
        """
        select subject, user_id, type, sent_at, body, due_at from webhook_throttles
        where space_id = @space and due_at <= @now order by due_at limit @limit
        """,
        row => Of(space, row), ("space", space), ("now", now.ToUnixTimeMilliseconds()), ("limit", limit));

    /// <summary>Writes a subject.</summary>
    public static void Write(DbConnection connection, Throttled throttled) => connection.Execute(
        """
        insert into webhook_throttles (space_id, subject, user_id, type, sent_at, due_at, body)
        values (@space, @subject, @user, @type, @sent, @due, @body)
        on conflict (space_id, subject) do update set sent_at = excluded.sent_at, due_at = excluded.due_at, body = excluded.body
        """,
        ("space", throttled.Space), ("subject", throttled.Subject), ("user", throttled.User), ("type", throttled.Type),
        ("sent", throttled.SentAt.ToUnixTimeMilliseconds()),
        ("due", throttled.DueAt?.ToUnixTimeMilliseconds()), ("body", throttled.Body));

    /// <summary>Forgets subjects whose window is over; what was sent last is kept for <paramref name="keptFor"/>.</summary>
    public static void Prune(DbConnection connection, int space, Instant now, Duration keptFor) => connection.Execute(
        """
        delete from webhook_throttles
        where space_id = @space and due_at is null and ((body is null and sent_at < @before) or sent_at < @long)
        """,
        ("space", space), ("before", (now - ThrottleTimes.Window).ToUnixTimeMilliseconds()), ("long", (now - keptFor).ToUnixTimeMilliseconds()));

    /// <summary>Forgets which places were told last, and by that who held them.</summary>
    internal static void ForgetBoards(DbConnection connection, int space) => connection.Execute(
        "delete from webhook_throttles where space_id = @space and type = @type", ("space", space), ("type", WebhookTypes.LeaderboardChanged));

    private static Throttled Of(int space, DbDataReader row) => new(
        space, row.GetString(0), row.GetTextOrNull(1), row.GetString(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)))
    {
        Body = row.GetTextOrNull(4),
        DueAt = row.GetLongOrNull(5) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null,
    };
}
