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

    public ValueList<StreakDefinition> Streaks { get; init; } = [];

    /// <summary>Position of the streak that <c>/v1</c> shows: the default one, else the first; -1 without streaks.</summary>
    public int DefaultStreak
    {
        get
        {
            for (var i = 0; i < Streaks.Count; i++)
            {
                if (Streaks[i].IsDefault)
                {
                    return i;
                }
            }

            return Streaks.Count == 0 ? -1 : 0;
        }
    }

    public ValueList<AchievementDefinition> Achievements { get; init; } = [];

    public ValueList<PointsDefinition> Points { get; init; } = [];

    public ValueList<LeaderboardDefinition> Leaderboards { get; init; } = [];
}
