namespace Laurel.Runtime.Leaderboards;

/// <summary>Searching a sorted list of numbers, without branches that a processor would have to guess.</summary>
internal static class SortedNumbers
{
    /// <summary>How many are below the number.</summary>
    public static int CountBelow(ReadOnlySpan<long> sorted, long number)
    {
        int low = 0;
        for (int length = sorted.Length; length > 0;)
        {
            int half = (length + 1) >>> 1;
            low = sorted[low + half - 1] < number ? low + half : low;
            length -= half;
        }

        return low;
    }

    /// <summary>How many are not above the number.</summary>
    public static int CountUpTo(ReadOnlySpan<long> sorted, long number) =>
        number == long.MaxValue ? sorted.Length : CountBelow(sorted, number + 1);
}
