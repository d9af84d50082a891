using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;

namespace Laurel.Runtime.Corrections;

/// <summary>
/// Tells quickly whether a user's ledgers hold what facts lead to: by hashes of rows, not by their texts. Where it says no,
/// <see cref="LedgerComparison"/> finds out what differs, if anything does.
/// </summary>
internal sealed class LedgerDigest : RowTarget
{
    private static readonly string Reversal = AwardKind.Reversal.ToString().ToLowerInvariant();

    private readonly Dictionary<FactId, FactId>[] contents = [.. Ledgers.Tables.Select(_ => new Dictionary<FactId, FactId>())];
    private readonly RowHash[] rows;

    private LedgerDigest() => rows = [.. Ledgers.Tables.Select((ledger, i) => new RowHash(ledger) { OnRow = (key, content) => contents[i][key] = content })];

    public static LedgerDigest Of(IReadOnlyList<Fact> facts)
    {
        var digest = new LedgerDigest();
        foreach (var fact in facts)
        {
            Ledgers.Write(digest, default, fact);
        }

        return digest;
    }

    public override TableRows Into(Table table) => rows[Ledgers.IndexOf(table)];

    /// <summary>
    /// Whether the ledger at a position holds the same rows. One with reversals is left to the exact comparison, which follows what
    /// they reverse.
    /// </summary>
    public bool Matches(DbConnection connection, (int Space, string User) whose, int ledger)
    {
        var (table, expected, found, isSame) = (Ledgers.Tables[ledger], contents[ledger], 0, true);
        var stored = new RowHash(table) { OnRow = (key, content) => isSame &= expected.TryGetValue(key, out var wanted) && wanted == content };
        var (kind, isCompared) = (table.Table == Tables.PointsAwards ? table.IndexOf("kind") : -1, table.IsCompared);
        var columns = table.Table.Columns.Where((_, column) => isCompared[column]);
        foreach (var row in connection.Stream(table.Table.SelectSql(columns, isFrom: false), row => row, ("space", whose.Space), ("user", whose.User)))
        {
            for (int column = 0, place = 0; column < isCompared.Length; column++)
            {
                var value = isCompared[column] ? row.GetValue(place++) : null;
                stored.AddValue(value);
                isSame &= column != kind || value is not string text || text != Reversal;
            }

            stored.End();
            found++;
        }

        return isSame && found == expected.Count;
    }
}
