using Laurel.Core.Conditions;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;

namespace Laurel.Core.Achievements;

/// <summary>An achievement with its position, its counter (-1: it has none) and the seed of its fact.</summary>
internal sealed class AchievementPlan(int index, AchievementDefinition definition, Plan plan)
{
    public int Index { get; } = index;

    public AchievementDefinition Definition { get; } = definition;

    public int Counter { get; } = definition is { MaxTimes: 1, When: AchievementCondition.Metric(var metric, _) } ? plan.IndexOfCounter(metric, definition.EventFilter) : -1;

    /// <summary>What its progress is measured by; null where the application decides.</summary>
    public ConditionPlan? Measured { get; } = definition.When.ToCondition(definition.EventFilter) is { } measured
        ? plan.Conditions.Build(measured, definition.MaxTimes > 1 ? definition.Key : "")
        : null;

    /// <summary>The condition, where it is more than one of the simple forms; else null.</summary>
    public ConditionPlan? Condition => Definition.When is AchievementCondition.Meets || IsRepeatable ? Measured : null;

    public bool IsRepeatable => Definition.MaxTimes > 1;

    /// <summary>What makes the condition be looked at.</summary>
    public IEnumerable<Subject> Subjects => [.. Condition?.Subjects ?? [], .. Gate?.Subjects ?? []];

    /// <summary>What must hold besides; null: nothing.</summary>
    public ConditionPlan? Gate { get; } = GateOf(definition) is { Parts.Count: > 0 } gate ? plan.Conditions.Build(gate, "") : null;

    public ulong Seed { get; } = Plan.Seed("achievement", definition.Key);

    private static Condition.All GateOf(AchievementDefinition definition) => new(
    [
        .. definition.Requires.Select(key => new Condition.Achievement(key)),
        .. definition.MinLevel is { } level ? [new Condition.Level(level.System, level.Level)] : Array.Empty<Condition>(),
    ]);
}

/// <summary>The rules that listen to an achievement's completion.</summary>
internal sealed class AchievementListeners(AchievementPlan achievement, Plan plan)
{
    public AchievementPlan Achievement { get; } = achievement;

    public CompositePlan[] Composites { get; } =
        [.. plan.Achievements
            .Where(other => !other.IsRepeatable && other.Definition.When is AchievementCondition.AllOf(var keys) && keys.Contains(achievement.Definition.Key))
            .Select(other => new CompositePlan(other, plan))];

    /// <summary>Triggers that listen to a completed share of which this is a part.</summary>
    public TriggerPlan[] Shares { get; } =
        [.. plan.Points.SelectMany(system => system.Triggers).Where(trigger => trigger.Achievements.Contains(achievement.Index))];

    public FreezeGrantPlan[] Freezes { get; } = FreezeGrantPlan.Of(plan, grant => grant is FreezeGrant.Achievement(var key, _) && key == achievement.Definition.Key);

    public TriggerPlan[] Triggers { get; } =
        [.. plan.Points.SelectMany(system => system.Triggers)
            .Where(trigger => trigger.Definition.When is TriggerCondition.Achievement(var key) && key == achievement.Definition.Key)];

    /// <summary>Boards on which only those stand who have completed it.</summary>
    public LeaderboardPlan[] Entries { get; } = [.. plan.Leaderboards.Where(board => board.Definition.Entry?.Achievement == achievement.Definition.Key)];
}

/// <summary>A composite achievement and the positions of all that it needs.</summary>
internal sealed class CompositePlan(AchievementPlan achievement, Plan plan)
{
    public AchievementPlan Achievement { get; } = achievement;

    public int[] Needs { get; } = achievement.Definition.When is AchievementCondition.AllOf(var keys)
        ? [.. plan.Achievements.Where(other => keys.Contains(other.Definition.Key)).Select(other => other.Index)]
        : [];
}
