namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// A list of counts that knows the sum before any position in O(log n): a Fenwick tree, in which
/// <c>sums[i]</c> covers the last <c>i &amp; -i</c> counts up to and including count number i, from 1.
/// Inserting or removing a position costs O(n), which happens only when a branch splits or goes.
/// </summary>
internal sealed class PrefixCounts
{
    private readonly List<int> counts = [];
    private int[] sums = new int[1];

    public int this[int slot] => counts[slot];

    public int Total => Before(counts.Count);

    public void Add(int slot, int change)
    {
        counts[slot] += change;
        for (int i = slot + 1; i <= counts.Count; i += i & -i)
        {
            sums[i] += change;
        }
    }

    /// <summary>The sum of all counts before the slot.</summary>
    public int Before(int slot)
    {
        int sum = 0;
        for (int i = slot; i > 0; i &= i - 1)
        {
            sum += sums[i];
        }

        return sum;
    }

    /// <summary>Where the item at a position from 0 lies, and its position there.</summary>
    public (int Slot, int Position) Find(int position)
    {
        int slot = 0;
        for (int step = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)counts.Count); step > 0; step >>= 1)
        {
            if (slot + step < counts.Count && sums[slot + step] <= position)
            {
                slot += step;
                position -= sums[slot];
            }
        }

        return (slot, position);
    }

    public void Insert(int slot, int count)
    {
        counts.Insert(slot, count);
        Rebuild();
    }

    public void RemoveAt(int slot)
    {
        counts.RemoveAt(slot);
        Rebuild();
    }

    private void Rebuild()
    {
        if (sums.Length <= counts.Count)
        {
            sums = new int[counts.Capacity + 1];
        }

        Array.Clear(sums);
        for (int i = 1; i <= counts.Count; i++)
        {
            sums[i] += counts[i - 1];
            int next = i + (i & -i);
            if (next <= counts.Count)
            {
                sums[next] += sums[i];
            }
        }
    }
}
