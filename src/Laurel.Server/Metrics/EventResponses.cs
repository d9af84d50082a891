using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Leaderboards;
using Laurel.Server.Points;
using Laurel.Server.Streaks;

namespace Laurel.Server.Metrics;

/// <summary>Everything that followed from an event.</summary>
internal sealed record EventResponse
{
    public required string EventId { get; init; }

    public required string MetricId { get; init; }

    public required decimal Total { get; init; }

    public required IReadOnlyList<UserAchievementResponse> Achievements { get; init; }

    public required EventStreakResponse CurrentStreak { get; init; }

    public required IReadOnlyDictionary<string, EventPointsResponse> Points { get; init; }

    public required IReadOnlyDictionary<string, EventLeaderboardResponse> Leaderboards { get; init; }

    /// <summary>Awards that limits reduced; additive, only there when they did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LimitedAwardResponse>? LimitedAwards { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdempotencyKey { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IdempotentReplayed { get; init; }
}
