using Laurel.Core.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Streaks;

/// <summary>What keeps calendars from being used.</summary>
internal static class CalendarCheck
{
    public static void Run(CheckContext context, ValueList<CalendarDefinition> calendars)
    {
        KeyCheck.Declared(context, context.Calendars.Path, calendars.Select(calendar => calendar.Key));
        for (var i = 0; i < calendars.Count; i++)
        {
            TextCheck.Name(context, $"calendars[{i}].name", calendars[i].Name);
            Dates(context, $"calendars[{i}].dates", calendars[i].Dates);
        }
    }

    private static void Dates(CheckContext context, string path, ValueList<LocalDate> dates)
    {
        if (dates.Count == 0)
        {
            context.Problems.Add(path, "", "at least one date", "list the dates or remove the calendar");
        }

        var seen = new HashSet<LocalDate>();
        for (var i = 0; i < dates.Count; i++)
        {
            NumberCheck.Date(context, $"{path}[{i}]", dates[i]);
            if (!seen.Add(dates[i]))
            {
                context.Problems.Add($"{path}[{i}]", LocalDatePattern.Iso.Format(dates[i]), "each date once", "remove the repetition");
            }
        }

        KeyCheck.Count(context, path, dates.Count, Limits.CalendarDatesMax);
    }
}
