using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>What is to be looked at later, for one user.</summary>
public sealed record WebhookTimer(int Space, string User, string Type, string Subject, Instant DueAt);

/// <summary>Timers: one per user, type and subject; a later one replaces an earlier one.</summary>
public static class TimerTable
{
    /// <summary>Sets a timer inside the current transaction.</summary>
    public static void Write(DatabaseWriter writer, int space, (string User, string Type, string Subject) key, Instant dueAt) => writer.Into(Tables.WebhookTimers)
        .Add(space)
        .Add(key.User)
        .Add(key.Type)
        .Add(key.Subject)
        .Add(dueAt.ToUnixTimeMilliseconds())
        .End();

    /// <summary>Timers whose time has come, the earliest first.</summary>
    public static IReadOnlyList<WebhookTimer> Due(DbConnection connection, int space, Instant now, int limit) => connection.Select(
        "select user_id, type, subject, due_at from webhook_timers where space_id = @space and due_at <= @now order by due_at limit @limit",
        row => new WebhookTimer(space, row.GetString(0), row.GetString(1), row.GetString(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3))),
        ("space", space), ("now", now.ToUnixTimeMilliseconds()), ("limit", limit));

    /// <summary>Removes a timer, unless it was set anew meanwhile: then false.</summary>
    public static bool Take(DbConnection connection, WebhookTimer timer) => connection.Execute(
        """
        delete from webhook_timers
        where space_id = @space and user_id = @user and type = @type and subject = @subject and due_at = @due
        """,
        ("space", timer.Space), ("user", timer.User), ("type", timer.Type), ("subject", timer.Subject), ("due", timer.DueAt.ToUnixTimeMilliseconds())) > 0;
}
