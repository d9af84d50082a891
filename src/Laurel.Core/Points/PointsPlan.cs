using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>A points system with its position, its active triggers by kind, and its levels.</summary>
internal sealed class PointsPlan
{
    public PointsPlan(int index, PointsDefinition definition, Plan plan)
    {
        Index = index;
        Definition = definition;
        Triggers = [.. definition.Triggers.Where(trigger => trigger.IsActive).Select(trigger => new TriggerPlan(this, trigger, plan))];
        Timers = [.. Triggers.Where(trigger => trigger.Definition.When is TriggerCondition.Time)];
        Signups = [.. Triggers.Where(trigger => trigger.Definition.When is TriggerCondition.Signup)];
        LevelSeed = Plan.Seed("level", definition.Key);
    }

    public int Index { get; }

    public PointsDefinition Definition { get; }

    public TriggerPlan[] Triggers { get; }

    public TriggerPlan[] Timers { get; }

    public TriggerPlan[] Signups { get; }

    public ulong LevelSeed { get; }

    public long Cap => Definition.MaxPoints ?? Limits.PointsMax;

    /// <summary>Position of the highest level whose threshold the balance reaches; -1: none.</summary>
    public int LevelAt(long balance)
    {
        var level = -1;
        foreach (ref readonly var candidate in Definition.Levels.Items)
        {
            if (candidate.Points > balance)
            {
                break;
            }

            level++;
        }

        return level;
    }
}

/// <summary>A trigger with its system, its counter (-1: it has none) and the seed of its awards.</summary>
internal sealed class TriggerPlan(PointsPlan system, TriggerDefinition definition, Plan plan)
{
    public PointsPlan System { get; } = system;

    public TriggerDefinition Definition { get; } = definition;

    public int Counter { get; } = definition.When is TriggerCondition.Metric(var metric, _, var filter) ? plan.IndexOfCounter(metric, filter) : -1;

    /// <summary>How many units make it fire once.</summary>
    public long Every { get; } = definition.When switch
    {
        TriggerCondition.Metric metric => metric.Every,
        TriggerCondition.Streak streak => streak.Every,
        _ => 1,
    };

    public ulong Seed { get; } = Plan.Seed("trigger", system.Definition.Key, definition.Key);
}

/// <summary>The rules that listen to a system's awards.</summary>
internal sealed class PointsListeners(PointsPlan system, Plan plan)
{
    public PointsPlan System { get; } = system;

    public ScoreListener[] Leaderboards { get; } = ScoreListener.OfPoints(plan, system.Definition.Key);
}
