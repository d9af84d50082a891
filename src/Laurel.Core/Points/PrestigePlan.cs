using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Metrics;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>A prestige with everything it names looked up.</summary>
internal sealed class PrestigePlan(PointsPlan system, PrestigeDefinition definition, Plan plan)
{
    public PointsPlan System { get; } = system;

    public PrestigeDefinition Definition { get; } = definition;

    public ulong Seed { get; } = Plan.Seed("prestige", system.Definition.Key);

    /// <summary>Position of the level that must be held.</summary>
    public int Level { get; } = system.Definition.Levels.Index().First(level => level.Item.Key == definition.Level).Index;

    /// <summary>Systems that go back to nothing, this one first.</summary>
    public PointsPlan[] Points { get; } = [system, .. plan.Points.Where(other => definition.ResetPoints.Contains(other.Definition.Key))];

    public AchievementPlan[] Achievements { get; } = [.. plan.Achievements.Where(achievement => definition.ResetAchievements.Contains(achievement.Definition.Key))];

    /// <summary>Those of the achievements' sequences that no other achievement shares.</summary>
    public SequencePlan[] Sequences { get; } =
    [
        .. SequencesOf(plan.Achievements.Where(achievement => definition.ResetAchievements.Contains(achievement.Definition.Key)))
            .Except(SequencesOf(plan.Achievements.Where(achievement => !definition.ResetAchievements.Contains(achievement.Definition.Key)))),
    ];

    /// <summary>Totals, and those of events that match a filter.</summary>
    public Counter[] Counters { get; } = [.. plan.Counters.Where(counter => definition.ResetMetrics.Contains(counter.Metric))];

    private static IEnumerable<SequencePlan> SequencesOf(IEnumerable<AchievementPlan> achievements) =>
        achievements.SelectMany(achievement => achievement.Measured?.Sequences ?? []);
}
