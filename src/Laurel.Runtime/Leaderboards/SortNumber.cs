namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// A value as a 64-bit number that sorts as it does, so that comparing two costs one instruction. An even number is the value itself, in
/// half thousandths. An odd one stands for all values between its neighbours, or beyond them: when two are equal, the values decide.
/// </summary>
internal static class SortNumber
{
    private const int Decimals = 3;
    private const int ThousandthsEach = 1_000;

    // Doubled and in thousandths it still fits.
    private const long WholeMax = long.MaxValue / 2 / ThousandthsEach;

    private static ReadOnlySpan<long> PowersOfTen => [1, 10, 100, 1_000];

    public static bool IsExact(long number) => (number & 1) == 0;

    public static long Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        ulong digits = unchecked(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        int scale = (bits[3] >> 16) & 0xFF;
        if (bits[2] != 0 || digits >= WholeMax || scale > Decimals)
        {
            return OfAny(value);
        }

        long doubled = (long)digits * PowersOfTen[Decimals - scale] * 2;
        return bits[3] < 0 ? -doubled : doubled;
    }

    /// <summary>The value of an exact number.</summary>
    public static decimal ValueOf(long number)
    {
        (long whole, long rest) = Math.DivRem(number / 2, ThousandthsEach);
        return rest == 0 ? whole : number / 2 / (decimal)ThousandthsEach;
    }

    /// <summary>The value of a sum of exact numbers.</summary>
    public static decimal ValueOf(Int128 sum) => (decimal)(sum / 2) / ThousandthsEach;

    private static long OfAny(decimal value)
    {
        if (Math.Abs(value) >= WholeMax)
        {
            return value > 0 ? long.MaxValue : -long.MaxValue;
        }

        decimal thousandths = value * ThousandthsEach;
        decimal floor = decimal.Floor(thousandths);
        return ((long)floor * 2) + (floor == thousandths ? 0 : 1);
    }
}
