using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Webhooks;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>A message that follows from a date of the rulebook.</summary>
public abstract record ScheduledMessage(string Type, Instant At)
{
    /// <summary>A boost begins or ends.</summary>
    public sealed record OfBoost(string Type, Instant At, string System, BoostDefinition Boost) : ScheduledMessage(Type, At);

    /// <summary>A run of a board begins or ends.</summary>
    public sealed record OfRun(string Type, Instant At, string Leaderboard, LocalDate Run) : ScheduledMessage(Type, At);
}

/// <summary>
/// When boosts and runs are announced. What begins on everybody's own calendar is announced before the first zone has the date, at
/// 10:00 UTC of the day before; its end after the last zone is done, at 13:00 UTC of the day after.
/// </summary>
public static class Schedule
{
    private const int BeforeFirstZoneHours = 14;
    private const int AfterLastZoneHours = 13;

    /// <summary>The messages of <paramref name="timeline"/>'s current version after <paramref name="from"/>, up to and with <paramref name="to"/>, in order.</summary>
    /// <param name="zoneOf">The zone of a user, for boosts that are one user's.</param>
    public static IReadOnlyList<ScheduledMessage> Between(Timeline timeline, Instant from, Instant to, Func<string, DateTimeZone> zoneOf)
    {
        var rulebook = timeline.Current.Rulebook;
        return
        [
            .. rulebook.Points.SelectMany(system => system.Boosts.SelectMany(boost => Of(timeline, system.Key, boost, zoneOf)))
                .Concat(rulebook.Leaderboards.Where(board => board.Status == LeaderboardStatus.Active).SelectMany(board => Of(board, from, to)))
                .Where(message => message.At > from && message.At <= to)
                .OrderBy(message => message.At).ThenBy(message => message.Type, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ScheduledMessage> Of(Timeline timeline, string system, BoostDefinition boost, Func<string, DateTimeZone> zoneOf)
    {
        var start = boost.User is { } user ? Calendar.StartOf(boost.StartOn, zoneOf(user)) : Before(boost.StartOn);
        var end = boost.EndOn is not { } last ? Instant.MaxValue : boost.User is { } owner ? Calendar.StartOf(last.PlusDays(1), zoneOf(owner)) : After(last);
        var since = Instant.Max(start, KnownSince(timeline, system, boost.Key));
        if (since < end)
        {
            yield return new ScheduledMessage.OfBoost(WebhookTypes.BoostStarted, since, system, boost);
        }

        yield return new ScheduledMessage.OfBoost(WebhookTypes.BoostFinished, end, system, boost);
    }

    private static IEnumerable<ScheduledMessage> Of(LeaderboardDefinition board, Instant from, Instant to)
    {
        LocalDate? known = null;
        var last = to.InUtc().Date.PlusDays(2);
        for (var date = from.InUtc().Date.PlusDays(-2); date <= last; date = date.PlusDays(1))
        {
            if (RunCalendar.RunContaining(board, date) is not { } run || run == known)
            {
                continue;
            }

            known = run;
            var zone = board.TimeZone is { } id ? Calendar.Zone(id) : null;
            yield return new ScheduledMessage.OfRun(WebhookTypes.LeaderboardStarted, zone is null ? Before(run) : Calendar.StartOf(run, zone), board.Key, run);
            if (RunCalendar.LastDay(board, run) is { } end)
            {
                var at = zone is null ? After(end) : Calendar.StartOf(end.PlusDays(1), zone);
                yield return new ScheduledMessage.OfRun(WebhookTypes.LeaderboardFinished, at, board.Key, run);
            }
        }
    }

    // A boost that a later version brings when its time has begun already begins with that version.
    private static Instant KnownSince(Timeline timeline, string system, string boost)
    {
        for (var plan = timeline.After(0); plan is not null; plan = timeline.After(plan.Version))
        {
            if (plan.Rulebook.Points.FirstOrDefault(points => points.Key == system)?.Boosts.Any(other => other.Key == boost) == true)
            {
                return plan.EffectiveAt;
            }
        }

        return Instant.MaxValue;
    }

    private static Instant Before(LocalDate date) => Calendar.StartOf(date, DateTimeZone.Utc) - Duration.FromHours(BeforeFirstZoneHours);

    private static Instant After(LocalDate date) => Calendar.StartOf(date.PlusDays(1), DateTimeZone.Utc) + Duration.FromHours(AfterLastZoneHours);
}
