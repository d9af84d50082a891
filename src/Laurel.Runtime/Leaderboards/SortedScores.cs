using Laurel.Core;

namespace Laurel.Runtime.Leaderboards;

/// <summary>The entries of one standing in their order, with ranks: see <see cref="Standing"/> for the invariant.</summary>
internal sealed class SortedScores
{
    private const int SparseMax = Leaf.EntriesMax / 4;
    private const int MergedMax = Leaf.EntriesMax / 2;

    private readonly ScoreOrder order;
    private readonly LeafOrder leaves = new();
    private readonly PrefixCounts counts = new();
    private readonly MemberLeaves leafOf = new();
    private readonly ValueStarts? starts;

    public SortedScores(ScoreOrder order, bool countsValues)
    {
        this.order = order;
        counts.Insert(0, 0);
        starts = countsValues ? new ValueStarts(leaves, order) : null;
    }

    public int Count => counts.Total;

    public Entry this[Spot spot] => leaves[spot.Slot][spot.At];

    public bool TryFind(int member, out Spot spot)
    {
        bool found = leafOf.TryGet(member, out int leafId);
        int slot = found ? leaves.SlotOf(leafId) : 0;
        spot = found ? new Spot(slot, leaves[slot].PositionOf(member)) : default;
        return found;
    }

    public void Set(in Score score)
    {
        if (!TryFind(score.Entry.Member, out Spot old))
        {
            Insert(score);
        }
        else if (starts is null && IsExact(old, score) && leaves.Covers(old.Slot, score, order))
        {
            MoveInLeaf(old, score);
        }
        else
        {
            Remove(old);
            Insert(score);
        }
    }

    /// <summary>The same on a standing with tie-breakers, which change while the entry is off it.</summary>
    public void Set(in Score score, ValueList<decimal?> ties, TieTable table)
    {
        if (TryFind(score.Entry.Member, out Spot old))
        {
            Remove(old);
        }

        table.Set(score.Entry.Member, ties);
        Insert(score);
    }

    public void Remove(Spot spot)
    {
        (int slot, int at) = spot;
        starts?.Subtract(spot);
        starts?.Subtract(new Spot(slot, at + 1));
        Entry entry = leaves[slot][at];
        leafOf.Remove(entry.Member);
        leaves[slot].RemoveAt(at);
        order.Forget(entry);
        counts.Add(slot, -1);
        if (leaves[slot].Count == 0 && leaves.Count > 1)
        {
            RemoveLeaf(slot);
            starts?.Add(new Spot(slot, 0));
            return;
        }

        starts?.Add(spot);
        leaves.RefreshFirst(slot);
        MergeIfSparse(slot);
    }

    /// <summary>How many entries sort before the score.</summary>
    public int CountBefore(in Score score) => PositionOf(LowerBound(score));

    /// <summary>The position from 0 in the whole order.</summary>
    public int PositionOf(Spot spot) => counts.Before(spot.Slot) + spot.At;

    public Spot SpotAt(int position) => counts.Find(position);

    /// <summary>The spot after this one; past the end after the last.</summary>
    public Spot After(Spot spot) =>
        spot.At + 1 < leaves[spot.Slot].Count ? new Spot(spot.Slot, spot.At + 1) : new Spot(spot.Slot + 1, 0);

    /// <summary>How many different values there are up to and including the spot.</summary>
    public int ValuesUpTo(Spot spot) =>
        starts?.UpTo(spot) ?? throw new InvalidOperationException("This standing does not count values.");

    private Spot LowerBound(in Score score)
    {
        int slot = leaves.Find(score, order);
        return new Spot(slot, leaves[slot].LowerBound(score, order));
    }

    // While an entry is in a leaf, its key stays as it is; so one that is kept elsewhere goes and comes back.
    private bool IsExact(Spot old, in Score score) => SortNumber.IsExact(score.Entry.Number) && SortNumber.IsExact(this[old].Number);

    private void MoveInLeaf(Spot old, in Score score)
    {
        Leaf leaf = leaves[old.Slot];
        int to = leaf.LowerBound(score, order);
        leaf.Move(old.At, to > old.At ? to - 1 : to, score.Entry);
        leaves.RefreshFirst(old.Slot);
    }

    private void Insert(in Score score)
    {
        order.Keep(score);
        Spot spot = LowerBound(score);
        if (leaves[spot.Slot].IsFull)
        {
            Split(spot.Slot);
            spot = LowerBound(score);
        }

        starts?.Subtract(spot);
        leaves[spot.Slot].Insert(spot.At, score.Entry);
        leaves.RefreshFirst(spot.Slot);
        counts.Add(spot.Slot, 1);
        leafOf.Set(score.Entry.Member, leaves[spot.Slot].Id);
        starts?.Add(spot);
        starts?.Add(new Spot(spot.Slot, spot.At + 1));
    }

    private void Split(int slot)
    {
        Leaf left = leaves[slot];
        Leaf right = leaves.NewLeaf();
        int kept = left.Count / 2;
        right.Append(left, kept);
        left.Truncate(kept);
        leafOf.Set(right.MemberNumbers, right.Id);
        leaves.Insert(slot + 1, right);
        counts.Add(slot, -right.Count);
        counts.Insert(slot + 1, right.Count);
        starts?.LeafSplit(slot);
    }

    private void MergeIfSparse(int slot)
    {
        if (leaves[slot].Count <= SparseMax && !MergeWithNext(slot))
        {
            MergeWithNext(slot - 1);
        }
    }

    private bool MergeWithNext(int slot)
    {
        bool fits = slot >= 0 && slot + 1 < leaves.Count && leaves[slot].Count + leaves[slot + 1].Count <= MergedMax;
        if (fits)
        {
            Leaf right = leaves[slot + 1];
            leaves[slot].Append(right, 0);
            leafOf.Set(right.MemberNumbers, leaves[slot].Id);
            counts.Add(slot, right.Count);
            RemoveLeaf(slot + 1);
        }

        return fits;
    }

    private void RemoveLeaf(int slot)
    {
        leaves.RemoveAt(slot);
        counts.RemoveAt(slot);
        starts?.LeafRemoved(slot);
    }
}
