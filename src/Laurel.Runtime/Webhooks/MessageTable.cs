using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>The outbox: messages in the order in which they were committed.</summary>
public static class MessageTable
{
    /// <summary>How long messages and what became of them are kept.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(7);

    /// <summary>Adds a message inside the current transaction.</summary>
    public static void Write(DatabaseWriter writer, int space, Announcement told, Instant now) => writer.Into(Tables.WebhookMessages)
        .Add(space)
        .Add(told.User.Length == 0 ? null : told.User)
        .Add(told.Type)
        .Add(told.Subject)
        .Add(Guid.CreateVersion7(now.ToDateTimeOffset()))
        .AddText(told.Body.Span)
        .Add(now.ToUnixTimeMilliseconds())
        .Add(0)
        .End();

    /// <summary>Adds a message that is not for everybody who subscribes, inside the current transaction.</summary>
    public static WebhookMessage WriteTaken(DatabaseWriter writer, int space, Announcement told, Instant now)
    {
        var key = Guid.CreateVersion7(now.ToDateTimeOffset());
        writer.ConnectionAside.Execute(
            """
            insert into webhook_messages (space_id, user_id, type, subject, message_key, body, at, dispatched)
            values (@space, null, @type, '', @key, @body, @at, 1)
            """,
            ("space", space), ("type", told.Type), ("key", EndpointTable.Key(key)), ("body", System.Text.Encoding.UTF8.GetString(told.Body.Span)),
            ("at", now.ToUnixTimeMilliseconds()));
        return writer.ConnectionAside.Select(
            """
            select message_id, space_id, message_key, user_id, type, subject, body, at from webhook_messages
            where space_id = @space and at = @at and message_key = @key
            """,
            MessageOf,
            ("space", space), ("at", now.ToUnixTimeMilliseconds()), ("key", EndpointTable.Key(key)))[0];
    }

    /// <summary>Messages that no endpoint was given yet, in order.</summary>
    public static IReadOnlyList<WebhookMessage> Pending(DbConnection connection, int limit) => connection.Select(
        """
        select message_id, space_id, message_key, user_id, type, subject, body, at from webhook_messages
        where dispatched = 0 order by message_id limit @limit
        """,
        MessageOf,
        ("limit", limit));

    /// <summary>How many messages no endpoint was given yet.</summary>
    public static long CountPending(DbConnection connection) =>
        connection.SelectLong("select count(*) from webhook_messages where dispatched = 0") ?? 0;

    /// <summary>Takes a message on: true for the first one who does.</summary>
    public static bool Take(DbConnection connection, WebhookMessage message) => connection.Execute(
        "update webhook_messages set dispatched = 1 where message_id = @id and dispatched = 0", ("id", message.Id)) > 0;

    /// <summary>Removes a message that became part of another one.</summary>
    public static void Delete(DbConnection connection, WebhookMessage message) =>
        connection.Execute("delete from webhook_messages where message_id = @id", ("id", message.Id));

    /// <summary>Removes what is older than <see cref="KeptFor"/>, with its deliveries.</summary>
    public static void Prune(DbConnection connection, int space, Instant now)
    {
        ReadOnlySpan<(string, object?)> old = [("space", space), ("before", (now - KeptFor).ToUnixTimeMilliseconds())];
        connection.Execute(
            """
            delete from webhook_deliveries where space_id = @space
              and message_id <= (select max(message_id) from webhook_messages where space_id = @space and at < @before)
            """,
            old);
        connection.Execute("delete from webhook_messages where space_id = @space and at < @before", old);
    }

    internal static WebhookMessage MessageOf(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), new Guid(row.GetFieldValue<byte[]>(2), bigEndian: true), row.GetTextOrNull(3),
        row.GetString(4), row.GetString(5), row.GetString(6), Instant.FromUnixTimeMilliseconds(row.GetInt64(7)));
}
