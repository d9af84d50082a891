using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps the triggers of a points system from being used.</summary>
internal static class TriggerCheck
{
    public static void Run(CheckContext context, string list, ValueList<TriggerDefinition> triggers)
    {
        KeyCheck.Declared(context, list, triggers.Select(trigger => trigger.Key));
        for (var i = 0; i < triggers.Count; i++)
        {
            One(context, $"{list}[{i}]", triggers[i]);
        }
    }

    private static void One(CheckContext context, string path, TriggerDefinition trigger)
    {
        if (trigger.Points == 0)
        {
            context.Problems.Add($"{path}.points", "0", "not 0", "give points or, with a negative number, take some");
        }

        NumberCheck.Range(context, $"{path}.points", trigger.Points, -Limits.PointsMax, Limits.PointsMax);
        Condition(context, path, trigger.When);
        ModifierCheck.Run(context, $"{path}.modifiers", trigger);
        LimitCheck.OfTrigger(context, path, trigger);
        FilterCheck.Run(context, $"{path}.where.user", trigger.UserFilter, context.UserAttributes);
        if (trigger.BlockIfOutOfPoints && !(trigger.Points < 0 && trigger.When is TriggerCondition.Metric))
        {
            context.Problems.Add($"{path}.blockIfOutOfPoints", "true", "only for negative points on a metric", "remove it");
        }
    }

    private static void Level(CheckContext context, string path, TriggerCondition.Level level)
    {
        KeyCheck.Reference(context, $"{path}.points", level.System, context.Points);
        if (level.Key is { } key && context.LevelsOf(level.System) is { } levels)
        {
            KeyCheck.Reference(context, $"{path}.reaches", key, levels);
        }
    }

    private static void Condition(CheckContext context, string path, TriggerCondition condition)
    {
        switch (condition)
        {
            case TriggerCondition.Metric metric:
                KeyCheck.Reference(context, $"{path}.metric", metric.Key, context.Metrics);
                NumberCheck.Range(context, $"{path}.every", metric.Every, 1, Limits.PointsMax);
                FilterCheck.Run(context, $"{path}.where.event", metric.EventFilter, context.EventAttributes);
                break;
            case TriggerCondition.Streak streak:
                KeyCheck.Reference(context, $"{path}.streak", streak.Key, context.Streaks);
                NumberCheck.Range(context, $"{path}.every", streak.Every, 1, Limits.IntervalMax);
                break;
            case TriggerCondition.Achievement achievement:
                KeyCheck.Reference(context, $"{path}.achievement", achievement.Key, context.Achievements);
                break;
            case TriggerCondition.Level level:
                Level(context, $"{path}.level", level);
                break;
            case TriggerCondition.Completed completed:
                NumberCheck.Range(context, $"{path}.completed.every", completed.Percent, 1, 100);
                KeyCheck.References(context, $"{path}.completed.of", completed.Of, context.Achievements);
                break;
            case TriggerCondition.Time time:
                NumberCheck.Range(context, $"{path}.time.every", time.Every, 1, Limits.IntervalMax);
                break;
        }
    }
}
