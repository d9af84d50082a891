using Laurel.Core.Conditions;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using NodaTime.Text;

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
        NumberCheck.Range(context, $"{path}.maxTimes", achievement.MaxTimes, 1, Limits.IntervalMax);
        Needs(context, path, achievement);
        Labels(context, path, achievement.Labels);
        FilterCheck.Run(context, $"{path}.where.user", achievement.UserFilter, context.UserAttributes);
        FilterCheck.Run(context, $"{path}.where.event", achievement.EventFilter, context.EventAttributes);
        if (achievement.EventFilter.Count > 0 && achievement.When is not AchievementCondition.Metric)
        {
            context.Problems.Add($"{path}.where.event", "", "only where a metric reaches a value", "remove it");
        }
    }

    /// <summary>What must be so before the condition counts.</summary>
    private static void Needs(CheckContext context, string path, AchievementDefinition achievement)
    {
        KeyCheck.References(context, $"{path}.requires", achievement.Requires, context.Achievements);
        if (achievement.MinLevel is { } level)
        {
            LeafCheck.Run(context, $"{path}.minLevel", new Condition.Level(level.System, level.Level));
        }

        NumberCheck.Date(context, $"{path}.from", achievement.FromOn ?? new(1970, 1, 1));
        NumberCheck.Date(context, $"{path}.until", achievement.UntilOn ?? new(1970, 1, 1));
        if (achievement.UntilOn < achievement.FromOn)
        {
            context.Problems.Add($"{path}.until", LocalDatePattern.Iso.Format(achievement.UntilOn ?? default), "on or after from", "move one of the dates");
        }
    }

    private static void Labels(CheckContext context, string path, AchievementLabels labels)
    {
        Label(context, $"{path}.category", labels.Category);
        Label(context, $"{path}.season", labels.Season);
        Label(context, $"{path}.rarity", labels.Rarity);
        NumberCheck.Range(context, $"{path}.points", labels.Points, 0, Limits.PointsMax);
        if (labels.PartOf is { } whole)
        {
            KeyCheck.Reference(context, $"{path}.partOf", whole, context.Achievements);
        }

        if (labels.Share is { } share)
        {
            NumberCheck.Range(context, $"{path}.share", share, 1, 99);
        }

        TextCheck.Url(context, $"{path}.images.locked", labels.Images.Locked);
        TextCheck.Url(context, $"{path}.images.unlocked", labels.Images.Unlocked);
        TextCheck.Url(context, $"{path}.images.animated", labels.Images.Animated);
        TextCheck.Url(context, $"{path}.images.banner", labels.Images.Banner);
    }

    private static void Label(CheckContext context, string path, string? label)
    {
        if (label is not null)
        {
            TextCheck.Name(context, path, label);
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
