namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// Counts, per leaf, the entries that start a new value: those whose predecessor on the whole board has another value, or other
/// tie-breakers.
/// The number of starts up to an entry is its dense rank. Kept for dense boards only.
/// </summary>
internal sealed class ValueStarts
{
    private readonly LeafOrder leaves;
    private readonly ScoreOrder order;
    private readonly PrefixCounts counts = new();

    public ValueStarts(LeafOrder leaves, ScoreOrder order)
    {
        (this.leaves, this.order) = (leaves, order);
        counts.Insert(0, 0);
    }

    public int UpTo(Spot spot) => counts.Before(spot.Slot) + CountIn(spot.Slot, spot.At + 1);

    /// <summary>Forgets, before a change, what the change may alter.</summary>
    public void Subtract(Spot spot) => Add(spot, -1);

    /// <summary>Counts, after a change, what the change may have altered.</summary>
    public void Add(Spot spot) => Add(spot, 1);

    public void LeafSplit(int slot)
    {
        int left = CountIn(slot, leaves[slot].Count);
        counts.Insert(slot + 1, counts[slot] - left);
        counts.Add(slot, left - counts[slot]);
    }

    /// <summary>The leaf at the slot went, and its entries, if any, to the one before.</summary>
    public void LeafRemoved(int slot)
    {
        if (slot > 0)
        {
            counts.Add(slot - 1, counts[slot]);
        }

        counts.RemoveAt(slot);
    }

    // A spot just past the end of a leaf means the first entry of the next, which may not exist.
    private void Add(Spot spot, int change)
    {
        if (spot.Slot < leaves.Count && spot.At == leaves[spot.Slot].Count)
        {
            spot = new Spot(spot.Slot + 1, 0);
        }

        if (spot.Slot < leaves.Count && IsStart(spot.Slot, spot.At))
        {
            counts.Add(spot.Slot, change);
        }
    }

    private int CountIn(int slot, int entries)
    {
        int starts = 0;
        for (int at = 0; at < entries; at++)
        {
            starts += IsStart(slot, at) ? 1 : 0;
        }

        return starts;
    }

    private bool IsStart(int slot, int at)
    {
        Leaf leaf = leaves[slot];
        return at > 0 ? !order.AreEqual(leaf[at], leaf[at - 1])
            : slot == 0 || !order.AreEqual(leaf[0], leaves[slot - 1][leaves[slot - 1].Count - 1]);
    }
}
