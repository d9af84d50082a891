using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>Compares a user's ledgers with the facts that follow from the journal.</summary>
internal static class LedgerComparison
{
    /// <summary>All differences: those of one ledger together, in the order of the facts, what is to go first.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="whose">Space and user.</param>
    /// <param name="facts">All of the user's.</param>
    /// <param name="from">Before it nothing can have changed; null: everything is compared, and nothing is to be corrected.</param>
    public static IReadOnlyList<LedgerDifference> Of(DbConnection connection, (int Space, string User) whose, IReadOnlyList<Fact> facts, Instant? from)
    {
        var digest = from is null ? LedgerDigest.Of(facts) : null;
        DerivedRows? derived = null;
        var differences = new List<LedgerDifference>();
        for (var i = 0; i < Ledgers.Tables.Count; i++)
        {
            if (digest?.Matches(connection, whose, i) == true)
            {
                continue;
            }

            derived ??= DerivedRows.Of(facts, from ?? Instant.MinValue);
            var ledger = Ledgers.Tables[i];
            var stored = StoredRows.Read(connection, whose, (ledger, from is null ? ledger.IsNeeded : _ => true), from ?? Instant.MinValue);
            Compare(ledger, stored, derived.Of(i), differences);
        }

        return differences;
    }

    private static void Compare(
        LedgerTable ledger, Dictionary<string, StoredRow> stored, IReadOnlyDictionary<string, DerivedRow> derived, List<LedgerDifference> differences)
    {
        foreach (var row in stored.Values)
        {
            if (!derived.TryGetValue(row.Key, out var wanted) || wanted.Text != row.Text)
            {
                differences.Add(new(ledger, row, derived.TryGetValue(row.Key, out var other) ? other : null));
            }
        }

        differences.AddRange(derived.Where(pair => !stored.ContainsKey(pair.Key)).OrderBy(pair => pair.Value.Fact).Select(pair => new LedgerDifference(ledger, null, pair.Value)));
    }
}
