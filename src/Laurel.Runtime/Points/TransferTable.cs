using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using NodaTime;

namespace Laurel.Runtime.Points;

/// <summary>A transfer whose points have left the sender and not arrived anywhere yet.</summary>
internal sealed record OpenTransfer(Guid Id, string From, string To, string System, long Amount);

/// <summary>
/// Transfers under way: a row comes with the sender's half and goes with the other one, each in the same transaction, so that no
/// crash in between loses it.
/// </summary>
internal static class TransferTable
{
    /// <summary>Notes what an accepted input does to transfers, beside its entry in the journal.</summary>
    public static void Write(DatabaseWriter writer, int space, Input input)
    {
        switch (input)
        {
            case SendPoints send:
                writer.Into(Tables.OpenTransfers)
                    .Add(space)
                    .Add(send.User)
                    .Add(send.Transfer)
                    .Add(send.To)
                    .Add(send.System)
                    .Add(send.Amount)
                    .Add(send.At.ToUnixTimeMilliseconds())
                    .End();
                break;
            case ReceivePoints receive:
                // It arrived with another user, or came back: the row is the sender's.
                writer.OutOf(Tables.OpenTransfers).Add(space).Add(receive.From).Add(receive.Transfer).End();
                writer.OutOf(Tables.OpenTransfers).Add(space).Add(receive.User).Add(receive.Transfer).End();
                break;
        }
    }

    /// <summary>
    /// Why a second half cannot be applied any more: the transfer arrived, or went back. When it can, the row is held until the commit,
    /// so that of arrival and return only one ever happens, whichever nodes try them.
    /// </summary>
    public static Evaluated.Rejected? RefusalOf(DatabaseWriter writer, int space, Input input) => input is ReceivePoints receive && !Holds(writer, space, receive)
        ? new(Rejection.PointsLimit, receive.System)
        : null;

    /// <summary>Transfers that left the sender before an instant, the oldest first.</summary>
    public static IReadOnlyList<OpenTransfer> Open(Database database, int space, Instant before, int limit)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            """
            select transfer_id, user_id, to_user_id, points_system, amount from open_transfers
            where space_id = @space and at < @before order by at, user_id, transfer_id limit @limit
            """,
            row => new OpenTransfer(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4)),
            ("space", space), ("before", before.ToUnixTimeMilliseconds()), ("limit", limit));
    }

    /// <summary>What a keyed transfer was when it was first asked for; null: the sender's half was never accepted.</summary>
    public static SendPoints? Find(Database database, int space, string user, InputId id)
    {
        using var connection = database.ConnectFor(space, [user]);
        return connection.Select(
            """
            select journal.at, journal.kind, journal.body from idempotency_keys as used
            join journal on journal.space_id = used.space_id and journal.user_id = used.user_id and journal.seq = used.seq
            where used.space_id = @space and used.user_id = @user and used.input_id = @id
            """,
            row => InputJson.Read(new JournalRow(id, user, Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), null, 0, row.GetTextOrNull(2))),
            ("space", space), ("user", user), ("id", id.Value.ToByteArray(bigEndian: true))).OfType<SendPoints>().FirstOrDefault();
    }

    // The row is the sender's: one of the two.
    private static bool Holds(DatabaseWriter writer, int space, ReceivePoints receive) => writer.ConnectionAside.Execute(
        "update open_transfers set at = at where space_id = @space and user_id = any(@users) and transfer_id = @transfer",
        ("space", space), ("users", new[] { receive.From, receive.User }), ("transfer", receive.Transfer.ToByteArray(bigEndian: true))) > 0;

    /// <summary>Whether a keyed input was applied.</summary>
    public static bool IsApplied(Database database, int space, string user, InputId id)
    {
        using var connection = database.ConnectFor(space, [user]);
        return connection.Select(
            "select seq from idempotency_keys where space_id = @space and user_id = @user and input_id = @id",
            row => row.GetInt64(0), ("space", space), ("user", user), ("id", id.Value.ToByteArray(bigEndian: true))).Count > 0;
    }
}
