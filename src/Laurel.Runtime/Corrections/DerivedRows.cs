using Laurel.Core.Facts;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>The rows that facts lead to, by ledger and key: what the ledgers would hold, had they been written from nothing.</summary>
internal sealed class DerivedRows : RowTarget
{
    private readonly Dictionary<string, DerivedRow>[] rows = [.. Ledgers.Tables.Select(_ => new Dictionary<string, DerivedRow>(StringComparer.Ordinal))];
    private readonly RowText[] texts;
    private readonly Instant from;
    private Fact? current;
    private int index;

    private DerivedRows(Instant from)
    {
        this.from = from;
        texts = [.. Ledgers.Tables.Select((ledger, i) => new RowText(ledger) { OnRow = (key, text) => Keep(i, key, text) })];
    }

    /// <summary>The rows of all facts; of ledgers ordered by time only those from an instant on, and facts that have no others are left out before it.</summary>
    public static DerivedRows Of(IReadOnlyList<Fact> facts, Instant from)
    {
        var derived = new DerivedRows(from);
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i] is PointsAwarded or AwardLimited or LevelChanged or FreezeGranted && facts[i].At < from)
            {
                continue;
            }

            (derived.current, derived.index) = (facts[i], i);
            Ledgers.Write(derived, default, facts[i]);
        }

        return derived;
    }

    public override TableRows Into(Table table) => texts[Ledgers.IndexOf(table)];

    /// <summary>By the position of the ledger.</summary>
    public IReadOnlyDictionary<string, DerivedRow> Of(int ledger) => rows[ledger];

    // A row that replaces another of its key does so here, too.
    private void Keep(int ledger, string key, string text)
    {
        if (!Ledgers.Tables[ledger].IsByTime || current?.At >= from)
        {
            rows[ledger][key] = new(text, index);
        }
    }
}
