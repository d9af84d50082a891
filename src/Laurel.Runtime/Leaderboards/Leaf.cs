namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// A short sorted run of entries, in parallel arrays: the keys alone are binary-searched, the members alone are
/// scanned, and no entry pays for padding. Arrays grow with need, so that a board of five users stays small.
/// </summary>
internal sealed class Leaf(int id)
{
    public const int EntriesMax = 256;

    private const int GrowthMin = 4;

    private decimal[] keys = [];
    private long[] reachedAtMs = [];
    private int[] members = [];

    public int Id { get; } = id;

    public int Count { get; private set; }

    public bool IsFull => Count == EntriesMax;

    public ReadOnlySpan<decimal> Keys => keys.AsSpan(0, Count);

    public ReadOnlySpan<int> MemberNumbers => members.AsSpan(0, Count);

    public Score this[int at] => new(keys[at], reachedAtMs[at], members[at]);

    /// <summary>Where the member stands. The scan is vectorised and cheaper than a search by score.</summary>
    public int PositionOf(int member) => MemberNumbers.IndexOf(member);

    /// <summary>How many entries sort before the score.</summary>
    public int LowerBound(in Score score, ScoreOrder order)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (IsBefore(middle, score, order))
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

    // Nearly always the key decides, and then the other two arrays need not come into the cache.
    private bool IsBefore(int at, in Score score, ScoreOrder order)
    {
        int byKey = decimal.Compare(keys[at], score.Key);
        return byKey < 0 || (byKey == 0 && this[at].CompareTo(score, order) < 0);
    }

    public void Insert(int at, in Score score)
    {
        if (Count == keys.Length)
        {
            Resize(Math.Min(EntriesMax, Count + Math.Max(GrowthMin, Count / 2)));
        }

        Shift(at, at + 1, Count - at);
        Count++;
        Put(at, score);
    }

    public void RemoveAt(int at)
    {
        Shift(at + 1, at, Count - at - 1);
        Count--;
    }

    /// <summary>Takes out the entry at <paramref name="from"/> and puts the score where it ends up at <paramref name="to"/>.</summary>
    public void Move(int from, int to, in Score score)
    {
        if (from < to)
        {
            Shift(from + 1, from, to - from);
        }
        else
        {
            Shift(to, to + 1, from - to);
        }

        Put(to, score);
    }

    /// <summary>Appends the entries of <paramref name="other"/> from a position on.</summary>
    public void Append(Leaf other, int from)
    {
        int moved = other.Count - from;
        Resize(Math.Max(keys.Length, Count + moved));
        Array.Copy(other.keys, from, keys, Count, moved);
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

    private void Put(int at, in Score score)
    {
        keys[at] = score.Key;
        reachedAtMs[at] = score.ReachedAtMs;
        members[at] = score.Member;
    }

    private void Shift(int from, int to, int length)
    {
        Array.Copy(keys, from, keys, to, length);
        Array.Copy(reachedAtMs, from, reachedAtMs, to, length);
        Array.Copy(members, from, members, to, length);
    }

    private void Resize(int capacity)
    {
        Array.Resize(ref keys, capacity);
        Array.Resize(ref reachedAtMs, capacity);
        Array.Resize(ref members, capacity);
    }
}
