using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>What the rulebook says about a points system.</summary>
internal abstract record PointsFields
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string? BadgeUrl { get; init; }

    public required long? MaxPoints { get; init; }
}

/// <summary>A points system with its active triggers.</summary>
internal sealed record PointsResponse : PointsFields
{
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PointsTriggerResponse> Triggers { get; init; }
}

/// <summary>A user's balance.</summary>
internal sealed record UserPointsResponse : PointsFields
{
    [SetsRequiredMembers]
    public UserPointsResponse(PointsFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public long Total { get; init; }

    [JsonPropertyOrder(1)]
    public PointsLevelResponse? Level { get; init; }

    /// <summary>The way to the next level; null without levels.</summary>
    [JsonPropertyOrder(2)]
    public LevelProgressResponse? LevelProgress { get; init; }

    /// <summary>Only there where users can begin again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public PrestigeResponse? Prestige { get; init; }

    /// <summary>What lapses next; only there where points lapse.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public NextExpiryResponse? NextExpiry { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<PointsAwardResponse> Awards { get; init; } = [];

    /// <summary>What limits ever kept back.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyList<LimitCountResponse> Limits { get; init; } = [];
}

/// <summary>The way from one level to the next: points since the last threshold, points missing, percent from 0 to 100. Next: null at the top.</summary>
internal sealed record LevelProgressResponse(PointsLevelResponse? Next, long Into, long Missing, decimal Percent);

/// <summary>How often a trigger's award was reduced for one reason, and by how many points altogether. TriggerId: null when the rulebook no longer has it.</summary>
internal sealed record LimitCountResponse(string Trigger, string? TriggerId, string Reason, long Count, long Lost);

/// <summary>An award that limits reduced. Reason: repeated, full, cooled, limited, diminished or capped.</summary>
internal sealed record LimitedAwardResponse(string PointsSystem, string Trigger, string Reason, long Wanted, long Granted);

/// <summary>How often a user has begun again, and what that makes of awards.</summary>
internal sealed record PrestigeResponse(int Count, decimal Multiplier);

/// <summary>Points that lapse at the end of a local date.</summary>
internal sealed record NextExpiryResponse(long Points, string Date);

/// <summary>How an input changed a user's balance.</summary>
internal sealed record EventPointsResponse : PointsFields
{
    [SetsRequiredMembers]
    public EventPointsResponse(PointsFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public long Total { get; init; }

    /// <summary>The new level; only there when it changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonPropertyOrder(1)]
    public LevelChange Level { get; init; }

    /// <summary>Sum of the awards; negative for a deduction.</summary>
    [JsonPropertyOrder(1)]
    public long Added { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<PointsAwardResponse> Awards { get; init; } = [];
}

/// <summary>A level that changed, to null when the last one was lost. <c>default</c>: it did not change.</summary>
[JsonConverter(typeof(LevelChangeConverter))]
internal readonly record struct LevelChange(bool IsChanged, PointsLevelResponse? Level);

/// <summary>Writes the level itself.</summary>
internal sealed class LevelChangeConverter : JsonConverter<LevelChange>
{
    public override LevelChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only written.");

    public override void Write(Utf8JsonWriter writer, LevelChange value, JsonSerializerOptions options)
    {
        if (value.Level is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Level, WireJson.Default.PointsLevelResponse);
        }
    }
}

/// <summary>A level; points is the balance it takes.</summary>
internal sealed record PointsLevelResponse(string Id, string Key, string Name, string Description, string? BadgeUrl, long Points);

/// <summary>A boost; start and end are dates in each user's calendar, both inclusive.</summary>
internal sealed record PointsBoostResponse(string Id, string Name, string Status, string Start, string? End, decimal Multiplier, string Rounding);

/// <summary>One movement of a balance; total is the balance afterwards.</summary>
internal sealed record PointsAwardResponse(string Id, long Awarded, string Date, long Total)
{
    /// <summary>adjustment, sent or received; not there when a trigger gave it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>Of an adjustment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The other side of a transfer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OtherUserId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PointsTriggerResponse? Trigger { get; init; }

    public IReadOnlyList<PointsBoostResponse> Boosts { get; init; } = [];
}

/// <summary>What makes points come or go.</summary>
internal sealed record PointsTriggerResponse
{
    public required string Id { get; init; }

    /// <summary>metric, streak, achievement, level, completed, time or user_creation.</summary>
    public required string Type { get; init; }

    public required long Points { get; init; }

    /// <summary>active, inactive or archived.</summary>
    public required string Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AchievementId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AchievementName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MetricName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MetricThreshold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StreakLengthThreshold { get; init; }

    /// <summary>hour or day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeUnit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimeInterval { get; init; }

    public required IReadOnlyList<AttributeResponse> UserAttributes { get; init; }

    /// <summary>The first of the event attributes; deprecated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttributeResponse? EventAttribute { get; init; }

    /// <summary>Only for metric triggers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttributeResponse>? EventAttributes { get; init; }

    public required string Created { get; init; }

    public required string Updated { get; init; }
}
