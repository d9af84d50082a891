using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Points;

namespace Laurel.Server.Notifications;

/// <summary>Something that happened to a user. Which of the parts there are depends on the type, as in webhooks.</summary>
internal sealed record NotificationResponse
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string At { get; init; }

    /// <summary>When it was read; null: it is unread.</summary>
    public required string? ReadAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserAchievementResponse? Achievement { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StreakKey { get; init; }

    /// <summary>The length now, or that was lost.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Length { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Consumed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Earned { get; init; }

    /// <summary>Freezes held afterwards.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Freezes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PointsKey { get; init; }

    /// <summary>Null: none, or it is no change of level.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PointsLevelResponse? PreviousLevel { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PointsLevelResponse? NewLevel { get; init; }
}

/// <summary>A page; next: what to give as before for the following one, null at the end.</summary>
internal sealed record NotificationsResponse(IReadOnlyList<NotificationResponse> Notifications, long Unread, string? Next);

/// <summary>How many are unread.</summary>
internal sealed record UnreadResponse(long Unread);

/// <summary>The body of marking all as read, for the published document; upTo: the newest one to mark, all when absent.</summary>
internal sealed record ReadBody(string? UpTo);
