using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;

namespace Laurel.Core.Rulebooks;

/// <summary>
/// All definitions of one space: an immutable document. Two rulebooks with the same definitions in the same order are equal.
/// Whether it can be used is the matter of <see cref="RulebookCheck"/>.
/// </summary>
public sealed record Rulebook
{
    public static readonly Rulebook Empty = new();

    public ValueList<AttributeDefinition> UserAttributes { get; init; } = [];

    public ValueList<AttributeDefinition> EventAttributes { get; init; } = [];

    public ValueList<MetricDefinition> Metrics { get; init; } = [];

    /// <summary>The first one is the streak that <c>/v1</c> shows.</summary>
    public ValueList<StreakDefinition> Streaks { get; init; } = [];

    public ValueList<AchievementDefinition> Achievements { get; init; } = [];

    public ValueList<PointsDefinition> Points { get; init; } = [];

    public ValueList<LeaderboardDefinition> Leaderboards { get; init; } = [];
}
