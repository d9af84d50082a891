using System.Data.Common;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>The rows that a user's ledgers hold now: awards that were reversed are not among them.</summary>
internal static class StoredRows
{
    private static readonly string Reversal = AwardKind.Reversal.ToString().ToLowerInvariant();

    /// <summary>Rows of one ledger by key; of a ledger ordered by time only those from an instant on.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="whose">Space and user.</param>
    /// <param name="what">The ledger, and by column whether it is read; the values of others are null.</param>
    /// <param name="from">Before it nothing is asked for.</param>
    public static Dictionary<string, StoredRow> Read(DbConnection connection, (int Space, string User) whose, (LedgerTable Ledger, Func<int, bool> Columns) what, Instant from)
    {
        var (ledger, all) = (what.Ledger, what.Ledger.Table.Columns);
        var places = Enumerable.Range(0, all.Length).Where(what.Columns).ToArray();
        var isFrom = ledger.IsByTime && from > Instant.MinValue;
        (string, object?)[] parameters = [("space", whose.Space), ("user", whose.User), .. isFrom ? [("from", (object?)from.ToUnixTimeMilliseconds())] : Array.Empty<(string, object?)>()];
        StoredRow? read = null;
        object?[] values = [];
        var text = new RowText(ledger) { OnRow = (key, content) => read = new(key, content, values) };
        var rows = connection.Select(
            ledger.Table.SelectSql(places.Select(place => all[place]), isFrom),
            row =>
            {
                values = new object?[all.Length];
                for (var i = 0; i < places.Length; i++)
                {
                    values[places[i]] = row.GetValue(i);
                }

                foreach (var value in values)
                {
                    text.AddValue(value);
                }

                text.End();
                return read;
            },
            parameters);
        return Live(ledger, rows.OfType<StoredRow>());
    }

    private static Dictionary<string, StoredRow> Live(LedgerTable ledger, IEnumerable<StoredRow> rows)
    {
        var live = new Dictionary<string, StoredRow>(StringComparer.Ordinal);
        var (seq, ordinal, kind, parent) = (ledger.IndexOf("seq"), ledger.IndexOf("ordinal"), ledger.IndexOf("kind"), ledger.IndexOf("parent_id"));
        foreach (var row in ledger.IsByTime ? rows.OrderBy(row => Number(row, seq)).ThenBy(row => Number(row, ordinal)) : rows)
        {
            if (ledger.Table == Tables.PointsAwards && row.Values[kind] is string text && text == Reversal && row.Values[parent] is byte[] reversed)
            {
                live.Remove(Convert.ToHexStringLower(reversed) + RowText.Separator);
            }
            else
            {
                live[row.Key] = row;
            }
        }

        return live;
    }

    private static long Number(StoredRow row, int column) => Convert.ToInt64(row.Values[column], null);
}
