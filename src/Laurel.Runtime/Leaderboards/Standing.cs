using Laurel.Core;
using Laurel.Core.Leaderboards;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The ranking of one group in one run of one board: who stands where, by value, then tie-breakers, then who reached it first,
/// then user id (ordinal). Rank, list, window and count all read the same order, so they always agree.
/// </summary>
/// <remarks>
/// <para>Not thread-safe: one writer at a time and no reader beside it; readers may share. The lock is the owner's.</para>
/// <para>
/// How it works. The entries lie in leaves of at most 64, the leaves in branches of at most 32, and <b>the branches, their leaves and their
/// entries, each read from first to last, are the sorted list</b>; only the sole leaf of an empty standing is empty. A branch knows of each
/// leaf what its first key sorts by (a <see cref="SortNumber"/>) and how many entries it has; <see cref="PrefixCounts"/> how many lie before
/// a branch; <see cref="MemberLeaves"/> which leaf holds a member. A rank is the entries before the branch, plus those before the leaf, plus
/// the position in it. A full leaf splits in two; a sparse one joins a neighbour; likewise branches. A score that stays within its leaf
/// moves there, and nothing else is touched.
/// </para>
/// <para>
/// Set, remove and rank take O(log n) comparisons plus a shift within a leaf. Now and then a set splits or joins branches, which costs time
/// proportional to the number of branches. Dense ranks also read one leaf, and changes on dense boards two. What a change costs with many
/// members is the wait for memory, so leaves and branches are read as a whole (see <see cref="Prefetch"/>).
/// </para>
/// </remarks>
public sealed class Standing
{
    private readonly Members members;
    private readonly ScoreOrder order;
    private readonly SortedScores scores;
    private readonly bool isAscending;

    /// <summary>An empty standing.</summary>
    /// <param name="members">The users of the space, shared by its standings.</param>
    /// <param name="ranks">How equal values share a rank.</param>
    /// <param name="isAscending">True if the lowest value ranks first; by default the highest does.</param>
    /// <param name="tieBreakers">Which value of each tie-breaker is the better one; by default there are no tie-breakers.</param>
    public Standing(Members members, RankKind ranks = RankKind.Ordinal, bool isAscending = false, IReadOnlyList<RankOrder>? tieBreakers = null)
    {
        this.members = members;
        this.isAscending = isAscending;
        Ranks = ranks;
        order = new ScoreOrder(members, tieBreakers is { Count: > 0 } ? new TieTable(tieBreakers) : null);
        scores = new SortedScores(order, countsValues: ranks == RankKind.Dense);
    }

    /// <summary>How equal values share a rank.</summary>
    public RankKind Ranks { get; }

    /// <summary>How many users have a score.</summary>
    public int Count => scores.Count;

    /// <summary>Gives the user this score, in place of any earlier one, better or not.</summary>
    /// <param name="ties">One value per tie-breaker; any other number: the user has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">No user has this number.</exception>
    public void Set(int member, decimal value, long reachedAtMs, ValueList<decimal?>? ties = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(member);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(member, members.Count);
        var score = new Score(KeyOf(value), reachedAtMs, member);
        if (order.Ties is { } table)
        {
            scores.Set(score, ties ?? [], table);
        }
        else
        {
            scores.Set(score);
        }
    }

    /// <summary>Takes the user off; those below move up. False if the user had no score.</summary>
    public bool Remove(int member)
    {
        bool found = scores.TryFind(member, out Spot spot);
        if (found)
        {
            scores.Remove(spot);
            order.Ties?.Remove(member);
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

    /// <summary>The tie-breakers of a user with a score; empty on a board without any.</summary>
    public ValueList<decimal?> TiesOf(int member) => order.Ties is { } table ? table[member] : [];

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

    /// <summary>Whether the other one orders and numbers its places in the same way.</summary>
    internal bool IsLike(Standing other) =>
        Ranks == other.Ranks && isAscending == other.isAscending && (order.Ties?.Orders ?? []).SequenceEqual(other.order.Ties?.Orders ?? []);

    /// <summary>Takes over all scores of another standing of the same users.</summary>
    internal void Take(Standing other)
    {
        foreach (var place in other.Page(0, other.Count))
        {
            Set(place.Member, place.Value, place.ReachedAtMs, other.TiesOf(place.Member));
        }
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
        return KeyOf(order.KeyOf(scores.SpotAt(ordinal - 1).Entry));
    }

    /// <summary>The sum of all values, and how many scores changed at or after an instant. Walks over all of them.</summary>
    internal (decimal Sum, int ActiveCount) Totals(long activeSinceMs)
    {
        (decimal sum, int active) = scores.Totals(activeSinceMs);
        return (KeyOf(sum), active);
    }

    // Negation is exact and its own inverse, so it serves in both directions.
    private decimal KeyOf(decimal value) => isAscending ? value : decimal.Negate(value);

    private Place[] RowsFrom(int offset, int count)
    {
        var rows = new Place[count];
        Spot spot = scores.SpotAt(offset);
        Entry entry = spot.Entry;
        rows[0] = PlaceAt(spot);
        for (int i = 1; i < count; i++)
        {
            spot = scores.After(spot);
            (Entry previous, entry) = (entry, spot.Entry);
            rows[i] = PlaceOf(entry, RankAfter(rows[i - 1], order.AreEqual(previous, entry), offset + i));
        }

        return rows;
    }

    private Place PlaceAt(Spot spot)
    {
        Entry entry = spot.Entry;
        return PlaceOf(entry, RankAt(spot, entry));
    }

    private Place PlaceOf(in Entry entry, int rank) => new(entry.Member, rank, KeyOf(order.KeyOf(entry)), entry.ReachedAtMs);

    private int RankAt(Spot spot, in Entry entry) => Ranks switch
    {
        RankKind.Competition => scores.CountBefore(StartOfRank(new Score(order.KeyOf(entry), entry))) + 1,
        RankKind.Dense => scores.ValuesUpTo(spot),
        _ => scores.PositionOf(spot) + 1,
    };

    private Score StartOfRank(in Score score) => order.Ties is null ? Score.StartOf(score.Key) : score.StartOfEquals();

    private int RankAfter(in Place previous, bool isEqual, int position) => Ranks switch
    {
        RankKind.Competition when isEqual => previous.Rank,
        RankKind.Dense => isEqual ? previous.Rank : previous.Rank + 1,
        _ => position + 1,
    };
}
