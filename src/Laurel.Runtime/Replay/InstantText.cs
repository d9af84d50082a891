using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Replay;

/// <summary>
/// Instants as text: ISO-8601 date and time with Z or an offset. The shapes of almost every file, <c>2013-01-23T12:00:00Z</c> and
/// <c>2013-01-23T12:00:00.000Z</c>, are read by hand; all others by the calendar library.
/// </summary>
public static class InstantText
{
    private const int LengthMax = 64;

    /// <summary>Reads UTF-8 text of at most 64 bytes; false when it is no instant of the years 1 to 9999. Kept to the millisecond.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Instant at) => TryReadUsual(text, out at) || TryReadAny(text, out at);

    private static bool TryReadUsual(ReadOnlySpan<byte> text, out Instant at)
    {
        at = default;
        if (!HasUsualShape(text))
        {
            return false;
        }

        // A character that is no digit makes its number negative, and so out of every range below.
        var year = Digits(text[..4]);
        var month = Digits(text.Slice(5, 2));
        var day = Digits(text.Slice(8, 2));
        var hour = Digits(text.Slice(11, 2));
        var minute = Digits(text.Slice(14, 2));
        var second = Digits(text.Slice(17, 2));
        var millisecond = text.Length == 24 ? Digits(text.Slice(20, 3)) : 0;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || millisecond < 0)
        {
            return false;
        }

        var seconds = (((((DaysSinceEpoch(year, month, day) * 24L) + hour) * 60) + minute) * 60) + second;
        at = Instant.FromUnixTimeMilliseconds((seconds * 1000) + millisecond);
        return true;
    }

    private static bool HasUsualShape(ReadOnlySpan<byte> text) =>
        text.Length is 20 or 24 && text[^1] == (byte)'Z' && text[4] == (byte)'-' && text[7] == (byte)'-' && text[10] == (byte)'T'
        && text[13] == (byte)':' && text[16] == (byte)':' && (text.Length == 20 || text[19] == (byte)'.');

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit((char)character))
            {
                return -1;
            }

            number = (number * 10) + (character - '0');
        }

        return number;
    }

    // Counts from 1 March, so that the leap day is the last of its year: 153 days in any five months from March on.
    private static int DaysSinceEpoch(int year, int month, int day)
    {
        var marchYear = month < 3 ? year - 1 : year;
        var marchMonth = (month + 9) % 12;
        var dayOfYear = (((153 * marchMonth) + 2) / 5) + day - 1;
        return (marchYear * 365) + (marchYear / 4) - (marchYear / 100) + (marchYear / 400) + dayOfYear - 719_468;
    }

    private static bool TryReadAny(ReadOnlySpan<byte> text, out Instant at)
    {
        at = default;
        if (text.Length > LengthMax)
        {
            return false;
        }

        var result = OffsetDateTimePattern.ExtendedIso.Parse(Encoding.UTF8.GetString(text));
        return result.Success && TryConvert(result.Value, out at);
    }

    // An offset can push the first and the last hours of the calendar out of the range of instants.
    private static bool TryConvert(OffsetDateTime value, out Instant at)
    {
        var isInRange = value.Year is > 0 and < 9999 || (value.Year == 9999 && value.Offset >= Offset.Zero);
        at = isInRange ? Instant.FromUnixTimeMilliseconds(value.ToInstant().ToUnixTimeMilliseconds()) : default;
        return isInRange;
    }
}
