using Laurel.Server.Bulk;

namespace Laurel.Server.Points;

/// <summary>A new points system, for the published document.</summary>
internal sealed record PointsSystemBody(string Name, string Key)
{
    public string? Description { get; init; }

    public Badge? Badge { get; init; }

    public long? MaxPoints { get; init; }

    public IReadOnlyList<LevelBody>? Levels { get; init; }

    public IReadOnlyList<BoostBody>? Boosts { get; init; }

    public IReadOnlyList<TriggerBody>? Triggers { get; init; }
}

/// <summary>What is to change about a points system, for the published document.</summary>
internal sealed record PointsSystemChangeBody(string Id, string? Name, string? Description, Badge? Badge, long? MaxPoints);

/// <summary>A new level, for the published document.</summary>
internal sealed record LevelBody(string Name, string Key, long Points)
{
    public string? Description { get; init; }

    public Badge? Badge { get; init; }
}

/// <summary>What is to change about a level, for the published document.</summary>
internal sealed record LevelChangeBody(string Id, string? Name, long? Points, string? Description, Badge? Badge);

/// <summary>A new boost, for the published document.</summary>
internal sealed record BoostBody(string Name, string Start, decimal Multiplier)
{
    public string? UserId { get; init; }

    public string? End { get; init; }

    public string? Rounding { get; init; }

    public IReadOnlyList<FilterResponse>? UserAttributes { get; init; }
}

/// <summary>What is to change about a boost, for the published document.</summary>
internal sealed record BoostChangeBody(string Id, string? Name, string? Start, string? End, decimal? Multiplier)
{
    public string? Rounding { get; init; }

    public IReadOnlyList<FilterResponse>? UserAttributes { get; init; }
}

/// <summary>What a trigger can be given, for the published document.</summary>
internal abstract record TriggerPartsBody
{
    public string? Status { get; init; }

    public IReadOnlyList<FilterResponse>? UserAttributes { get; init; }

    public string? MetricId { get; init; }

    public long? MetricThreshold { get; init; }

    public IReadOnlyList<FilterResponse>? EventAttributes { get; init; }

    public string? AchievementId { get; init; }

    public int? StreakLength { get; init; }

    public string? TimeUnit { get; init; }

    public int? TimeInterval { get; init; }

    public bool? BlockIfOutOfPoints { get; init; }
}

/// <summary>A new trigger, for the published document.</summary>
internal sealed record TriggerBody(string Type, long Points) : TriggerPartsBody;

/// <summary>What is to change about a trigger, for the published document.</summary>
internal sealed record TriggerChangeBody(string Id) : TriggerPartsBody
{
    public string? Type { get; init; }

    public long? Points { get; init; }
}
