using Laurel.Core;
using Laurel.Runtime.Metrics;
using Laurel.Runtime.Points;
using Laurel.Server.Http;

namespace Laurel.Server.Summaries;

/// <summary>How users' totals and balances went, period by period.</summary>
internal static class SummaryEndpoints
{
    public static void Map(Routes v1)
    {
        v1.Get("/users/{id}/metrics/{key}/event-summary", ReadMetric, Described("A user's total in one metric, period by period."));
        v1.Get("/users/{id}/points/{key}/event-summary", ReadPoints, Described("A user's balance, period by period."));
    }

    private static Operation Described(string summary) => new("Users", summary, typeof(IReadOnlyList<SummaryResponse>)) { Parameters = SummaryRequest.Parameters };

    private static ValueTask<Reply> ReadMetric(Call call)
    {
        var state = call.User(call.PathUser());
        var metric = call.Catalogs.Of(state.Version).FindMetric(call.Path("key")) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownMetric));
        var request = SummaryRequest.Of(call);
        IReadOnlyList<string> parts = metric.Definition.SumOf.Count == 0 ? [metric.Definition.Key] : metric.Definition.SumOf;
        var changes = parts.SelectMany(part => MetricQueries.Changes(call.Backend.Engine.Database, call.Space, state.Profile.Id, part));
        return Answer(SummaryWire.Of(request, state.Profile, 0, changes));
    }

    private static ValueTask<Reply> ReadPoints(Call call)
    {
        var state = call.User(call.PathUser());
        var points = call.Catalogs.Of(state.Version).FindPoints(call.Path("key")) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownPointsSystem));
        var request = SummaryRequest.Of(call);
        var (database, time, whose) = (call.Backend.Engine.Database, SummaryWire.TimeOf(request, state.Profile), (state.Profile.Id, points.Definition.Key));
        var before = PointsQueries.BalanceBefore(database, call.Space, whose, time.Start);
        return Answer(SummaryWire.Of(request, state.Profile, before, PointsQueries.Changes(database, call.Space, whose, time)));
    }

    private static ValueTask<Reply> Answer(IReadOnlyList<SummaryResponse> periods) => new(Reply.Ok(periods, WireJson.Default.IReadOnlyListSummaryResponse));
}
