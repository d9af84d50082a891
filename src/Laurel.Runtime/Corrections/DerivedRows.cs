using Laurel.Core.Facts;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>
/// The rows that facts lead to, by ledger: what the ledgers would hold, had they been written from nothing. Known by hashes, so that as many as a
/// user has take little memory.
/// </summary>
internal sealed class DerivedRows : RowTarget
{
    private readonly Dictionary<FactId, DerivedRow>[] rows = [.. Ledgers.Tables.Select(_ => new Dictionary<FactId, DerivedRow>())];
    private readonly RowHash[] hashes;
    private readonly Instant from;
    private Fact? current;
    private int index;

    private DerivedRows(Instant from)
    {
        this.from = from;
        hashes = [.. Ledgers.Tables.Select((ledger, i) => new RowHash(ledger) { OnRow = (key, content) => Keep(i, key, content) })];
    }

    /// <summary>The rows of all facts; of ledgers ordered by time only those from an instant on.</summary>
    public static DerivedRows Of(IReadOnlyList<Fact> facts, Instant from)
    {
        var derived = new DerivedRows(from);
        for (var i = 0; i < facts.Count; i++)
        {
            (derived.current, derived.index) = (facts[i], i);
            Ledgers.Write(derived, default, facts[i]);
        }

        return derived;
    }

    public override TableRows Into(Table table)
    {
        var ledger = Ledgers.IndexOf(table);
        return Ledgers.Tables[ledger].IsByTime && current?.At < from ? NoRows.Instance : hashes[ledger];
    }

    /// <summary>By the position of the ledger.</summary>
    public IReadOnlyDictionary<FactId, DerivedRow> Of(int ledger) => rows[ledger];

    // A row that replaces another of its key does so here, too.
    private void Keep(int ledger, FactId key, FactId content) => rows[ledger][key] = new(content, index);
}
