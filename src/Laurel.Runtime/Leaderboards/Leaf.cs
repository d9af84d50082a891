namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// A short sorted run of entries, in parallel arrays: the numbers alone are binary-searched, the members alone are
/// scanned, and no entry pays for padding. Arrays grow with need, so that a board of five users stays small.
/// </summary>
internal sealed class Leaf(int id)
{
    public const int EntriesMax = 256;

    private const int GrowthMin = 4;

    private long[] numbers = [];
    private long[] reachedAtMs = [];
    private int[] members = [];

    public int Id { get; } = id;

    public int Count { get; private set; }

    public bool IsFull => Count == EntriesMax;

    /// <summary>What the numbers sort by.</summary>
    public ReadOnlySpan<long> Numbers => numbers.AsSpan(0, Count);

    public ReadOnlySpan<int> MemberNumbers => members.AsSpan(0, Count);

    public Entry this[int at] => new(numbers[at], reachedAtMs[at], members[at]);

    /// <summary>Where the member stands. The scan is vectorised and cheaper than a search by score.</summary>
    public int PositionOf(int member) => MemberNumbers.IndexOf(member);

    /// <summary>How many entries sort before the score.</summary>
    public int LowerBound(in Score score, ScoreOrder order)
    {
        int low = SortedNumbers.CountBelow(Numbers, score.Entry.Number);
        if (low == Count || numbers[low] != score.Entry.Number)
        {
            return low;
        }

        // The numbers do not decide among these.
        int high = SortedNumbers.CountUpTo(Numbers, score.Entry.Number);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (order.Compare(this[middle], score) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public void Insert(int at, in Entry entry)
    {
        if (Count == numbers.Length)
        {
            Resize(Math.Min(EntriesMax, Count + Math.Max(GrowthMin, Count / 2)));
        }

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

    /// <summary>Appends the entries of <paramref name="other"/> from a position on.</summary>
    public void Append(Leaf other, int from)
    {
        int moved = other.Count - from;
        Resize(Math.Max(numbers.Length, Count + moved));
        Array.Copy(other.numbers, from, numbers, Count, moved);
        Array.Copy(other.reachedAtMs, from, reachedAtMs, Count, moved);
        Array.Copy(other.members, from, members, Count, moved);
        Count += moved;
    }

    /// <summary>Keeps the first entries and gives back the room of the rest.</summary>
    public void Truncate(int count)
    {
        Count = count;
        Resize(count);
    }

    private void Put(int at, in Entry entry)
    {
        numbers[at] = entry.Number;
        reachedAtMs[at] = entry.ReachedAtMs;
        members[at] = entry.Member;
    }

    private void Shift(int from, int to, int length)
    {
        Array.Copy(numbers, from, numbers, to, length);
        Array.Copy(reachedAtMs, from, reachedAtMs, to, length);
        Array.Copy(members, from, members, to, length);
    }

    private void Resize(int capacity)
    {
        Array.Resize(ref numbers, capacity);
        Array.Resize(ref reachedAtMs, capacity);
        Array.Resize(ref members, capacity);
    }
}
