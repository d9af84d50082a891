using System.Text.Json.Serialization;
using Laurel.Core;

namespace Laurel.Server.Achievements;

/// <summary>One attribute of a filter or a group.</summary>
internal sealed record AttributeResponse(string Key, string Value)
{
    public static IReadOnlyList<AttributeResponse> Of(ValueList<AttributeValue> filter) =>
        filter.Count == 0 ? [] : [.. filter.Select(pair => new AttributeResponse(pair.Key, pair.Value))];
}

/// <summary>Pictures of an achievement; null: none of that kind.</summary>
internal sealed record ImagesResponse(string? Locked, string? Unlocked, string? Animated, string? Banner);

/// <summary>What the rulebook says about an achievement.</summary>
internal abstract record AchievementFields
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>metric, streak, api, achievement, or condition for any other condition.</summary>
    public required string Trigger { get; init; }

    public required string? Description { get; init; }

    public required string? BadgeUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StreakLength { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AchievementIds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MetricValue { get; init; }

    /// <summary>Id of the achievement that this is a tier or milestone of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PartOf { get; init; }

    /// <summary>Of a milestone: percent of the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Share { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Season { get; init; }

    /// <summary>How rare it is meant to be; <c>rarity</c> is how rare it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RarityLabel { get; init; }

    /// <summary>Achievement points.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AchievementPoints { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Secret { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AvailableFrom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AvailableUntil { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImagesResponse? Images { get; init; }

    public required IReadOnlyList<AttributeResponse> UserAttributes { get; init; }

    /// <summary>The first of the event attributes; deprecated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttributeResponse? EventAttribute { get; init; }

    /// <summary>Only for metric achievements.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttributeResponse>? EventAttributes { get; init; }
}

/// <summary>An achievement with how many hold it.</summary>
internal sealed record AchievementResponse : AchievementFields
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public AchievementResponse(AchievementFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public int Completions { get; init; }

    /// <summary>Percentage of all users who completed it.</summary>
    [JsonPropertyOrder(1)]
    public double Rarity { get; init; }

    /// <summary>With repetitions.</summary>
    [JsonPropertyOrder(2)]
    public long TimesCompleted { get; init; }

    /// <summary>Mean time from a user's creation to the first completion; null: nobody yet.</summary>
    [JsonPropertyOrder(2)]
    public long? AverageSecondsToComplete { get; init; }
}

/// <summary>An achievement of one user.</summary>
internal sealed record UserAchievementResponse : AchievementFields
{
    [JsonPropertyOrder(1)]
    public string? AchievedAt { get; init; }
}

/// <summary>An achievement of one user with how many hold it and how far the user is.</summary>
internal sealed record UserAchievementStatsResponse : AchievementFields
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public UserAchievementStatsResponse(AchievementFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public string? AchievedAt { get; init; }

    [JsonPropertyOrder(1)]
    public int Completions { get; init; }

    [JsonPropertyOrder(1)]
    public double Rarity { get; init; }

    /// <summary>How often the user completed it.</summary>
    [JsonPropertyOrder(2)]
    public int TimesCompleted { get; init; }

    [JsonPropertyOrder(1)]
    public ProgressResponse Progress { get; init; } = ProgressResponse.None;
}

/// <summary>How far a user is; percent from 0 to 100, 100 once completed.</summary>
internal sealed record ProgressResponse(decimal Current, decimal Target, decimal Percent)
{
    public static readonly ProgressResponse None = new(0, 1, 0);
}

/// <summary>The answer to a completion by the application.</summary>
internal sealed record CompletionResponse(
    string CompletionId, UserAchievementResponse Achievement, IReadOnlyDictionary<string, Points.EventPointsResponse> Points);
