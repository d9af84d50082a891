using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Rulebooks;

/// <summary>Checks numbers and dates against their limits.</summary>
internal static class NumberCheck
{
    private static readonly LocalDate FirstDate = Limits.EarliestAt.InUtc().Date;

    private static readonly LocalDate LastDate = Limits.LatestAt.InUtc().Date.PlusDays(-1);

    /// <summary>A number between two limits, both included.</summary>
    public static void Range(CheckContext context, string path, decimal value, decimal min, decimal max)
    {
        if (value < min || value > max)
        {
            context.Problems.Add(path, DecimalText.Of(value), $"{DecimalText.Of(min)} to {DecimalText.Of(max)}", value < min ? "raise it" : "lower it");
        }
    }

    /// <summary>A number above 0 with at most <see cref="Limits.ValueScaleMax"/> decimals.</summary>
    public static void Positive(CheckContext context, string path, decimal value, decimal max)
    {
        if (value <= 0 || value > max)
        {
            context.Problems.Add(path, DecimalText.Of(value), $"above 0, at most {DecimalText.Of(max)}", value <= 0 ? "raise it" : "lower it");
        }

        Scale(context, path, value);
    }

    /// <summary>At most <see cref="Limits.ValueScaleMax"/> decimals.</summary>
    public static void Scale(CheckContext context, string path, decimal value)
    {
        if (decimal.Round(value, Limits.ValueScaleMax) != value)
        {
            context.Problems.Add(path, DecimalText.Of(value), $"at most {Limits.ValueScaleMax} decimals", "round it");
        }
    }

    /// <summary>A date that an input can carry, and an optional last day that is not before the first.</summary>
    public static void Dates(CheckContext context, string path, LocalDate start, LocalDate? end)
    {
        Date(context, $"{path}.start", start);
        if (end is not { } last)
        {
            return;
        }

        Date(context, $"{path}.end", last);
        if (last < start)
        {
            context.Problems.Add($"{path}.end", Text(last), $"on or after the start, {Text(start)}", "move the end or the start");
        }
    }

    /// <summary>A date that an input can carry.</summary>
    public static void Date(CheckContext context, string path, LocalDate date)
    {
        if (date < FirstDate || date > LastDate)
        {
            context.Problems.Add(path, Text(date), $"{Text(FirstDate)} to {Text(LastDate)}", "choose a date in between");
        }
    }

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
