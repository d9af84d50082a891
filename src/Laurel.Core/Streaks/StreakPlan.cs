using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Streaks;

/// <summary>A streak with its position and the seeds of its facts.</summary>
internal sealed class StreakPlan(int index, StreakDefinition definition)
{
    public int Index { get; } = index;

    public StreakDefinition Definition { get; } = definition;

    public ulong ExtendedSeed { get; } = Plan.Seed("streak-extended", definition.Key);

    public ulong ClosedSeed { get; } = Plan.Seed("streak-closed", definition.Key);

    public ulong RestoredSeed { get; } = Plan.Seed("streak-restored", definition.Key);

    public ulong FreezeSeed { get; } = Plan.Seed("streak-freeze", definition.Key);
}

/// <summary>The rules that listen to a streak.</summary>
internal sealed class StreakListeners(StreakPlan streak, Plan plan)
{
    public StreakPlan Streak { get; } = streak;

    public AchievementPlan[] Achievements { get; } =
        [.. plan.Achievements.Where(achievement => !achievement.IsRepeatable && achievement.Definition.When is AchievementCondition.Streak(var key, _) && key == streak.Definition.Key)];

    public TriggerPlan[] Triggers { get; } =
        [.. plan.Points.SelectMany(system => system.Triggers).Where(trigger => trigger.Definition.When is TriggerCondition.Streak(var key, _) && key == streak.Definition.Key)];

    public FreezeGrantPlan[] Freezes { get; } = FreezeGrantPlan.Of(plan, grant => grant is FreezeGrant.Streak(var key, _, _) && key == streak.Definition.Key);

    public LeaderboardPlan[] Leaderboards { get; } =
        [.. plan.Leaderboards.Where(board => board.Definition.RankBy is RankBy.Streak(var key) && key == streak.Definition.Key)];
}
