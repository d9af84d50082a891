using Laurel.Core.Points;
using Laurel.Server.Achievements;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Triggers in bodies.</summary>
internal static class TriggerWire
{
    public static PointsTriggerResponse Of(Catalog catalog, CatalogSet set, string system, TriggerDefinition trigger)
    {
        var (created, updated) = set.DatesOf(system, trigger, catalog.Plan.Version);
        var body = new PointsTriggerResponse
        {
            Id = catalog.IdOf("trigger", system, trigger.Key),
            Type = TypeOf(trigger.When),
            Points = trigger.Points,
            Status = trigger.IsActive ? "active" : "inactive",
            UserAttributes = AttributeResponse.Of(trigger.UserFilter),
            Created = WireText.Of(created),
            Updated = WireText.Of(updated),
        };
        return WithCondition(catalog, body, trigger.When);
    }

    private static PointsTriggerResponse WithCondition(Catalog catalog, PointsTriggerResponse body, TriggerCondition when) => when switch
    {
        TriggerCondition.Metric metric => body with
        {
            MetricId = catalog.FindMetric(metric.Key)?.Id,
            MetricName = catalog.FindMetric(metric.Key)?.Definition.Name,
            MetricThreshold = metric.Every,
            EventAttribute = metric.EventFilter.Count == 0 ? null : AttributeResponse.Of(metric.EventFilter)[0],
            EventAttributes = AttributeResponse.Of(metric.EventFilter),
        },
        TriggerCondition.Streak streak => body with { StreakLengthThreshold = streak.Every },
        TriggerCondition.Achievement achievement => body with
        {
            AchievementId = catalog.FindAchievement(achievement.Key)?.Open.Id,
            AchievementName = catalog.FindAchievement(achievement.Key)?.Definition.Name,
        },
        TriggerCondition.Time time => body with { TimeUnit = time.Unit == TriggerTimeUnit.Hour ? "hour" : "day", TimeInterval = time.Every },
        _ => body,
    };

    private static string TypeOf(TriggerCondition when) => when switch
    {
        TriggerCondition.Metric => "metric",
        TriggerCondition.Streak => "streak",
        TriggerCondition.Achievement => "achievement",
        TriggerCondition.Level => "level",
        TriggerCondition.Completed => "completed",
        TriggerCondition.Time => "time",
        _ => "user_creation",
    };
}
