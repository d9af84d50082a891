using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Notifications;

/// <summary>The inboxes. A row stands at the instant up to which its user's state went, so that rows of a user only ever come after those before.</summary>
public static class NotificationTable
{
    /// <summary>How long they are kept.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(30);

    /// <summary>Keeps a fact, if it is one that people are told. False when it is not.</summary>
    internal static bool Write(DatabaseWriter writer, LedgerKey key, Instant at, Fact fact)
    {
        if (NotificationRow.Of(fact) is not { } row)
        {
            return false;
        }

        writer.Into(Tables.Notifications)
            .Add(key.Space)
            .Add(key.User)
            .Add(at.ToUnixTimeMilliseconds())
            .Add(key.Seq)
            .Add(key.Ordinal)
            .Add(row.Type)
            .Add(row.Subject)
            .Add(row.Amount)
            .Add(row.Detail)
            .End();
        return true;
    }

    /// <summary>A page, the newest first, from before <paramref name="before"/> on; only unread ones when asked for.</summary>
    public static IReadOnlyList<Notification> Page(DbConnection connection, (int Space, string User) of, NotificationId before, bool unread, int limit) => connection.Select(
        """
        select at, seq, ordinal, type, subject, amount, detail, read_at from notifications
        where space_id = @space and user_id = @user and (at, seq, ordinal) < (@at, @seq, @ordinal) and (@unread = 0 or read_at is null)
        order by at desc, seq desc, ordinal desc limit @limit
        """,
        RowOf,
        [.. KeyOf(of, before), ("unread", unread ? 1 : 0), ("limit", limit)]);

    /// <summary>What came after <paramref name="after"/>, the oldest first.</summary>
    public static IReadOnlyList<Notification> After(DbConnection connection, (int Space, string User) of, NotificationId after, int limit) => connection.Select(
        """
        select at, seq, ordinal, type, subject, amount, detail, read_at from notifications
        where space_id = @space and user_id = @user and (at, seq, ordinal) > (@at, @seq, @ordinal)
        order by at, seq, ordinal limit @limit
        """,
        RowOf,
        [.. KeyOf(of, after), ("limit", limit)]);

    /// <summary>The newest; <see cref="NotificationId.First"/> without any.</summary>
    public static NotificationId Newest(DbConnection connection, (int Space, string User) of) =>
        Page(connection, of, NotificationId.Last, unread: false, 1) is [var newest] ? newest.Id : NotificationId.First;

    public static long CountUnread(DbConnection connection, (int Space, string User) of) => connection.SelectLong(
        "select count(*) from notifications where space_id = @space and user_id = @user and read_at is null", ("space", of.Space), ("user", of.User)) ?? 0;

    /// <summary>Marks one; false when there is no such one.</summary>
    public static bool MarkRead(DbConnection connection, (int Space, string User) of, NotificationId id, Instant now) => connection.Execute(
        """
        update notifications set read_at = coalesce(read_at, @now)
        where space_id = @space and user_id = @user and at = @at and seq = @seq and ordinal = @ordinal
        """,
        [.. KeyOf(of, id), ("now", now.ToUnixTimeMilliseconds())]) > 0;

    /// <summary>Marks all up to <paramref name="upTo"/>, that one included; what comes meanwhile stays unread.</summary>
    public static int MarkAllRead(DbConnection connection, (int Space, string User) of, NotificationId upTo, Instant now) => connection.Execute(
        """
        update notifications set read_at = @now
        where space_id = @space and user_id = @user and read_at is null and (at, seq, ordinal) <= (@at, @seq, @ordinal)
        """,
        [.. KeyOf(of, upTo), ("now", now.ToUnixTimeMilliseconds())]);

    /// <summary>Removes what is older than <see cref="KeptFor"/>.</summary>
    public static int Prune(DbConnection connection, int space, Instant now) => connection.Execute(
        "delete from notifications where space_id = @space and at < @before",
        ("space", space), ("before", (now - KeptFor).ToUnixTimeMilliseconds()));

    private static (string, object?)[] KeyOf((int Space, string User) of, NotificationId id) =>
        [("space", of.Space), ("user", of.User), ("at", id.AtMs), ("seq", id.Seq), ("ordinal", id.Ordinal)];

    private static Notification RowOf(DbDataReader row) => new(
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetTextOrNull(6),
        row.GetLongOrNull(7) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null);
}
