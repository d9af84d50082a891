using System.Text.Json.Serialization;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Leaderboards;

/// <summary>Configuring boards.</summary>
internal static class LeaderboardAdminEndpoints
{
    public static void Map(Routes admin) => DefinitionEndpoints.Map(
        admin, "/leaderboards", new LeaderboardKind(),
        new("Leaderboards", "leaderboards", typeof(IReadOnlyList<LeaderboardBody>), typeof(IReadOnlyList<LeaderboardChangeBody>))
        {
            Example = """{"name": "Weekly readers", "key": "weekly-readers", "rankBy": "metric", "metricId": "c491bf80-eb32-8eef-b1db-4ee88a5fef90", "runUnit": "day", "runInterval": 7, "status": "active"}""",
            Change = "\"status\": \"inactive\"",
        });
}

/// <summary>A board as it is configured.</summary>
internal sealed record LeaderboardAdminResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Key { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>inactive, scheduled, active or finished.</summary>
    public required string Status { get; init; }

    /// <summary>metric, streak or points.</summary>
    public required string RankBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PointsSystemId { get; init; }

    /// <summary>How many of the best are shown; null: all.</summary>
    public required int? MaxParticipants { get; init; }

    public required string Start { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? End { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StartTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EndTime { get; init; }

    /// <summary>Ids of user attributes.</summary>
    public required IReadOnlyList<string> BreakdownAttributes { get; init; }

    /// <summary>day, month or year.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunUnit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RunInterval { get; init; }
}

/// <summary>What a board is created with or changed to, for the published document.</summary>
internal abstract record LeaderboardBodyFields
{
    public string? Description { get; init; }

    public string? Status { get; init; }

    public string? MetricId { get; init; }

    public string? PointsSystemId { get; init; }

    public int? MaxParticipants { get; init; }

    public string? Start { get; init; }

    public string? End { get; init; }

    public string? StartTime { get; init; }

    public string? EndTime { get; init; }

    public IReadOnlyList<string>? BreakdownAttributes { get; init; }

    public string? RunUnit { get; init; }

    public int? RunInterval { get; init; }
}

/// <summary>A new board, for the published document.</summary>
internal sealed record LeaderboardBody(string Name, string Key, string RankBy) : LeaderboardBodyFields;

/// <summary>What is to change about a board, for the published document.</summary>
internal sealed record LeaderboardChangeBody(string Id, string? Name, string? Key, string? RankBy) : LeaderboardBodyFields;
