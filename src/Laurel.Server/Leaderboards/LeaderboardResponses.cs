using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Laurel.Server.Achievements;

namespace Laurel.Server.Leaderboards;

/// <summary>What the rulebook says about a board.</summary>
internal abstract record LeaderboardFields
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    /// <summary>metric, points or streak. With Metrics instead of a MetricKey: several metrics with weights.</summary>
    public required string RankBy { get; init; }

    /// <summary>The parts of a board of weighted metrics.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(2)]
    public IReadOnlyList<WeightedMetricResponse>? Metrics { get; init; }

    /// <summary>sum, maximum, minimum, latest, average or count.</summary>
    [JsonPropertyOrder(2)]
    public required string Aggregation { get; init; }

    /// <summary>Which score is the best: the highest (descending) or the lowest (ascending).</summary>
    [JsonPropertyOrder(2)]
    public required string Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricKey { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PointsSystemKey { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PointsSystemName { get; init; }

    /// <summary>The only attribute of the breakdown; deprecated.</summary>
    public required string? BreakdownAttribute { get; init; }

    public required IReadOnlyList<string> BreakdownAttributes { get; init; }

    /// <summary>The event attribute whose values are rankings of their own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EventBreakdownAttribute { get; init; }

    public required string Start { get; init; }

    public required string? End { get; init; }

    public required string? StartTime { get; init; }

    public required string? EndTime { get; init; }

    public required int? MaxParticipants { get; init; }

    /// <summary>day, month or year; null: the board does not repeat.</summary>
    public required string? RunUnit { get; init; }

    public required int? RunInterval { get; init; }
}

/// <summary>A metric and what one unit of it counts.</summary>
internal sealed record WeightedMetricResponse(string MetricKey, decimal Weight);

/// <summary>A board in the list. Status: active, scheduled or finished.</summary>
internal sealed record LeaderboardRowResponse : LeaderboardFields
{
    [JsonPropertyOrder(1)]
    public string Status { get; init; } = "active";
}

/// <summary>A board with a page of one of its rankings.</summary>
internal sealed record LeaderboardResponse : LeaderboardFields
{
    [SetsRequiredMembers]
    public LeaderboardResponse(LeaderboardFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public string Status { get; init; } = "active";

    [JsonPropertyOrder(1)]
    public IReadOnlyList<RankingResponse> Rankings { get; init; } = [];
}

/// <summary>
/// One row of a ranking. Value: rounded down; Score: exact; PreviousRank: at the end of the last day kept, null when not ranked then;
/// TieBreakers: null where the user has no value.
/// </summary>
internal sealed record RankingResponse(string UserId, string? UserName, int Rank, long Value)
{
    public int? PreviousRank { get; init; }

    /// <summary>up, down, same, or new: not ranked then. Only where one ranking is shown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Movement { get; init; }

    public decimal Score { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<decimal?>? TieBreakers { get; init; }
}

/// <summary>What a ranking comes to; null where there is nothing to tell.</summary>
internal sealed record BoardStatisticsResponse
{
    public int Participants { get; init; }

    /// <summary>Those whose score changed in the last 7 days.</summary>
    public int Active { get; init; }

    public decimal? Average { get; init; }

    public decimal? Median { get; init; }

    public TopScoreResponse? Top { get; init; }

    /// <summary>0 to 100: how close the leaders are.</summary>
    public decimal? CompetitionIndex { get; init; }

    /// <summary>Percentage of those who have left.</summary>
    public decimal? Churn { get; init; }

    public required string Updated { get; init; }
}

/// <summary>Who leads.</summary>
internal sealed record TopScoreResponse(string UserId, string? UserName, decimal Score);

/// <summary>A board as it stands for one user.</summary>
internal sealed record UserLeaderboardResponse : LeaderboardFields
{
    [SetsRequiredMembers]
    public UserLeaderboardResponse(LeaderboardFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public int? Rank { get; init; }

    [JsonPropertyOrder(1)]
    public long? Value { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<RankDayResponse> History { get; init; } = [];
}

/// <summary>Where a user stood at the end of a day. Timestamp: midnight UTC of the date; deprecated.</summary>
internal sealed record RankDayResponse(string Date, string Timestamp, int? PreviousRank, int? Rank, long? PreviousValue, long? Value);

/// <summary>How an event moved its user on a board; start and end are those of the run.</summary>
internal sealed record EventLeaderboardResponse : LeaderboardFields
{
    [SetsRequiredMembers]
    public EventLeaderboardResponse(LeaderboardFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public int? Rank { get; init; }

    [JsonPropertyOrder(1)]
    public int? PreviousRank { get; init; }

    /// <summary>The lowest score shown, when the board is full; else 0.</summary>
    [JsonPropertyOrder(1)]
    public long Threshold { get; init; }

    /// <summary>The only value; deprecated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public string? BreakdownAttributeValue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<AttributeResponse>? BreakdownAttributeValues { get; init; }
}
