using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using Laurel.Server.Http;
using NodaTime;
using Period = Laurel.Core.Streaks.Period;

namespace Laurel.Server.Streaks;

/// <summary>Streaks in bodies. The wire knows one streak: the default of the rulebook.</summary>
internal static class StreakWire
{
    public static readonly EventStreakResponse NoStreak = new() { Frequency = "daily" };

    /// <summary>The streak as of <paramref name="at"/>.</summary>
    public static EventStreakResponse AfterEvent(Catalog catalog, UserState state, CausedFacts caused, Instant at)
    {
        if (catalog.Rulebook.Streaks.Count == 0)
        {
            return NoStreak;
        }

        var shown = catalog.Rulebook.DefaultStreak;
        var definition = catalog.Rulebook.Streaks[shown];
        return Of(definition, state.Streaks[shown], TodayOf(state.Profile, definition, at), IsExtended(definition, caused));
    }

    public static EventStreakResponse Of(StreakDefinition definition, StreakState streak, LocalDate today, bool isExtended = false)
    {
        var (freezes, isRunning) = (definition.Freezes, streak.Length > 0);
        var earns = freezes is { EarnAmount: > 0, EarnEveryDays: > 0 };
        var period = isRunning ? Period.Containing(today, definition) : default;
        return new()
        {
            Frequency = FrequencyOf(definition.Frequency),
            Length = streak.Length,
            Freezes = freezes is null ? null : streak.Freezes,
            MaxFreezes = freezes?.Max,
            FreezeAutoEarnInterval = earns ? freezes?.EarnEveryDays : null,
            FreezeAutoEarnAmount = earns ? freezes?.EarnAmount : null,
            Started = isRunning ? WireText.Of(streak.StartOn) : null,
            PeriodStart = isRunning ? WireText.Of(period.StartOn) : null,
            PeriodEnd = isRunning ? WireText.Of(period.EndOn) : null,
            Expires = isRunning ? WireText.Of(ExpiresOn(definition, streak)) : null,
            Extended = isExtended,
        };
    }

    public static string FrequencyOf(StreakFrequency frequency) => frequency switch
    {
        StreakFrequency.Daily => "daily",
        StreakFrequency.Weekly => "weekly",
        _ => "monthly",
    };

    public static LocalDate TodayOf(UserProfile profile, Instant at) =>
        at.InZone(Calendar.Zone(profile.TimeZone) ?? DateTimeZone.Utc).Date;

    /// <summary>Today as the streak sees it, whose days may begin later than at midnight.</summary>
    public static LocalDate TodayOf(UserProfile profile, StreakDefinition definition, Instant at) =>
        Calendar.DateOf(at.InZone(Calendar.Zone(profile.TimeZone) ?? DateTimeZone.Utc).LocalDateTime, definition.DayStart);

    // The last day of the earliest period that is neither counted nor closed.
    private static LocalDate ExpiresOn(StreakDefinition definition, StreakState streak)
    {
        var open = Period.From(streak.OpenOn, definition);
        return (streak.LastPeriod is { } last && last.StartOn >= open.StartOn ? last.Next(definition) : open).EndOn;
    }

    private static bool IsExtended(StreakDefinition definition, CausedFacts caused)
    {
        foreach (var fact in caused.Facts)
        {
            if (fact is StreakExtended extended && extended.Streak == definition.Key)
            {
                return true;
            }
        }

        return false;
    }
}
