using System.Globalization;
using Laurel.Runtime.Users;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Http;

/// <summary>How values are written on the wire.</summary>
internal static class WireText
{
    // Dividing by one with 28 decimals takes the trailing zeros off.
    private const decimal One = 1.0000000000000000000000000000m;

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    /// <summary><c>2026-03-04T10:15:30.120Z</c>; without a fraction when it is a whole second.</summary>
    public static string Of(Instant at)
    {
        var utc = at.ToDateTimeUtc();
        return utc.ToString(utc.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    public static string? Of(Instant? at) => at is { } present ? Of(present) : null;

    public static string Of(LocalDate date) => DateText.Of(date);

    public static string? Of(LocalDate? date) => date is { } present ? Of(present) : null;

    public static string? Of(LocalTime? time) => time is { } present ? (present.Second == 0 ? Minutes : Seconds).Format(present) : null;

    public static string Of(Guid id) => id.ToString();

    /// <summary>The same number in its shortest form.</summary>
    public static decimal Of(decimal number) => number / One;

    /// <summary>Scores are whole numbers on the wire: rounded down.</summary>
    public static long Whole(decimal score) => (long)decimal.Floor(score);
}
