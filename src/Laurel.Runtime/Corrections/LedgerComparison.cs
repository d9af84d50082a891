using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>
/// Compares a user's ledgers with the facts that follow from the journal: by hashes of rows, so that one which is right costs no more than to
/// read it.
/// </summary>
internal sealed class LedgerComparison
{
    private static readonly string Reversal = AwardKind.Reversal.ToString().ToLowerInvariant();

    private readonly LedgerTable ledger;
    private readonly IReadOnlyDictionary<FactId, DerivedRow> derived;

    // The rows of the ledger by the hash of their key, without awards that were reversed; null where a row is as it should be.
    private readonly Dictionary<FactId, StoredRow?> stored;

    // Further rows of the same fact, which nothing should have led to.
    private readonly List<(FactId Key, StoredRow Row)> doubled = [];
    private readonly int[] columns;
    private readonly RowHash hash;
    private readonly int kind;
    private FactId key;
    private FactId content;

    private LedgerComparison(LedgerTable ledger, IReadOnlyDictionary<FactId, DerivedRow> derived, bool isToCorrect)
    {
        (this.ledger, this.derived, stored) = (ledger, derived, new(derived.Count));
        columns = [.. Enumerable.Range(0, ledger.Table.Columns.Length).Where(column => isToCorrect || ledger.IsNeeded(column))];
        hash = new RowHash(ledger) { OnRow = (rowKey, rowContent) => (key, content) = (rowKey, rowContent) };
        kind = ledger.Table == Tables.PointsAwards ? ledger.IndexOf("kind") : -1;
    }

    /// <summary>All differences: those of one ledger together, what is to go first, then what lacks in the order of the facts.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="whose">Space and user.</param>
    /// <param name="facts">All of the user's that have a ledger.</param>
    /// <param name="from">Before it nothing can have changed; null: everything is compared, and nothing is to be corrected.</param>
    public static IReadOnlyList<LedgerDifference> Of(DbConnection connection, (int Space, string User) whose, IReadOnlyList<Fact> facts, Instant? from)
    {
        var derived = DerivedRows.Of(facts, from ?? Instant.MinValue);
        var differences = new List<LedgerDifference>();
        for (var i = 0; i < Ledgers.Tables.Count; i++)
        {
            var comparison = new LedgerComparison(Ledgers.Tables[i], derived.Of(i), from is not null);
            comparison.Read(connection, whose, from ?? Instant.MinValue);
            differences.AddRange(comparison.Differences());
        }

        return differences;
    }

    private void Read(DbConnection connection, (int Space, string User) whose, Instant from)
    {
        var isFrom = ledger.IsByTime && from > Instant.MinValue;
        var sql = ledger.Table.SelectSql(columns.Select(column => ledger.Table.Columns[column]), isFrom);
        (string, object?)[] user = [("space", whose.Space), ("user", whose.User)];
        foreach (var row in connection.Stream(sql, row => row, isFrom ? [.. user, ("from", from.ToUnixTimeMilliseconds())] : user))
        {
            Take(row);
        }
    }

    private void Take(DbDataReader row)
    {
        var isReversal = false;
        for (int place = 0, column = 0; column < ledger.Table.Columns.Length; column++)
        {
            var isRead = place < columns.Length && columns[place] == column;
            var value = isRead && ledger.IsCompared[column] ? row.GetValue(place) : null;
            hash.AddValue(value);
            isReversal |= column == kind && value is string text && text == Reversal;
            place += isRead ? 1 : 0;
        }

        hash.End();
        if (isReversal && row.GetValue(Array.IndexOf(columns, ledger.IndexOf("parent_id"))) is byte[] reversed)
        {
            Withdraw(RowHash.KeyOf(reversed));
        }
        else if (!stored.TryAdd(key, derived.TryGetValue(key, out var wanted) && wanted.Content == content ? null : Whole(row)))
        {
            doubled.Add((key, Whole(row)));
        }
    }

    private void Withdraw(FactId reversed)
    {
        if (doubled.FindLastIndex(row => row.Key == reversed) is var place and >= 0)
        {
            doubled.RemoveAt(place);
        }
        else
        {
            stored.Remove(reversed);
        }
    }

    private StoredRow Whole(DbDataReader row)
    {
        var values = new object?[ledger.Table.Columns.Length];
        for (var place = 0; place < columns.Length; place++)
        {
            values[columns[place]] = row.GetValue(place);
        }

        return new(values);
    }

    private IEnumerable<LedgerDifference> Differences()
    {
        foreach (var (_, row) in doubled)
        {
            yield return new(ledger, row, null);
        }

        foreach (var (rowKey, row) in stored)
        {
            if (row is not null)
            {
                yield return new(ledger, row, derived.TryGetValue(rowKey, out var wanted) ? wanted : null);
            }
        }

        foreach (var (_, row) in derived.Where(pair => !stored.ContainsKey(pair.Key)).OrderBy(pair => pair.Value.Fact))
        {
            yield return new(ledger, null, row);
        }
    }
}
