using NodaTime;
using NodaTime.TimeZones;

namespace Laurel.Core;

/// <summary>Local dates and the instants at which they begin. Always by calendar, never by counting hours.</summary>
public static class Calendar
{
    /// <summary>The zone of an IANA id; UTC for null. Unknown ids give null.</summary>
    public static DateTimeZone? Zone(string? id) => id is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    private static readonly ZoneLocalMappingResolver FirstInstant =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>
    /// The first instant of <paramref name="date"/>. A date that the zone skipped (Samoa, 2011-12-30) begins when the date
    /// after it does, so it is empty.
    /// </summary>
    public static Instant StartOf(LocalDate date, DateTimeZone zone) => StartOf(date, zone, LocalTime.Midnight);

    /// <summary>
    /// The first instant of <paramref name="date"/> when days begin at <paramref name="dayStart"/>: of two equal clock times the
    /// earlier, for a skipped one the end of the gap.
    /// </summary>
    public static Instant StartOf(LocalDate date, DateTimeZone zone, LocalTime dayStart) =>
        zone == DateTimeZone.Utc
            ? (date + dayStart).InUtc().ToInstant()
            : zone.ResolveLocal(date + dayStart, FirstInstant).ToInstant();

    /// <summary>The date of a clock time when days begin at <paramref name="dayStart"/>: before it, the date is still yesterday's.</summary>
    public static LocalDate DateOf(LocalDateTime local, LocalTime dayStart) =>
        local.TimeOfDay < dayStart ? local.Date.PlusDays(-1) : local.Date;

    /// <summary>The instant cut to whole milliseconds, the precision of everything kept.</summary>
    public static Instant ToMillisecond(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    internal static Instant? Earlier(Instant? one, Instant? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
