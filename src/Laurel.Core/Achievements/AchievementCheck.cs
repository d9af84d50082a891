using Laurel.Core.Conditions;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Achievements;

/// <summary>What keeps achievement definitions from being used.</summary>
internal static class AchievementCheck
{
    public static void Run(CheckContext context, ValueList<AchievementDefinition> achievements, ValueList<PointsDefinition> systems)
    {
        KeyCheck.Declared(context, context.Achievements.Path, achievements.Select(achievement => achievement.Key));
        for (var i = 0; i < achievements.Count; i++)
        {
            One(context, $"achievements[{i}]", achievements[i]);
        }

        AchievementCycles.Run(context, achievements, systems);
    }

    private static void One(CheckContext context, string path, AchievementDefinition achievement)
    {
        TextCheck.Name(context, $"{path}.name", achievement.Name);
        TextCheck.Description(context, $"{path}.description", achievement.Description);
        TextCheck.Url(context, $"{path}.badgeUrl", achievement.BadgeUrl);
        Condition(context, $"{path}.when", achievement.When);
        FilterCheck.Run(context, $"{path}.where.user", achievement.UserFilter, context.UserAttributes);
        FilterCheck.Run(context, $"{path}.where.event", achievement.EventFilter, context.EventAttributes);
        if (achievement.EventFilter.Count > 0 && achievement.When is not AchievementCondition.Metric)
        {
            context.Problems.Add($"{path}.where.event", "", "only where a metric reaches a value", "remove it");
        }
    }

    private static void Condition(CheckContext context, string path, AchievementCondition condition)
    {
        switch (condition)
        {
            case AchievementCondition.Metric metric:
                KeyCheck.Reference(context, $"{path}.metric", metric.Key, context.Metrics);
                NumberCheck.Positive(context, $"{path}.reaches", metric.Reaches, Limits.TotalMax);
                break;
            case AchievementCondition.Streak streak:
                KeyCheck.Reference(context, $"{path}.streak", streak.Key, context.Streaks);
                NumberCheck.Range(context, $"{path}.reaches", streak.Reaches, 1, Limits.IntervalMax);
                break;
            case AchievementCondition.AllOf allOf:
                AllOf(context, $"{path}.all", allOf.Keys);
                break;
            case AchievementCondition.Meets meets:
                ConditionCheck.Run(context, path, meets.Condition);
                break;
        }
    }

    private static void AllOf(CheckContext context, string path, ValueList<string> keys)
    {
        KeyCheck.References(context, path, keys, context.Achievements);
        if (keys.Count == 0)
        {
            context.Problems.Add(path, "", "at least one achievement", "name those that must be completed");
        }
    }
}
