using System.Runtime.CompilerServices;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// A short sorted run of entries. Numbers, instants and members lie one kind after the other in the object itself: most of the time of a
/// change goes into fetching leaves from memory, and what lies in one place is fetched at once.
/// </summary>
internal sealed class Leaf(Branch branch) : ISortedEntries
{
    public const int EntriesMax = 64;

    private Longs numbers;
    private Longs reachedAtMs;
    private Ints members;

    /// <summary>The branch that holds this leaf, which keeps both of these as they are.</summary>
    public Branch Branch { get; set; } = branch;

    /// <summary>The position in the branch.</summary>
    public int Index { get; set; }

    public int Count { get; private set; }

    public bool IsFull => Count == EntriesMax;

    public bool IsSparse => Count <= EntriesMax / 4;

    public ReadOnlySpan<int> Members => members[..Count];

    public Entry First => this[0];

    public Entry Last => this[Count - 1];

    public Entry this[int at] => new(numbers[at], reachedAtMs[at], members[at]);

    /// <summary>To be called some time before an entry comes or goes.</summary>
    public void Fetch()
    {
        Prefetch.All(in numbers);
        Prefetch.All(in reachedAtMs);
        Prefetch.All(in members);
    }

    /// <summary>Where the member stands.</summary>
    public int PositionOf(int member) => Members.IndexOf(member);

    /// <summary>How many entries do not sort after the score.</summary>
    public int CountUpTo(in Score score, ScoreOrder order)
    {
        ReadOnlySpan<long> own = numbers[..Count];
        int below = SortedNumbers.CountBelow(own, score.Entry.Number);
        return below == Count || own[below] != score.Entry.Number ? below
            : order.CountUpTo(score, this, below, SortedNumbers.CountUpTo(own, score.Entry.Number));
    }

    /// <summary>Whether an entry, not the first, has another value than the one before it.</summary>
    public bool StartsValue(int at, ScoreOrder order) => numbers[at] != numbers[at - 1] || !order.AreEqual(this[at - 1], this[at]);

    /// <summary>How many entries were reached at or after an instant.</summary>
    public int CountSince(long reachedAtMin) => Count - SortedNumbers.CountBelowInAll(reachedAtMs[..Count], reachedAtMin);

    /// <summary>The sum of those numbers that are values.</summary>
    public Int128 SumOfExact()
    {
        Int128 sum = 0;
        foreach (long number in numbers[..Count])
        {
            sum += SortNumber.IsExact(number) ? number : 0;
        }

        return sum;
    }

    public void Insert(int at, in Entry entry)
    {
        Shift(at, at + 1, Count - at);
        Count++;
        Put(at, entry);
    }

    public void RemoveAt(int at)
    {
        Shift(at + 1, at, Count - at - 1);
        Count--;
    }

    /// <summary>Takes out the entry at <paramref name="from"/> and puts the other where it ends up at <paramref name="to"/>.</summary>
    public void Move(int from, int to, in Entry entry)
    {
        if (from < to)
        {
            Shift(from + 1, from, to - from);
        }
        else
        {
            Shift(to, to + 1, from - to);
        }

        Put(to, entry);
    }

    /// <summary>Moves the upper half to a new leaf.</summary>
    public Leaf Split()
    {
        Leaf right = new(Branch);
        right.Append(this, Count / 2);
        Count /= 2;
        return right;
    }

    /// <summary>Whether both fit into one leaf with room to grow.</summary>
    public bool CanJoin(Leaf next) => Count + next.Count <= EntriesMax / 2;

    /// <summary>Takes over all entries of the next leaf.</summary>
    public void Join(Leaf next)
    {
        Append(next, 0);
        next.Count = 0;
    }

    private void Append(Leaf other, int from)
    {
        other.numbers[from..other.Count].CopyTo(numbers[Count..]);
        other.reachedAtMs[from..other.Count].CopyTo(reachedAtMs[Count..]);
        other.members[from..other.Count].CopyTo(members[Count..]);
        Count += other.Count - from;
    }

    private void Put(int at, in Entry entry)
    {
        numbers[at] = entry.Number;
        reachedAtMs[at] = entry.ReachedAtMs;
        members[at] = entry.Member;
    }

    private void Shift(int from, int to, int length)
    {
        numbers[from..(from + length)].CopyTo(numbers[to..]);
        reachedAtMs[from..(from + length)].CopyTo(reachedAtMs[to..]);
        members[from..(from + length)].CopyTo(members[to..]);
    }

    [InlineArray(EntriesMax)]
    private struct Longs
    {
        private long first;
    }

    [InlineArray(EntriesMax)]
    private struct Ints
    {
        private int first;
    }
}
