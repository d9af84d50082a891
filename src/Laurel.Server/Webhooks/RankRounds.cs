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
        var boards = (from key in standings.Keys(space)
                      let entry = EntryOf(key)
                      where entry is not null
                      let places = standings.Page(key, 0, Math.Min(entry.ShownMax, PlacesMax))
                      select (key, places, LeaderboardWebhooks.Of(backend, entry, (WebhookTypes.LeaderboardChanged, key), places, "active").Body)).ToArray();
        return backend.Engine.Run(writer =>
        {
            RankTable.Clear(writer.ConnectionAside, space);
            foreach (var (key, places, body) in boards)
            {
                foreach (var place in places)
                {
                    RankTable.Write(writer, key, new ToldRank(place.User, place.Rank, place.Value, null));
                }

                ThrottleTable.Write(writer.ConnectionAside, new(space, SubjectOf(key), null, WebhookTypes.LeaderboardChanged, longAgo) { Body = Encoding.UTF8.GetString(body.Span) });
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
        using (var connection = backend.Engine.Database.ConnectAside())
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
            ThrottleTable.Write(writer.ConnectionAside, new(key.Space, SubjectOf(key), null, told.Type, now) { Body = body });
        });
        return null;
    }

    private async Task<Instant?> CompareRanks(StandingKey key, LeaderboardEntry entry, IReadOnlyList<RankedUser> places, Instant now)
    {
        Dictionary<string, ToldRank> known;
        using (var connection = backend.Engine.Database.ConnectAside())
        {
            known = RankTable.Of(connection, key).ToDictionary(told => told.User, StringComparer.Ordinal);
        }

        var present = places.ToDictionary(place => place.User, StringComparer.Ordinal);
        var moved = RankPlaces.Moved(known, places).ToArray();
        var due = moved.Where(told => ThrottleTimes.NextAt(told.SentAt, now) <= now).ToArray();
        if (due.Length > 0)
        {
            var told = due.Select(before => (Before: before, After: present.GetValueOrDefault(before.User))).Select(move => (move.Before, move.After, Message: MessageOf((key, entry), move.Before, move.After))).ToArray();
            await backend.Engine.RunAsSender(writer =>
            {
                foreach (var (before, after, message) in told)
                {
                    if (message is not null)
                    {
                        MessageTable.Write(writer, key.Space, message, now);
                    }

                    RankTable.Write(writer, key, new ToldRank(before.User, after?.Rank, after?.Value, now));
                }
            });
        }

        return moved.Length == due.Length ? null : moved.Except(due).Min(told => ThrottleTimes.NextAt(told.SentAt, now));
    }

    // Null: nobody is left to tell.
    private Announcement? MessageOf((StandingKey Key, LeaderboardEntry Entry) board, ToldRank before, RankedUser? after) =>
        backend.Engine.Spaces.Find(board.Key.Space)?.Space is { } space && backend.Engine.Find(space, before.User) is { } state
            ? LeaderboardWebhooks.Of(board.Entry, board.Key, UserWire.Of(state.Profile), before, after)
            : null;

    private static string SubjectOf(StandingKey key) =>
        $"{WebhookTypes.LeaderboardChanged} {key.Leaderboard} {WireText.Of(key.Run)} {key.Group.Key}";

    private static string Rankings(string? body) => body is null ? "" : JsonNode.Parse(body)?["leaderboard"]?["rankings"]?.ToJsonString() ?? "";
}
