using Laurel.Core;
using Laurel.Core.Streaks;
using NodaTime;
using Period = Laurel.Core.Streaks.Period;

namespace Laurel.Server.Users;

/// <summary>When messages to users are due, on their own calendar; without a zone, on that of the east of the United States.</summary>
public static class ReminderTimes
{
    /// <summary>Days without an event after which the messages 1 to 5 are due.</summary>
    public static IReadOnlyList<int> ReactivationDays { get; } = [3, 5, 7, 14, 30];

    private const string ZoneOfNobody = "America/New_York";

    private static readonly LocalTime Morning = new(9, 0);
    private static readonly LocalTime EveningStart = new(17, 0);
    private static readonly LocalTime EveningEnd = new(21, 0);
    private static readonly Duration BeforeLoss = Duration.FromHours(4);

    /// <summary>Of a completion: in the evening of its day, at once when it is evening, in the next evening after that.</summary>
    public static Instant Achievement(Instant completedAt, string? timeZone)
    {
        var local = completedAt.InZone(ZoneOf(timeZone)).LocalDateTime;
        return local.TimeOfDay < EveningStart ? At(local.Date, EveningStart, timeZone)
            : local.TimeOfDay <= EveningEnd ? completedAt
            : At(local.Date.PlusDays(1), EveningStart, timeZone);
    }

    /// <summary>The week from Monday to Sunday that an event belongs to, and the Monday morning on which it is looked back at.</summary>
    public static (LocalDate StartOn, LocalDate EndOn, Instant DueAt) Recap(Instant at, string? timeZone)
    {
        var date = at.InZone(ZoneOf(timeZone)).Date;
        var start = date.PlusDays(-((int)date.DayOfWeek - (int)IsoDayOfWeek.Monday));
        return (start, start.PlusDays(6), At(start.PlusDays(7), Morning, timeZone));
    }

    /// <summary>Which reactivation message (1 to 5; 0: none yet) an absence has come to, and when the next one is due (null: that was the last).</summary>
    public static (int Number, Instant? NextAt) Reactivation(Instant lastActiveAt, Instant now)
    {
        var days = (int)Math.Floor((now - lastActiveAt).TotalDays);
        var number = ReactivationDays.Count(threshold => threshold <= days);
        return (number, number < ReactivationDays.Count ? lastActiveAt + Duration.FromDays(ReactivationDays[number]) : null);
    }

    /// <summary>When a period that is not counted yet needs reminding: 4 hours before a day ends, on the Friday of a week, on the 25th of a month.</summary>
    public static Instant Streak(StreakDefinition streak, Period period, string? timeZone) => streak.Frequency switch
    {
        StreakFrequency.Daily => Calendar.StartOf(period.EndOn.PlusDays(1), ZoneOf(timeZone), streak.DayStart) - BeforeLoss,
        StreakFrequency.Weekly => At(period.StartOn.PlusDays(((int)IsoDayOfWeek.Friday - (int)period.StartOn.DayOfWeek + 7) % 7), Morning, timeZone),
        _ => At(new LocalDate(period.StartOn.Year, period.StartOn.Month, 25), Morning, timeZone),
    };

    private static Instant At(LocalDate date, LocalTime time, string? timeZone) => Calendar.StartOf(date, ZoneOf(timeZone), time);

    private static DateTimeZone ZoneOf(string? id) => Calendar.Zone(id ?? ZoneOfNobody) ?? DateTimeZone.Utc;
}
