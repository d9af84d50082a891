using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;

namespace Laurel.Core.Metrics;

/// <summary>A metric with its counters and everything that listens to it.</summary>
internal sealed class MetricPlan(int index, MetricDefinition definition, Plan plan)
{
    public int Index { get; } = index;

    public MetricDefinition Definition { get; } = definition;

    public CounterListeners[] Counters { get; } =
        [.. plan.Counters.Where(counter => counter.Metric == definition.Key).Select(counter => new CounterListeners(counter, plan))];

    /// <summary>The streaks that need this metric; with -1 those that only users of their own choice do.</summary>
    public (StreakPlan Streak, int Requirement)[] Streaks { get; } =
        [.. from streak in plan.Streaks
            let requirement = new Demand(streak.Definition.Mode, streak.Definition.Requirements).IndexOf(definition.Key)
            where requirement >= 0 || streak.Definition.IsPersonal
            select (streak, requirement)];

    public ScoreListener[] Leaderboards { get; } = ScoreListener.OfMetric(plan, definition.Key);
}

/// <summary>A counter and the rules that listen to it.</summary>
internal sealed class CounterListeners(Counter counter, Plan plan)
{
    public Counter Counter { get; } = counter;

    public ulong Seed { get; } = Plan.Seed("counter", counter.Key);

    public AchievementPlan[] Achievements { get; } = [.. plan.Achievements.Where(achievement => achievement.Counter == counter.Index)];

    public Gauge[] Gauges { get; } = [.. plan.Gauges.Where(gauge => gauge.Counter == counter.Index)];

    public TriggerPlan[] Triggers { get; } = [.. plan.Points.SelectMany(system => system.Triggers).Where(trigger => trigger.Counter == counter.Index)];
}
