namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The order of entries: by key, then the tie-breakers if the board has any, who reached it first, the user id. Keeps the few keys that
/// their numbers do not tell.
/// </summary>
internal sealed class ScoreOrder(Members members, TieTable? ties)
{
    private readonly Dictionary<int, decimal> inexactKeys = [];

    /// <summary>Null on boards without tie-breakers.</summary>
    public TieTable? Ties { get; } = ties;

    public decimal KeyOf(in Entry entry) => SortNumber.IsExact(entry.Number) ? SortNumber.ValueOf(entry.Number) : inexactKeys[entry.Member];

    /// <summary>The sum of all keys that their numbers do not tell.</summary>
    public decimal SumOfInexact() => inexactKeys.Values.Sum();

    /// <summary>To be called before a score becomes an entry.</summary>
    public void Keep(in Score score)
    {
        if (!SortNumber.IsExact(score.Entry.Number))
        {
            inexactKeys[score.Entry.Member] = score.Key;
        }
    }

    /// <summary>To be called after an entry has gone.</summary>
    public void Forget(in Entry entry)
    {
        if (!SortNumber.IsExact(entry.Number))
        {
            inexactKeys.Remove(entry.Member);
        }
    }

    /// <summary>How many entries do not sort after the score, when only those between <paramref name="low"/> and <paramref name="high"/>, which have its number, are in doubt.</summary>
    public int CountUpTo(in Score score, ISortedEntries entries, int low, int high)
    {
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Compare(entries[middle], score) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Negative if the entry sorts before the score.</summary>
    public int Compare(in Entry one, in Score other)
    {
        if (one.Number != other.Entry.Number)
        {
            return one.Number < other.Entry.Number ? -1 : 1;
        }

        int byKey = SortNumber.IsExact(one.Number) ? 0 : decimal.Compare(inexactKeys[one.Member], other.Key);
        int byTies = byKey == 0 && other.IsEntry ? CompareTies(one.Member, other.Entry.Member) : byKey;
        int byTime = byTies == 0 ? one.ReachedAtMs.CompareTo(other.Entry.ReachedAtMs) : byTies;
        return byTime != 0 ? byTime
            : other.IsEntry && one.Member != other.Entry.Member ? CompareIds(one.Member, other.Entry.Member)
            : one.Member.CompareTo(other.Entry.Member);
    }

    /// <summary>Whether two entries have the same key and the same tie-breakers.</summary>
    public bool AreEqual(in Entry one, in Entry other) =>
        one.Number == other.Number
        && (SortNumber.IsExact(one.Number) || inexactKeys[one.Member] == inexactKeys[other.Member])
        && CompareTies(one.Member, other.Member) == 0;

    private int CompareTies(int one, int other) => Ties is null || one == other ? 0 : Ties.Compare(one, other);

    private int CompareIds(int one, int other) => string.CompareOrdinal(members.IdOf(one), members.IdOf(other));
}
