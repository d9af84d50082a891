namespace Laurel.Runtime.Replay;

/// <summary>
/// Numbers as text, kept exactly: sign, digits, point, exponent. A number that a decimal cannot hold to the last digit is refused, where
/// the platform's reader would round it.
/// </summary>
public static class DecimalText
{
    private const int DigitsMax = 28;
    private const int ExponentMax = 99_999;
    private const string NotANumber = "is not a number";
    private const string NotExact = "needs more than 28 digits before or after the point";

    /// <summary>Reads the number, without trailing zeros; gives what is wrong with it, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        var isNegative = TakeSign(ref text);
        if (text.Length is > 0 and < 10 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            value = Whole(text) * (isNegative ? -1 : 1);
            return null;
        }

        var digits = new Digits();
        var hasDigits = digits.Take(ref text);
        if (!hasDigits || !TakeExponent(ref text, out var exponent) || !text.IsEmpty)
        {
            return NotANumber;
        }

        return digits.TryMake(exponent, isNegative, out value) ? null : NotExact;
    }

    private static int Whole(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text)
    {
        var isNegative = text.StartsWith("-"u8);
        text = isNegative || text.StartsWith("+"u8) ? text[1..] : text;
        return isNegative;
    }

    private static bool TakeExponent(ref ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty || text[0] is not ((byte)'e' or (byte)'E'))
        {
            return true;
        }

        text = text[1..];
        var isNegative = TakeSign(ref text);
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? text.Length : length;
        foreach (var digit in text[..length])
        {
            exponent = Math.Min((exponent * 10) + (digit - '0'), ExponentMax);
        }

        exponent = isNegative ? -exponent : exponent;
        text = text[length..];
        return length > 0;
    }

    /// <summary>The digits between the first and the last that are not zero, and the power of ten they stand at.</summary>
    private struct Digits
    {
        private UInt128 significand;
        private int count;
        private int zeros;
        private int fraction;

        public bool Take(ref ReadOnlySpan<byte> text)
        {
            var at = 0;
            var point = -1;
            for (; at < text.Length; at++)
            {
                if (text[at] == (byte)'.' && point < 0)
                {
                    point = at;
                }
                else if (char.IsAsciiDigit((char)text[at]))
                {
                    Add(text[at] - '0');
                }
                else
                {
                    break;
                }
            }

            fraction = point < 0 ? 0 : at - point - 1;
            text = text[at..];
            return at > (point < 0 ? 0 : 1);
        }

        public readonly bool TryMake(int exponent, bool isNegative, out decimal value)
        {
            value = 0;
            if (count == 0)
            {
                return true;
            }

            var power = exponent - fraction + zeros;
            if (power < -DigitsMax || count + Math.Max(power, 0) > DigitsMax)
            {
                return false;
            }

            var whole = significand * PowerOfTen(Math.Max(power, 0));
            var (low, middle, high) = ((uint)(whole & uint.MaxValue), (uint)((whole >> 32) & uint.MaxValue), (uint)(whole >> 64));
            value = new(unchecked((int)low), unchecked((int)middle), unchecked((int)high), isNegative, (byte)Math.Max(-power, 0));
            return true;
        }

        private void Add(int digit)
        {
            if (digit == 0)
            {
                zeros += count > 0 ? 1 : 0;
                return;
            }

            // Past the limit only the count matters: it makes the number refused.
            count += count == 0 ? 1 : zeros + 1;
            significand = count > DigitsMax ? 0 : (significand * PowerOfTen(zeros + 1)) + (UInt128)digit;
            zeros = 0;
        }

        private static UInt128 PowerOfTen(int power)
        {
            UInt128 result = 1;
            for (var step = 0; step < power; step++)
            {
                result *= 10;
            }

            return result;
        }
    }
}
