using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Server.Http;

namespace Laurel.Server.Metrics;

/// <summary>Users' totals.</summary>
internal static class MetricEndpoints
{
    public static void Map(Routes v1)
    {
        v1.Get("/users/{id}/metrics", List, new("Users", "A user's totals.", typeof(IReadOnlyList<UserMetricResponse>)));
        v1.Get("/users/{id}/metrics/{key}", Read, new("Users", "A user's total in one metric.", typeof(UserMetricResponse)));
    }

    private static ValueTask<Reply> List(Call call)
    {
        var state = call.User(call.PathUser());
        var catalog = call.Catalogs.Of(state.Version);
        return new(Reply.Ok<IReadOnlyList<UserMetricResponse>>([.. catalog.Metrics.Select(metric => Of(catalog, metric, state))], WireJson.Default.IReadOnlyListUserMetricResponse));
    }

    private static ValueTask<Reply> Read(Call call)
    {
        var state = call.User(call.PathUser());
        var catalog = call.Catalogs.Of(state.Version);
        var metric = catalog.FindMetric(call.Path("key")) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownMetric));
        return new(Reply.Ok(Of(catalog, metric, state), WireJson.Default.UserMetricResponse));
    }

    private static UserMetricResponse Of(Catalog catalog, MetricEntry metric, UserState state) => new(
        metric.Id, metric.Definition.Key, metric.Definition.Name, "active", metric.TotalOf(state),
        [.. catalog.Achievements.Where(entry => entry.Metric == metric.Definition.Key && IsShown(entry.Definition, entry.CompletionOf(state))).Select(entry => entry.Of(state))]);

    private static bool IsShown(AchievementDefinition achievement, AchievementState? completion) => completion is null
        ? achievement is { Status: AchievementStatus.Active, Labels.IsSecret: false }
        : achievement.Status is AchievementStatus.Active or AchievementStatus.Locked;
}
