using Laurel.Core.Achievements;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Achievements;

/// <summary>An achievement in a rulebook document.</summary>
internal static class AchievementDocument
{
    public static readonly Shape Shape = Shape.Of("achievement", "key name? description? badgeUrl? status? when where?");

    public static readonly Shape Condition = Shape.Of("when", "metric? streak? reaches? all?");

    private const string Api = "api";

    public static AchievementDefinition Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
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
        .Map;

    private static AchievementCondition ReadCondition(NodeReader node)
    {
        if (node is { IsPresent: true, IsMap: false } && !(node.Node is DocumentNode.Scalar { CanBeText: true, Text: Api }))
        {
            node.WrongType("api, or a map with metric, streak or all", "write api or, for example, {metric: lessons, reaches: 10}");
        }

        return node.IsMap && node.Map(Condition) is { } map ? ReadCondition(map) : new AchievementCondition.Api();
    }

    private static AchievementCondition ReadCondition(MapReader map)
    {
        var kind = map.OneOf("metric", "streak", "all");
        if (kind is "all")
        {
            map.Refuse("reaches", "only with metric or streak");
        }
        else if (kind is not null && !map["reaches"].IsPresent)
        {
            map["reaches"].WrongType("required", "add the value to reach");
        }

        return kind switch
        {
            "metric" => new AchievementCondition.Metric(map["metric"].Text(), map["reaches"].Number()),
            "streak" => new AchievementCondition.Streak(map["streak"].Text(), map["reaches"].Small()),
            "all" => new AchievementCondition.AllOf(map["all"].Texts()),
            _ => new AchievementCondition.Api(),
        };
    }

    private static DocumentNode WriteCondition(AchievementCondition condition) => condition switch
    {
        AchievementCondition.Metric metric => new MapWriter(Condition).Text("metric", metric.Key).Number("reaches", metric.Reaches).Map,
        AchievementCondition.Streak streak => new MapWriter(Condition).Text("streak", streak.Key).Number("reaches", streak.Reaches).Map,
        AchievementCondition.AllOf allOf => new MapWriter(Condition).Texts("all", allOf.Keys).Map,
        AchievementCondition.Api => new DocumentNode.Scalar(Api, ScalarKind.Text),
        _ => throw new InvalidOperationException($"No document for {condition}."),
    };
}
