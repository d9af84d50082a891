using System.Text;
using System.Text.Json.Nodes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Leaderboards;
using Laurel.Server.Users;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>
/// Tells how rankings changed, by comparing them with what was told last. One score moves many ranks, so nothing is written with
/// the scores themselves; after a restart everything is compared once, and nothing is missed.
/// </summary>
internal sealed class RankRounds(Backend backend)
{
    private const int PlacesMax = RankPlaces.Max;

    // Rankings to compare, and when.
    private readonly Dictionary<StandingKey, Instant> waiting = [];

    public async Task RunOnce()
    {
        var now = backend.Engine.Now;
        var standings = backend.Engine.Projections.Standings;
        foreach (var key in standings.TakeTouched())
        {
            waiting[key] = now;
        }

        foreach (var key in waiting.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToArray())
        {
            waiting.Remove(key);
            if (EntryOf(key) is { } entry && await Compare(key, entry, now) is { } again)
            {
                waiting[key] = again;
            }
        }
    }

    /// <summary>From now on, only what changes is told.</summary>
    public Task Begin(int space)
    {
        var longAgo = backend.Engine.Now - ThrottleTimes.Window;
        var standings = backend.Engine.Projections.Standings;
        return backend.Engine.Run(writer =>
        {
            RankTable.Clear(writer.Connection, space);
            foreach (var key in standings.Keys(space))
            {
                if (EntryOf(key) is not { } entry)
                {
                    continue;
                }

                var places = standings.Page(key, 0, Math.Min(entry.ShownMax, PlacesMax));
                foreach (var place in places)
                {
                    RankTable.Write(writer, key, new ToldRank(place.User, place.Rank, place.Value, null));
                }

                var body = LeaderboardWebhooks.Of(backend, entry, (WebhookTypes.LeaderboardChanged, key), places, "active").Body;
                ThrottleTable.Write(writer.Connection, new(space, SubjectOf(key), null, WebhookTypes.LeaderboardChanged, longAgo) { Body = Encoding.UTF8.GetString(body.Span) });
            }
        });
    }

    private LeaderboardEntry? EntryOf(StandingKey key) =>
        backend.Engine.Spaces.Find(key.Space) is { } entry && backend.Engine.TimelineOf(entry.Space) is not null
            ? backend.CatalogsOf(entry.Space).Current.FindLeaderboard(key.Leaderboard) is { IsVisible: true } found ? found : null
            : null;

    // When it is to be compared again; null: when a score changes.
    private async Task<Instant?> Compare(StandingKey key, LeaderboardEntry entry, Instant now)
    {
        var wanted = backend.Engine.Webhooks.TypesOf(key.Space);
        var places = wanted.Contains(WebhookTypes.LeaderboardChanged) || wanted.Contains(WebhookTypes.RankChanged)
            ? backend.Engine.Projections.Standings.Page(key, 0, Math.Min(entry.ShownMax, PlacesMax))
            : [];
        Instant? board = wanted.Contains(WebhookTypes.LeaderboardChanged) ? await CompareBoard(key, entry, places, now) : null;
        Instant? ranks = wanted.Contains(WebhookTypes.RankChanged) ? await CompareRanks(key, entry, places, now) : null;
        return board is null ? ranks : ranks is null || board < ranks ? board : ranks;
    }

    private async Task<Instant?> CompareBoard(StandingKey key, LeaderboardEntry entry, IReadOnlyList<RankedUser> places, Instant now)
    {
        Throttled? known;
        using (var connection = backend.Engine.Database.Connect())
        {
            known = ThrottleTable.Find(connection, key.Space, SubjectOf(key));
        }

        var told = LeaderboardWebhooks.Of(backend, entry, (WebhookTypes.LeaderboardChanged, key), places, "active");
        var body = Encoding.UTF8.GetString(told.Body.Span);
        if (Rankings(known?.Body) == Rankings(body) || (known is null && places.Count == 0))
        {
            return null;
        }

        if (ThrottleTimes.NextAt(known?.SentAt, now) is var next && next > now)
        {
            return next;
        }

        await backend.Engine.RunAsSender(writer =>
        {
            MessageTable.Write(writer, key.Space, told, now);
            ThrottleTable.Write(writer.Connection, new(key.Space, SubjectOf(key), null, told.Type, now) { Body = body });
        });
        return null;
    }

    private async Task<Instant?> CompareRanks(StandingKey key, LeaderboardEntry entry, IReadOnlyList<RankedUser> places, Instant now)
    {
        Dictionary<string, ToldRank> known;
        using (var connection = backend.Engine.Database.Connect())
        {
            known = RankTable.Of(connection, key).ToDictionary(told => told.User, StringComparer.Ordinal);
        }

        var present = places.ToDictionary(place => place.User, StringComparer.Ordinal);
        var moved = RankPlaces.Moved(known, places).ToArray();
        var due = moved.Where(told => ThrottleTimes.NextAt(told.SentAt, now) <= now).ToArray();
        if (due.Length > 0)
        {
            await backend.Engine.RunAsSender(writer =>
            {
                foreach (var before in due)
                {
                    Tell(writer, (key, entry), before, present.GetValueOrDefault(before.User), now);
                }
            });
        }

        return moved.Length == due.Length ? null : moved.Except(due).Min(told => ThrottleTimes.NextAt(told.SentAt, now));
    }

    private void Tell(DatabaseWriter writer, (StandingKey Key, LeaderboardEntry Entry) board, ToldRank before, RankedUser? after, Instant now)
    {
        var space = backend.Engine.Spaces.Find(board.Key.Space)?.Space;
        if (space is not null && backend.Engine.Find(space, before.User) is { } state)
        {
            MessageTable.Write(writer, space.Id, LeaderboardWebhooks.Of(board.Entry, board.Key, UserWire.Of(state.Profile), before, after), now);
        }

        RankTable.Write(writer, board.Key, new ToldRank(before.User, after?.Rank, after?.Value, now));
    }

    private static string SubjectOf(StandingKey key) =>
        $"{WebhookTypes.LeaderboardChanged} {key.Leaderboard} {WireText.Of(key.Run)} {key.Group.Key}";

    private static string Rankings(string? body) => body is null ? "" : JsonNode.Parse(body)?["leaderboard"]?["rankings"]?.ToJsonString() ?? "";
}
