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

    /// <summary>Negative if this sorts before the other: by key, then who reached it first, then user id.</summary>
    public int CompareTo(in Score other, Members members)
    {
        int byKey = decimal.Compare(Key, other.Key);
        if (byKey != 0)
        {
            return byKey;
        }

        int byTime = ReachedAtMs.CompareTo(other.ReachedAtMs);
        return byTime != 0 ? byTime : CompareMember(other.Member, members);
    }

    private int CompareMember(int other, Members members)
    {
        bool bothAreUsers = Member is not (BeforeAll or AfterAll) && other is not (BeforeAll or AfterAll);
        return bothAreUsers && Member != other
            ? string.CompareOrdinal(members.IdOf(Member), members.IdOf(other))
            : Member.CompareTo(other);
    }
}
