using System.Runtime.InteropServices;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The leaves in their order. A leaf keeps its id for life; its slot, the position in the order, changes when leaves come and go.
/// The number of every leaf's first entry is kept here side by side, so that finding a leaf does not touch the others. There is always a leaf.
/// </summary>
internal sealed class LeafOrder
{
    private readonly List<Leaf> leaves = [];
    private readonly List<long> firstNumbers = [];
    private readonly List<int> slotsById = [];
    private readonly Stack<int> freeIds = new();

    public LeafOrder() => Insert(0, NewLeaf());

    public int Count => leaves.Count;

    public Leaf this[int slot] => leaves[slot];

    public int SlotOf(int leafId) => slotsById[leafId];

    /// <summary>The slot in which the score is, or would be inserted.</summary>
    public int Find(in Score score, ScoreOrder order)
    {
        ReadOnlySpan<long> firsts = CollectionsMarshal.AsSpan(firstNumbers);
        int low = Math.Max(1, SortedNumbers.CountBelow(firsts, score.Entry.Number));
        if (low < firsts.Length && firsts[low] == score.Entry.Number)
        {
            // The numbers do not decide among these.
            int high = SortedNumbers.CountUpTo(firsts, score.Entry.Number);
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                if (order.Compare(leaves[middle][0], score) <= 0)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
        }

        return low - 1;
    }

    /// <summary>Whether <see cref="Find"/> would answer this slot.</summary>
    public bool Covers(int slot, in Score score, ScoreOrder order) =>
        (slot == 0 || CompareFirst(slot, score, order) <= 0)
        && (slot == leaves.Count - 1 || CompareFirst(slot + 1, score, order) > 0);

    /// <summary>To be called when the first entry of a leaf has changed.</summary>
    public void RefreshFirst(int slot) => firstNumbers[slot] = leaves[slot].Count > 0 ? leaves[slot].Numbers[0] : default;

    public Leaf NewLeaf()
    {
        if (freeIds.TryPop(out int id))
        {
            return new Leaf(id);
        }

        slotsById.Add(0);
        return new Leaf(slotsById.Count - 1);
    }

    public void Insert(int slot, Leaf leaf)
    {
        leaves.Insert(slot, leaf);
        firstNumbers.Insert(slot, default);
        RefreshFirst(slot);
        Renumber(slot);
    }

    public void RemoveAt(int slot)
    {
        freeIds.Push(leaves[slot].Id);
        leaves.RemoveAt(slot);
        firstNumbers.RemoveAt(slot);
        Renumber(slot);
    }

    private int CompareFirst(int slot, in Score score, ScoreOrder order) =>
        firstNumbers[slot] != score.Entry.Number ? firstNumbers[slot].CompareTo(score.Entry.Number) : order.Compare(leaves[slot][0], score);

    private void Renumber(int from)
    {
        for (int slot = from; slot < leaves.Count; slot++)
        {
            slotsById[leaves[slot].Id] = slot;
        }
    }
}
