using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Achievements;
using Laurel.Server.Http;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;

namespace Laurel.Server.Leaderboards;

/// <summary>leaderboard.started, leaderboard.changed and leaderboard.finished.</summary>
internal sealed record LeaderboardMessage(string Type, ToldLeaderboardResponse Leaderboard);

/// <summary>leaderboard.rank_changed.</summary>
internal sealed record RankMessage(string Type, UserResponse User, ToldRankResponse Leaderboard);

/// <summary>A run of a board with its first places; start and end are those of the run.</summary>
internal sealed record ToldLeaderboardResponse : LeaderboardFields
{
    [SetsRequiredMembers]
    public ToldLeaderboardResponse(LeaderboardFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public string Status { get; init; } = "active";

    [JsonPropertyOrder(1)]
    public IReadOnlyList<RankingResponse> Rankings { get; init; } = [];

    /// <summary>Which ranking it is, of a broken-down board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<AttributeResponse>? BreakdownAttributeValues { get; init; }
}

/// <summary>Where a user stands on a board, and stood when that was last told.</summary>
internal sealed record ToldRankResponse : LeaderboardFields
{
    [SetsRequiredMembers]
    public ToldRankResponse(LeaderboardFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public int? Rank { get; init; }

    [JsonPropertyOrder(1)]
    public long? Value { get; init; }

    [JsonPropertyOrder(1)]
    public int? PreviousRank { get; init; }

    [JsonPropertyOrder(1)]
    public long? PreviousValue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<AttributeResponse>? BreakdownAttributeValues { get; init; }
}

/// <summary>Messages about boards.</summary>
internal static class LeaderboardWebhooks
{
    /// <summary>Places that a message lists.</summary>
    public const int PlacesMax = 10;

    public static Announcement Of(Backend backend, LeaderboardEntry entry, (string Type, StandingKey Key) what, IReadOnlyList<RankedUser> places, string status)
    {
        var space = backend.Engine.Spaces.Find(what.Key.Space)?.Space ?? throw new InvalidOperationException($"There is no space {what.Key.Space}.");
        string[] users = [.. places.Select(place => place.User)];
        var names = UserQueries.Names(backend.Engine.Database, space, users, entry.Definition.AnonymousName);
        var body = new LeaderboardMessage(what.Type, new(entry.Response)
        {
            Start = WireText.Of(what.Key.Run),
            End = WireText.Of(RunCalendar.LastDay(entry.Definition, what.Key.Run)),
            Status = status,
            Rankings = [.. places.Take(PlacesMax).Select(place => LeaderboardWire.Row(place, names.GetValueOrDefault(place.User), null, isMoving: false))],
            BreakdownAttributeValues = ValuesOf(entry, what.Key.Group),
        });
        return new Announcement(what.Type, "", "") { Body = Telling.Write(body, WebhookJson.Default.LeaderboardMessage) };
    }

    public static Announcement Of(LeaderboardEntry entry, StandingKey key, UserResponse user, ToldRank before, RankedUser? after)
    {
        var body = new RankMessage(WebhookTypes.RankChanged, user, new(entry.Response)
        {
            Start = WireText.Of(key.Run),
            End = WireText.Of(RunCalendar.LastDay(entry.Definition, key.Run)),
            Rank = after?.Rank,
            Value = after is null ? null : WireText.Whole(after.Value),
            PreviousRank = before.Rank,
            PreviousValue = before.Value is { } value ? WireText.Whole(value) : null,
            BreakdownAttributeValues = ValuesOf(entry, key.Group),
        });
        return new Announcement(WebhookTypes.RankChanged, user.Id, "") { Body = Telling.Write(body, WebhookJson.Default.RankMessage) };
    }

    private static IReadOnlyList<AttributeResponse>? ValuesOf(LeaderboardEntry entry, Group group) =>
        entry.GroupKeys.Count == 0 || group == Group.All ? null : [.. entry.GroupKeys.Zip(group.Values, (key, value) => new AttributeResponse(key, value))];
}
