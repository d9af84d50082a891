using Laurel.Core.Conditions;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Achievements;

/// <summary>How achievements are compared.</summary>
internal static class AchievementChanges
{
    public static readonly DefinitionChanges<AchievementDefinition> Achievements = new("achievement", achievement => achievement.Key, achievement => new FieldTexts()
        .Add("name", achievement.Name)
        .Add("description", achievement.Description)
        .Add("badgeUrl", achievement.BadgeUrl)
        .Add("status", achievement.Status)
        .Add("when", Text(achievement.When))
        .Add("where.user", achievement.UserFilter)
        .Add("where.event", achievement.EventFilter)
        .Add("requires", achievement.Requires)
        .Add("minLevel", achievement.MinLevel is { } level ? $"{level.Level} of {level.System}" : null)
        .Add("from", achievement.FromOn)
        .Add("until", achievement.UntilOn)
        .Add("maxTimes", achievement.MaxTimes)
        .Add("onRetract", achievement.OnRetract)
        .Add("secret", achievement.Labels.IsSecret)
        .Add("category", achievement.Labels.Category)
        .Add("season", achievement.Labels.Season)
        .Add("rarity", achievement.Labels.Rarity)
        .Add("points", achievement.Labels.Points)
        .Add("partOf", achievement.Labels.PartOf)
        .Add("share", achievement.Labels.Share)
        .Add("images.locked", achievement.Labels.Images.Locked)
        .Add("images.unlocked", achievement.Labels.Images.Unlocked)
        .Add("images.animated", achievement.Labels.Images.Animated)
        .Add("images.banner", achievement.Labels.Images.Banner));

    private static string Text(AchievementCondition condition) => condition switch
    {
        AchievementCondition.Metric metric => $"metric {metric.Key} reaches {DecimalText.Of(metric.Reaches)}",
        AchievementCondition.Streak streak => $"streak {streak.Key} reaches {streak.Reaches}",
        AchievementCondition.AllOf allOf => $"all of {string.Join(", ", allOf.Keys)}",
        AchievementCondition.Meets meets => ConditionText.Of(meets.Condition),
        AchievementCondition.Api => "api",
        _ => throw new InvalidOperationException($"No text for {condition}."),
    };
}
