using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Leaderboards;
using Laurel.Server.Points;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>Writes the messages that follow from the rulebook's dates, each once: how far it came is stored with them.</summary>
internal sealed class ScheduleRounds(Backend backend)
{
    /// <summary>What lies further back is not announced any more.</summary>
    private static readonly Duration LookBack = Duration.FromDays(7);

    private static readonly string[] Types =
        [WebhookTypes.BoostStarted, WebhookTypes.BoostFinished, WebhookTypes.LeaderboardStarted, WebhookTypes.LeaderboardFinished];

    public async Task RunOnce()
    {
        foreach (var entry in backend.Engine.Spaces.All)
        {
            var wanted = backend.Engine.Webhooks.TypesOf(entry.Space.Id);
            if (wanted.Overlaps(Types) && backend.Engine.TimelineOf(entry.Space) is { } timeline)
            {
                await RunOnce(entry.Space, timeline, wanted);
            }
        }
    }

    private async Task RunOnce(Space space, Timeline timeline, IReadOnlySet<string> wanted)
    {
        var now = backend.Engine.NowOf(space);
        Instant? from;
        using (var connection = backend.Engine.Database.ConnectAside())
        {
            from = ScheduleTable.Find(connection, space.Id);
        }

        if (now <= from)
        {
            return;
        }

        // Nothing was announced before somebody subscribed.
        var due = from is { } done ? Schedule.Between(timeline, Instant.Max(done, now - LookBack), now, user => ZoneOf(space, user)) : [];
        var ready = due.TakeWhile(message => IsReady(space, message)).ToArray();
        var to = ready.Length == due.Count ? now : due[ready.Length].At - Duration.FromMilliseconds(1);
        var announcements = ready.Where(message => wanted.Contains(message.Type)).SelectMany(message => Of(space, message)).ToArray();
        await backend.Engine.RunAsSender(writer =>
        {
            foreach (var announcement in announcements)
            {
                MessageTable.Write(writer, space.Id, announcement, backend.Engine.Now);
            }

            ScheduleTable.Write(writer.ConnectionAside, space.Id, to);
        });
    }

    // The ranking of a run is final once the run is archived; what comes after it waits, to stay in order.
    private bool IsReady(Space space, ScheduledMessage message) => message is not ScheduledMessage.OfRun { Type: WebhookTypes.LeaderboardFinished } run
        || !LeaderboardQueries.IsOpen(backend.Engine.Database, space, run.Leaderboard, run.Run);

    private DateTimeZone ZoneOf(Space space, string user) =>
        backend.Engine.Find(space, user)?.Profile.TimeZone is { } id ? Calendar.Zone(id) ?? DateTimeZone.Utc : DateTimeZone.Utc;

    private IEnumerable<Announcement> Of(Space space, ScheduledMessage message) => message switch
    {
        ScheduledMessage.OfBoost boost => Of(space, boost),
        ScheduledMessage.OfRun run => Of(space, run),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private IEnumerable<Announcement> Of(Space space, ScheduledMessage.OfBoost message)
    {
        var catalog = backend.CatalogsOf(space).Current;
        if (catalog.FindPoints(message.System) is not { } entry)
        {
            return [];
        }

        var body = new BoostMessage(message.Type, WireText.Of(message.At), new()
        {
            Id = catalog.IdOf("boost", message.System, message.Boost.Key),
            Name = message.Boost.Name,
            Status = message.Type == WebhookTypes.BoostStarted ? "active" : "finished",
            UserId = message.Boost.User,
            PointsSystemId = entry.Response.Id,
            PointsSystemKey = entry.Definition.Key,
            PointsSystemName = entry.Definition.Name,
            Start = WireText.Of(message.Boost.StartOn),
            End = WireText.Of(message.Boost.EndOn),
            Multiplier = WireText.Of(message.Boost.Multiplier),
            Rounding = message.Boost.Rounding switch { Rounding.Down => "down", Rounding.Up => "up", _ => "nearest" },
        });
        return [new Announcement(message.Type, message.Boost.User ?? "", "") { Body = Telling.Write(body, WebhookJson.Default.BoostMessage) }];
    }

    private IEnumerable<Announcement> Of(Space space, ScheduledMessage.OfRun message)
    {
        if (backend.CatalogsOf(space).Current.FindLeaderboard(message.Leaderboard) is not { } entry)
        {
            return [];
        }

        var isOver = message.Type == WebhookTypes.LeaderboardFinished;
        var groups = isOver ? LeaderboardQueries.ArchivedGroups(backend.Engine.Database, space, message.Leaderboard, message.Run) : [];
        return (groups.Count == 0 ? [Group.All] : groups).Select(group =>
        {
            var key = new StandingKey(space.Id, message.Leaderboard, message.Run, group);
            var places = isOver ? LeaderboardQueries.ArchivedPage(backend.Engine.Database, key, 0, Math.Min(LeaderboardWebhooks.PlacesMax, entry.ShownMax)) : [];
            return LeaderboardWebhooks.Of(backend, entry, (message.Type, key), places, isOver ? "finished" : "active");
        });
    }
}
