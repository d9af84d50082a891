using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>One calendar period of a streak, by its first and last local date (both inclusive).</summary>
public readonly record struct Period(LocalDate StartOn, LocalDate EndOn)
{
    /// <summary>The period that contains <paramref name="date"/>.</summary>
    public static Period Containing(LocalDate date, StreakDefinition streak) => streak.Frequency switch
    {
        StreakFrequency.Daily => new(date, date),
        StreakFrequency.Weekly => Week(date, streak.WeekStart),
        StreakFrequency.Monthly => new(new LocalDate(date.Year, date.Month, 1), date.With(DateAdjusters.EndOfMonth)),
        _ => throw new ArgumentOutOfRangeException(nameof(streak)),
    };

    /// <summary>The next period that counts: days outside the weekdays and neutral periods are passed over.</summary>
    public Period Next(StreakDefinition streak) => From(EndOn.PlusDays(1), streak);

    /// <summary>The latest period before this one that counts.</summary>
    public Period Previous(StreakDefinition streak)
    {
        var date = StartOn.PlusDays(-1);
        while (!Counts(date, streak))
        {
            date = date.PlusDays(-1);
        }

        return Containing(date, streak);
    }

    /// <summary>The first period that counts and ends on or after <paramref name="date"/>.</summary>
    public static Period From(LocalDate date, StreakDefinition streak)
    {
        while (!Counts(date, streak))
        {
            date = date.PlusDays(1);
        }

        return Containing(date, streak);
    }

    /// <summary>Whether <paramref name="date"/> lies in a period that counts.</summary>
    public static bool Counts(LocalDate date, StreakDefinition streak) =>
        (streak.Weekdays.Count == 0 || streak.Weekdays.Items.Contains(date.DayOfWeek))
        && (streak.NeutralOn.Count == 0 || Containing(date, streak).DaysLeft(streak, 1) > 0);

    /// <summary>How many of the period's dates are not neutral; counts no further than <paramref name="max"/>.</summary>
    internal int DaysLeft(StreakDefinition streak, int max)
    {
        var left = 0;
        for (var date = StartOn; date <= EndOn && left < max; date = date.PlusDays(1))
        {
            left += streak.NeutralOn.Items.BinarySearch(date) < 0 ? 1 : 0;
        }

        return left;
    }

    internal static Period Week(LocalDate date, IsoDayOfWeek weekStart)
    {
        var start = date.PlusDays(-((date.DayOfWeek - weekStart + 7) % 7));
        return new(start, start.PlusDays(6));
    }
}
