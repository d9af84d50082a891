using System.Numerics;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Counting in lists of numbers, without branches that a processor would have to guess.</summary>
internal static class SortedNumbers
{
    private const int ShortMax = 128;

    /// <summary>How many are below the number.</summary>
    public static int CountBelow(ReadOnlySpan<long> sorted, long number)
    {
        int low = 0;
        int length = sorted.Length;
        while (length > ShortMax)
        {
            int half = length / 2;
            low = sorted[low + half - 1] < number ? low + half : low;
            length -= half;
        }

        return low + CountBelowInAll(sorted.Slice(low, length), number);
    }

    /// <summary>How many are not above the number.</summary>
    public static int CountUpTo(ReadOnlySpan<long> sorted, long number) =>
        number == long.MaxValue ? sorted.Length : CountBelow(sorted, number + 1);

    /// <summary>The same for numbers in any order. In a short list it takes less time than a search, whose steps wait for each other.</summary>
    public static int CountBelowInAll(ReadOnlySpan<long> numbers, long number)
    {
        var wanted = new Vector<long>(number);
        var below = Vector<long>.Zero;
        int at = 0;
        for (; at <= numbers.Length - Vector<long>.Count; at += Vector<long>.Count)
        {
            below -= Vector.LessThan(new Vector<long>(numbers[at..]), wanted);
        }

        int count = (int)Vector.Sum(below);
        for (; at < numbers.Length; at++)
        {
            count += numbers[at] < number ? 1 : 0;
        }

        return count;
    }
}
