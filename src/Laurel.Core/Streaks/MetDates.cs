using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>The dates on which the requirements were met, for streaks that need several per period. Few: those of open periods.</summary>
internal static class MetDates
{
    // Local dates differ by at most two between any zones: a move west can show a date of the period before again.
    private const int ReopenedDaysMax = 2;

    public static ValueList<LocalDate> With(ValueList<LocalDate> dates, LocalDate today, StreakDefinition streak)
    {
        var oldest = Period.Containing(today.PlusDays(-ReopenedDaysMax), streak).StartOn;
        return [.. dates.Where(date => date >= oldest), today];
    }

    public static ValueList<LocalDate> Without(ValueList<LocalDate> dates, Period period) =>
        [.. dates.Where(date => date < period.StartOn || date > period.EndOn)];

    public static int CountIn(ValueList<LocalDate> dates, Period period) =>
        dates.Count(date => date >= period.StartOn && date <= period.EndOn);
}
