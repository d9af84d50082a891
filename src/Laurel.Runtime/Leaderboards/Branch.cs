using System.Runtime.CompilerServices;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// A short run of leaves in their order, with what finding a leaf and counting takes, so that neither touches the leaves. As in a leaf, all
/// of it lies in one place.
/// </summary>
internal sealed class Branch : ISortedEntries
{
    public const int LeavesMax = 32;

    private Rows rows;

    /// <summary>The position among the branches.</summary>
    public int Index { get; set; }

    public int Count { get; private set; }

    public bool IsFull => Count == LeavesMax;

    public bool IsSparse => Count <= LeavesMax / 4;

    public long FirstNumber => rows[0].FirstNumber;

    public int EntryCount => EntriesBefore(Count);

    public int ValueCount => ValuesBefore(Count);

    public IEnumerable<Leaf> All => Enumerable.Range(0, Count).Select(at => this[at]);

    public Leaf this[int at] => rows[at].Leaf;

    Entry ISortedEntries.this[int at] => rows[at].Leaf.First;

    /// <summary>The leaf in which the score is, or would be inserted, if it belongs to this branch.</summary>
    public Leaf Find(in Score score, ScoreOrder order)
    {
        // What comes before the second leaf lies in the first. Looking at all takes less time than a search, whose steps wait for each other.
        long number = score.Entry.Number;
        int low = 1;
        int high = 1;
        foreach (ref readonly Row row in Own[1..])
        {
            low += row.FirstNumber < number ? 1 : 0;
            high += row.FirstNumber <= number ? 1 : 0;
        }

        return rows[order.CountUpTo(score, this, low, high) - 1].Leaf;
    }

    /// <summary>Where the entry at a position from 0 lies.</summary>
    public Spot SpotAt(int position)
    {
        int leaf = 0;
        for (; position >= rows[leaf].EntryCount; leaf++)
        {
            position -= rows[leaf].EntryCount;
        }

        return new Spot(rows[leaf].Leaf, position);
    }

    public int EntriesBefore(int at)
    {
        int sum = 0;
        foreach (ref readonly Row row in rows[..at])
        {
            sum += row.EntryCount;
        }

        return sum;
    }

    public int ValuesBefore(int at)
    {
        int sum = 0;
        foreach (ref readonly Row row in rows[..at])
        {
            sum += row.ValueCount;
        }

        return sum;
    }

    /// <summary>To be called when the entries of a leaf have changed. By how many, is the answer.</summary>
    public int Refresh(Leaf leaf)
    {
        ref Row row = ref rows[leaf.Index];
        int change = leaf.Count - row.EntryCount;
        row.FirstNumber = leaf.First.Number;
        row.EntryCount = leaf.Count;
        return change;
    }

    /// <summary>Notes how many entries of a leaf start a new value. The difference to before is the answer.</summary>
    public int RefreshValues(Leaf leaf, int count)
    {
        ref Row row = ref rows[leaf.Index];
        int change = count - row.ValueCount;
        row.ValueCount = count;
        return change;
    }

    /// <summary>Puts in a leaf of which nothing is counted yet.</summary>
    public void Insert(int at, Leaf leaf)
    {
        Own[at..].CopyTo(rows[(at + 1)..]);
        rows[at] = new Row { Leaf = leaf };
        Count++;
        Adopt(at);
    }

    /// <summary>Takes out a leaf of which nothing is counted any more.</summary>
    public void RemoveAt(int at)
    {
        Own[(at + 1)..].CopyTo(Own[at..]);
        Truncate(Count - 1);
        Adopt(at);
    }

    /// <summary>Moves the upper half to a new branch.</summary>
    public Branch Split()
    {
        Branch right = new();
        right.Append(Own[(Count / 2)..]);
        Truncate(Count / 2);
        return right;
    }

    /// <summary>Whether both fit into one branch with room to grow.</summary>
    public bool CanJoin(Branch next) => Count + next.Count <= LeavesMax / 2;

    /// <summary>Appends the leaves of the next branch.</summary>
    public void Join(Branch next) => Append(next.Own);

    private Span<Row> Own => rows[..Count];

    private void Append(ReadOnlySpan<Row> others)
    {
        others.CopyTo(rows[Count..]);
        Count += others.Length;
        Adopt(Count - others.Length);
    }

    private void Truncate(int count)
    {
        Own[count..].Clear();
        Count = count;
    }

    private void Adopt(int from)
    {
        for (int at = from; at < Count; at++)
        {
            (rows[at].Leaf.Branch, rows[at].Leaf.Index) = (this, at);
        }
    }

    private struct Row
    {
        public Leaf Leaf;
        public long FirstNumber;
        public int EntryCount;
        public int ValueCount;
    }

    [InlineArray(LeavesMax)]
    private struct Rows
    {
        private Row first;
    }
}
