namespace Laurel.Runtime.Leaderboards;

/// <summary>The sort key of one entry. <c>Key</c> sorts ascending: a descending board keeps the negated value.</summary>
internal readonly record struct Score(decimal Key, long ReachedAtMs, int Member)
{
    private const int BeforeAll = -1;
    private const int AfterAll = int.MaxValue;

    /// <summary>Sorts before every entry with this key.</summary>
    public static Score StartOf(decimal key) => new(key, long.MinValue, BeforeAll);

    /// <summary>Sorts after every entry with this key.</summary>
    public static Score EndOf(decimal key) => new(key, long.MaxValue, AfterAll);

    /// <summary>Sorts before every entry with the key and the tie-breakers of this one.</summary>
    public Score StartOfEquals() => this with { ReachedAtMs = long.MinValue };

    /// <summary>Negative if this sorts before the other: by key, then tie-breakers, then who reached it first, then user id.</summary>
    public int CompareTo(in Score other, ScoreOrder order)
    {
        int byKey = decimal.Compare(Key, other.Key);
        if (byKey != 0)
        {
            return byKey;
        }

        bool bothAreUsers = Member is not (BeforeAll or AfterAll) && other.Member is not (BeforeAll or AfterAll);
        int byTies = bothAreUsers ? order.CompareTies(Member, other.Member) : 0;
        int byTime = byTies != 0 ? byTies : ReachedAtMs.CompareTo(other.ReachedAtMs);
        return byTime != 0 ? byTime
            : bothAreUsers && Member != other.Member ? order.CompareIds(Member, other.Member)
            : Member.CompareTo(other.Member);
    }
}
