using Laurel.Core;

namespace Laurel.Runtime.Leaderboards;

/// <summary>The entries of one standing in their order, with ranks: see <see cref="Standing"/> for the invariant.</summary>
internal sealed class SortedScores
{
    private readonly ScoreOrder order;
    private readonly MemberLeaves leafOf = new();
    private readonly LeafOrder leaves;

    public SortedScores(ScoreOrder order, bool countsValues)
    {
        this.order = order;
        leaves = new LeafOrder(order, leafOf, countsValues);
    }

    public int Count => leafOf.Count;

    public bool TryFind(int member, out Spot spot)
    {
        bool found = leafOf.TryGet(member, out Leaf? leaf);
        spot = leaf is null ? default : new Spot(leaf, leaf.PositionOf(member));
        return found;
    }

    public void Set(in Score score)
    {
        leafOf.Fetch(score.Entry.Member);
        Leaf to = leaves.Find(score);
        to.Fetch();
        if (!leafOf.TryGet(score.Entry.Member, out Leaf? from))
        {
            Insert(to, score);
            return;
        }

        from.Fetch();
        Spot old = new(from, from.PositionOf(score.Entry.Member));
        if (from == to && IsExact(old, score))
        {
            MoveInLeaf(old, score);
        }
        else
        {
            TakeOut(old);
            Insert(leaves.Find(score), score);
        }
    }

    /// <summary>The same on a standing with tie-breakers, which change while the entry is off it.</summary>
    public void Set(in Score score, ValueList<decimal?> ties, TieTable table)
    {
        if (TryFind(score.Entry.Member, out Spot old))
        {
            TakeOut(old);
        }

        table.Set(score.Entry.Member, ties);
        Insert(leaves.Find(score), score);
    }

    public void Remove(Spot spot)
    {
        leafOf.Remove(spot.Entry.Member);
        TakeOut(spot);
    }

    /// <summary>How many entries sort before a point between entries.</summary>
    public int CountBefore(in Score point)
    {
        Leaf leaf = leaves.Find(point);
        return leaves.EntriesBefore(leaf) + leaf.CountUpTo(point, order);
    }

    /// <summary>The position from 0 in the whole order.</summary>
    public int PositionOf(Spot spot) => leaves.EntriesBefore(spot.Leaf) + spot.At;

    public Spot SpotAt(int position) => leaves.SpotAt(position);

    /// <summary>The spot after this one; past the end after the last.</summary>
    public Spot After(Spot spot) => leaves.After(spot);

    /// <summary>How many different values there are up to and including the spot.</summary>
    public int ValuesUpTo(Spot spot) => leaves.ValuesUpTo(spot);

    /// <summary>The sum of all keys, and how many were reached at or after an instant.</summary>
    public (decimal Sum, int ActiveCount) Totals(long activeSinceMs)
    {
        Int128 sum = 0;
        int active = 0;
        foreach (Leaf leaf in leaves.All)
        {
            sum += leaf.SumOfExact();
            active += leaf.CountSince(activeSinceMs);
        }

        return (SortNumber.ValueOf(sum) + order.SumOfInexact(), active);
    }

    // While an entry is in a leaf, its key stays as it is; so one that is kept elsewhere goes and comes back.
    private static bool IsExact(Spot old, in Score score) => SortNumber.IsExact(old.Entry.Number) && SortNumber.IsExact(score.Entry.Number);

    private void MoveInLeaf(Spot old, in Score score)
    {
        int to = old.Leaf.CountUpTo(score, order);
        old.Leaf.Move(old.At, to > old.At ? to - 1 : to, score.Entry);
        leaves.Refresh(old.Leaf);
    }

    private void TakeOut(Spot spot)
    {
        Entry entry = spot.Entry;
        spot.Leaf.RemoveAt(spot.At);
        leaves.Shrink(spot.Leaf);
        order.Forget(entry);
    }

    private void Insert(Leaf leaf, in Score score)
    {
        if (leaf.IsFull)
        {
            leaves.Split(leaf);
            leaf = leaves.Find(score);
        }

        order.Keep(score);
        leaf.Insert(leaf.CountUpTo(score, order), score.Entry);
        leaves.Refresh(leaf);
        leafOf.Set(score.Entry.Member, leaf);
    }
}
