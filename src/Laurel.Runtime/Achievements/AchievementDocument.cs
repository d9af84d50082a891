using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Runtime.Conditions;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Achievements;

/// <summary>An achievement in a rulebook document.</summary>
internal static class AchievementDocument
{
    public static readonly Shape Shape = Shape.Of(
        "achievement",
        "key name? description? badgeUrl? status? when where? requires? minLevel? from? until? maxTimes? onRetract? secret? category? season? rarity? points? images? partOf? share? tiers? milestones?");

    public static readonly Shape MinLevel = Shape.Of("minLevel", "points level");

    public static readonly Shape Images = Shape.Of("images", "locked? unlocked? animated? banner?");

    private const string Api = "api";

    /// <summary>An achievement that stands alone: its tiers and milestones are definitions of their own.</summary>
    public static AchievementDefinition Read(NodeReader node)
    {
        var achievement = Read(node, out var map);
        map?.Refuse("tiers", "only in a rulebook");
        map?.Refuse("milestones", "only in a rulebook");
        return achievement;
    }

    /// <summary>An achievement without what its tiers and milestones stand for.</summary>
    /// <param name="node">The achievement.</param>
    /// <param name="map">Its fields; null when it cannot be read.</param>
    public static AchievementDefinition Read(NodeReader node, out MapReader? map)
    {
        map = node.Map(Shape);
        if (map is null)
        {
            return new("", "", new AchievementCondition.Api());
        }

        var key = map["key"].Text();
        var where = map["where"].Map(WhereDocument.UserAndEvent);
        return new(key, map["name"].Text(key), ReadCondition(map["when"]))
        {
            Description = map["description"].TextOrNull(),
            BadgeUrl = map["badgeUrl"].TextOrNull(),
            Status = map["status"].Word(RulebookWords.AchievementStatuses, AchievementStatus.Active),
            UserFilter = where?["user"].Attributes() ?? [],
            EventFilter = where?["event"].Attributes() ?? [],
            Requires = map["requires"].Texts(),
            MinLevel = map["minLevel"].Map(MinLevel) is { } level ? new(level["points"].Text(), level["level"].Text()) : null,
            FromOn = map["from"].Date(),
            UntilOn = map["until"].Date(),
            MaxTimes = map["maxTimes"].Small(absent: 1),
            OnRetract = map["onRetract"].Word(RulebookWords.OnRetract, OnRetract.Revoke),
            Labels = ReadLabels(map),
        };
    }

    public static DocumentNode Write(AchievementDefinition achievement) => new MapWriter(Shape)
        .Text("key", achievement.Key)
        .Text("name", achievement.Name, absent: achievement.Key)
        .Text("description", achievement.Description)
        .Text("badgeUrl", achievement.BadgeUrl)
        .Word("status", RulebookWords.AchievementStatuses, achievement.Status, absent: AchievementStatus.Active)
        .Node("when", WriteCondition(achievement.When))
        .Nested("where", WhereDocument.Write(achievement.UserFilter, achievement.EventFilter))
        .Texts("requires", achievement.Requires)
        .Nested("minLevel", achievement.MinLevel is { } level ? new MapWriter(MinLevel).Text("points", level.System).Text("level", level.Level).Map : null)
        .Date("from", achievement.FromOn)
        .Date("until", achievement.UntilOn)
        .Number("maxTimes", achievement.MaxTimes, absent: 1)
        .Word("onRetract", RulebookWords.OnRetract, achievement.OnRetract, absent: OnRetract.Revoke)
        .Flag("secret", achievement.Labels.IsSecret)
        .Text("category", achievement.Labels.Category)
        .Text("season", achievement.Labels.Season)
        .Text("rarity", achievement.Labels.Rarity)
        .Number("points", achievement.Labels.Points, absent: 0)
        .Nested("images", WriteImages(achievement.Labels.Images))
        .Text("partOf", achievement.Labels.PartOf)
        .Number("share", achievement.Labels.Share)
        .Map;

    private static AchievementLabels ReadLabels(MapReader map) => new()
    {
        IsSecret = map["secret"].Flag(),
        Category = map["category"].TextOrNull(),
        Season = map["season"].TextOrNull(),
        Rarity = map["rarity"].TextOrNull(),
        Points = map["points"].Whole(),
        PartOf = map["partOf"].TextOrNull(),
        Share = map["share"].IsPresent ? map["share"].Small() : null,
        Images = map["images"].Map(Images) is { } images
            ? new(images["locked"].TextOrNull(), images["unlocked"].TextOrNull(), images["animated"].TextOrNull(), images["banner"].TextOrNull())
            : AchievementImages.None,
    };

    private static DocumentNode.Map WriteImages(AchievementImages images) => new MapWriter(Images)
        .Text("locked", images.Locked)
        .Text("unlocked", images.Unlocked)
        .Text("animated", images.Animated)
        .Text("banner", images.Banner)
        .Map;

    private static AchievementCondition ReadCondition(NodeReader node)
    {
        if (node is { IsPresent: true, IsMap: false } && !(node.Node is DocumentNode.Scalar { CanBeText: true, Text: Api }))
        {
            node.WrongType("api, or a map with metric, streak or all", "write api or, for example, {metric: lessons, reaches: 10}");
        }

        return node.IsMap && node.Map(ConditionDocument.Shape) is { } map && ConditionDocument.Read(map) is { } condition
            ? Simplest(map, condition)
            : new AchievementCondition.Api();
    }

    // The forms that the wire names; everything else is a condition.
    private static AchievementCondition Simplest(MapReader map, Condition condition) => condition switch
    {
        Condition.Metric { Measure: { Aggregation: MetricAggregation.Total, MinValue: null, Window: null, EventFilter.Count: 0 } measure, Goal: { Comparison: Comparison.Reaches } goal } =>
            new AchievementCondition.Metric(measure.Metric, goal.Target),
        Condition.Streak { Measure: StreakMeasure.Current, Goal.Comparison: Comparison.Reaches } streak => new AchievementCondition.Streak(streak.Key, map["reaches"].Small()),
        Condition.All all when all.Parts.All(part => part is Condition.Achievement) => new AchievementCondition.AllOf([.. all.Parts.OfType<Condition.Achievement>().Select(part => part.Key)]),
        _ => new AchievementCondition.Meets(condition),
    };

    private static DocumentNode WriteCondition(AchievementCondition condition) =>
        condition.ToCondition([]) is { } written ? ConditionDocument.Write(written) : new DocumentNode.Scalar(Api, ScalarKind.Text);
}
