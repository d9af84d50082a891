using System.Data.Common;
using System.Globalization;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Points;
using NodaTime;

namespace Laurel.Runtime.Inputs;

/// <summary>The journal: every input that changed something, append-only, numbered per user.</summary>
internal static class JournalTable
{
    public static void Write(DatabaseWriter writer, int space, Input input, (long Seq, Instant ReceivedAt, int Version) entry)
    {
        var metricEvent = input as MetricEvent;
        writer.Into(Tables.Journal)
            .Add(space)
            .Add(input.User)
            .Add(entry.Seq)
            .Add(input.Id.Value)
            .Add(input.At.ToUnixTimeMilliseconds())
            .Add(entry.ReceivedAt.ToUnixTimeMilliseconds())
            .Add(InputJson.Kind(input))
            .Add(metricEvent?.Metric)
            .Add(metricEvent?.Value.ToString(CultureInfo.InvariantCulture))
            .Add(InputJson.Body(input))
            .Add(entry.Version)
            .End();
        TransferTable.Write(writer, space, input);
    }

    /// <summary>A user's journal, in the order in which the inputs came.</summary>
    public static IReadOnlyList<JournalEntry> Entries(DbConnection connection, int space, string user) => connection.Select(
        "select input_id, at, kind, metric, value, body, rulebook_version from journal where space_id = @space and user_id = @user order by seq",
        row => new JournalEntry(InputJson.Read(RowOf(row, user)), row.GetInt32(6)),
        ("space", space), ("user", user));

    /// <summary>What counts of a user's journal, in the order in which things happened.</summary>
    public static IReadOnlyList<Input> Read(DbConnection connection, int space, string user) =>
        [.. History.InOrder(Entries(connection, space, user)).Select(entry => entry.Input)];

    /// <summary>The numbers of a user's entries that are given more than once, and the last one.</summary>
    public static IReadOnlyList<(long Seq, long Count)> Numbers(DbConnection connection, int space, string user) => connection.Select(
        """
        select seq, count(*) from journal where space_id = @space and user_id = @user group by seq
        having count(*) > 1 or seq < 1 or seq = (select max(seq) from journal where space_id = @space and user_id = @user) order by seq
        """,
        row => (row.GetInt64(0), row.GetInt64(1)),
        ("space", space), ("user", user));

    private static JournalRow RowOf(DbDataReader row, string user) => new(
        new InputId(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true)),
        user,
        Instant.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.GetString(2),
        row.GetTextOrNull(3),
        row.IsDBNull(4) ? 0 : decimal.Parse(row.GetString(4), NumberStyles.Number, CultureInfo.InvariantCulture),
        row.GetTextOrNull(5));
}
