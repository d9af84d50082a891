using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Users;

/// <summary>ISO texts of dates. All day long the same few are written, so those that were written last are kept.</summary>
public static class DateText
{
    private const int MonthDays = 31;

    // By month and day. What one thread puts in place of another's is as good.
    private static readonly Known?[] Last = new Known?[(13 * MonthDays) + 1];

    /// <summary><c>2026-03-04</c>.</summary>
    public static string Of(LocalDate date)
    {
        ref var last = ref Last[(date.Month * MonthDays) + date.Day];
        var known = last;
        if (known is null || known.Date != date)
        {
            last = known = new(date, LocalDatePattern.Iso.Format(date));
        }

        return known.Text;
    }

    private sealed record Known(LocalDate Date, string Text);
}
