using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Changes;

/// <summary>A row of the change feed. Positions have no gaps and are in the order of commits.</summary>
internal sealed record ChangeRow(long Position, string Writer, byte[] Body);

/// <summary>
/// The change feed: one compact row per batch, which every node follows. A position is chosen under a lock that is held until
/// the commit, so that whoever sees a position sees all before it.
/// </summary>
internal static class ChangeTable
{
    /// <summary>How long rows are kept; a node that lags further behind reads everything anew.</summary>
    public static readonly Duration KeptFor = Duration.FromMinutes(10);

    public static long LastPosition(DbConnection connection) => connection.SelectLong("select max(position) from changes") ?? 0;

    public static List<ChangeRow> After(DbConnection connection, long position, int limit) => connection.Select(
        "select position, node, body from changes where position > @position order by position limit @limit",
        row => new ChangeRow(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2)),
        ("position", position), ("limit", limit));

    /// <summary>Removes what every living node has followed long ago; the last row stays, for its position.</summary>
    public static void Trim(DbConnection connection, Instant now) => connection.Execute(
        "delete from changes where at < @before and position < (select max(position) from changes)",
        ("before", (now - KeptFor).ToUnixTimeMilliseconds()));
}
