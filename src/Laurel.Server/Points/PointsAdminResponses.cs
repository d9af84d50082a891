using System.Text.Json.Serialization;
using Laurel.Server.Bulk;

namespace Laurel.Server.Points;

/// <summary>A points system as it is configured.</summary>
internal sealed record PointsSystemResponse(string Id, string Name, string Key, string Description, string Status, Badge? Badge, long? MaxPoints)
{
    /// <summary>In the answer to a creation that brought some.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LevelResponse>? Levels { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BoostResponse>? Boosts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TriggerResponse>? Triggers { get; init; }
}

/// <summary>A level as it is configured.</summary>
internal sealed record LevelResponse(string Id, string Name, string Key, long Points, string Description, Badge? Badge);

/// <summary>A boost as it is configured.</summary>
internal sealed record BoostResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>As the rulebook has it.</summary>
    public required string Key { get; init; }

    /// <summary>scheduled, active or finished; today in UTC.</summary>
    public required string Status { get; init; }

    public required string Start { get; init; }

    /// <summary>Last day, inclusive; null: open-ended.</summary>
    public required string? End { get; init; }

    public required decimal Multiplier { get; init; }

    /// <summary>down, up or nearest.</summary>
    public required string Rounding { get; init; }

    public required string? UserId { get; init; }

    /// <summary>Only where userId is null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FilterResponse>? UserAttributes { get; init; }
}

/// <summary>A trigger as it is configured; the fields of its type are there.</summary>
internal sealed record TriggerResponse
{
    public required string Id { get; init; }

    /// <summary>As the rulebook has it.</summary>
    public required string Key { get; init; }

    /// <summary>metric, achievement, streak, time or user_creation; level and completed come with a rulebook.</summary>
    public required string Type { get; init; }

    public required long Points { get; init; }

    /// <summary>active or inactive.</summary>
    public required string Status { get; init; }

    public required IReadOnlyList<FilterResponse> UserAttributes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MetricThreshold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FilterResponse>? EventAttributes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AchievementId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StreakLength { get; init; }

    /// <summary>hours or days.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeUnit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimeInterval { get; init; }

    public required bool BlockIfOutOfPoints { get; init; }
}
