using Laurel.Core.Leaderboards;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The ranking of one group in one run of one board: who stands where, by value, then who reached it first, then user id
/// (ordinal). Rank, list, window and count all read the same order, so they always agree.
/// </summary>
/// <remarks>
/// <para>Not thread-safe: one writer at a time and no reader beside it; readers may share. The lock is the owner's.</para>
/// <para>
/// How it works. The entries lie in leaves of at most 256, and <b>the leaves in slot order, each read from first to last, are the
/// sorted list</b>; only the sole leaf of an empty standing is empty. <see cref="LeafOrder"/> keeps the leaves and the first
/// key of each; <see cref="PrefixCounts"/> how many entries lie before a leaf; <see cref="MemberLeaves"/> which leaf holds a member.
/// A rank is the entries before the leaf plus the position in it. A full leaf splits in two; a sparse one joins a neighbour.
/// A score that stays within its leaf moves there, and nothing else is touched.
/// </para>
/// <para>
/// Set, remove and rank take O(log n) comparisons plus a shift within a leaf. Now and then a set splits or joins leaves,
/// which costs time proportional to the number of leaves. Dense ranks also read one leaf.
/// </para>
/// </remarks>
public sealed class Standing
{
    private readonly Members members;
    private readonly SortedScores scores;
    private readonly bool isAscending;

    /// <summary>An empty standing.</summary>
    /// <param name="members">The users of the space, shared by its standings.</param>
    /// <param name="ranks">How equal values share a rank.</param>
    /// <param name="isAscending">True if the lowest value ranks first; by default the highest does.</param>
    public Standing(Members members, RankKind ranks = RankKind.Ordinal, bool isAscending = false)
    {
        this.members = members;
        this.isAscending = isAscending;
        Ranks = ranks;
        scores = new SortedScores(members, countsValues: ranks == RankKind.Dense);
    }

    /// <summary>How equal values share a rank.</summary>
    public RankKind Ranks { get; }

    /// <summary>How many users have a score.</summary>
    public int Count => scores.Count;

    /// <summary>Gives the user this score, in place of any earlier one, better or not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No user has this number.</exception>
    public void Set(int member, decimal value, long reachedAtMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(member);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(member, members.Count);
        scores.Set(new Score(KeyOf(value), reachedAtMs, member));
    }

    /// <summary>Takes the user off; those below move up. False if the user had no score.</summary>
    public bool Remove(int member)
    {
        bool found = scores.TryFind(member, out Spot spot);
        if (found)
        {
            scores.Remove(spot);
        }

        return found;
    }

    /// <summary>The user's row, or false if the user has no score.</summary>
    public bool TryGet(int member, out Place place)
    {
        bool found = scores.TryFind(member, out Spot spot);
        place = found ? PlaceAt(spot) : default;
        return found;
    }

    /// <summary>How many rows stand before the user's, whatever the rank kind; null if the user has no score.</summary>
    public int? PositionOf(int member) => scores.TryFind(member, out Spot spot) ? scores.PositionOf(spot) : null;

    /// <summary>At most <paramref name="limit"/> rows after the first <paramref name="offset"/>; fewer, or none, at the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset or the limit is negative.</exception>
    public Place[] Page(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        int rows = Math.Min(limit, Math.Max(0, Count - offset));
        return rows == 0 ? [] : RowsFrom(offset, rows);
    }

    /// <summary>
    /// The user's row in the middle of <paramref name="count"/> rows; with an even count the odd one is below. At the edges the window moves
    /// inwards, so it is full whenever there are enough entries. Empty if the user has no score.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public Place[] Around(int member, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!scores.TryFind(member, out Spot spot))
        {
            return [];
        }

        int centred = scores.PositionOf(spot) - ((count - 1) / 2);
        return Page(Math.Clamp(centred, 0, Math.Max(0, Count - count)), count);
    }

    /// <summary>How many scores lie between two values, both included. Zero if <paramref name="from"/> is greater than <paramref name="to"/>.</summary>
    public int CountInRange(decimal from, decimal to)
    {
        (decimal first, decimal last) = isAscending ? (from, to) : (KeyOf(to), KeyOf(from));
        return first > last ? 0 : scores.CountBefore(Score.EndOf(last)) - scores.CountBefore(Score.StartOf(first));
    }

    /// <summary>The value at an ordinal rank from 1, whatever the rank kind: for percentiles.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not between 1 and <see cref="Count"/>.</exception>
    public decimal ValueAt(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, Count);
        return KeyOf(scores[scores.SpotAt(ordinal - 1)].Key);
    }

    // Negation is exact and its own inverse, so it serves in both directions.
    private decimal KeyOf(decimal value) => isAscending ? value : decimal.Negate(value);

    private Place[] RowsFrom(int offset, int count)
    {
        var rows = new Place[count];
        Spot spot = scores.SpotAt(offset);
        rows[0] = PlaceAt(spot);
        for (int i = 1; i < count; i++)
        {
            spot = scores.After(spot);
            Score score = scores[spot];
            decimal value = KeyOf(score.Key);
            rows[i] = new Place(score.Member, RankAfter(rows[i - 1], value, offset + i), value, score.ReachedAtMs);
        }

        return rows;
    }

    private Place PlaceAt(Spot spot)
    {
        Score score = scores[spot];
        return new Place(score.Member, RankAt(spot, score.Key), KeyOf(score.Key), score.ReachedAtMs);
    }

    private int RankAt(Spot spot, decimal key) => Ranks switch
    {
        RankKind.Competition => scores.CountBefore(Score.StartOf(key)) + 1,
        RankKind.Dense => scores.ValuesUpTo(spot),
        _ => scores.PositionOf(spot) + 1,
    };

    private int RankAfter(in Place previous, decimal value, int position) => Ranks switch
    {
        RankKind.Competition when value == previous.Value => previous.Rank,
        RankKind.Dense => value == previous.Value ? previous.Rank : previous.Rank + 1,
        _ => position + 1,
    };
}
