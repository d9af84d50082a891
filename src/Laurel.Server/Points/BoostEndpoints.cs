using Laurel.Core;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Points;

/// <summary>Boosts of points systems.</summary>
internal static class BoostEndpoints
{
    public static void Map(Routes v1)
    {
        v1.Get("/points/{key}/boosts", List, new("Points", "The boosts that are not bound to one user.", typeof(IReadOnlyList<PointsBoostResponse>))
        {
            Parameters = [new("includeFinished", "true: also those that are over.", Example: "true")],
        });
        v1.Get("/users/{id}/points/{key}/boosts", ListOfUser, new("Users", "The boosts that apply to a user today, on the user's calendar.", typeof(IReadOnlyList<PointsBoostResponse>)));
    }

    private static ValueTask<Reply> List(Call call)
    {
        var entry = PointsEndpoints.Find(call, call.Catalog);
        var includesFinished = call.QueryFlag("includeFinished");
        var today = call.Now.InUtc().Date;
        return Answer(
            from boost in entry.Definition.Boosts
            where boost.User is null
            let body = entry.FindBoost(boost.Key, today)
            where body is not null && (includesFinished || body.Status != "finished")
            select body);
    }

    private static ValueTask<Reply> ListOfUser(Call call)
    {
        var state = call.User(call.PathUser());
        var entry = PointsEndpoints.Find(call, call.Catalogs.Of(state.Version));
        var today = call.Now.InZone(Calendar.Zone(state.Profile.TimeZone) ?? DateTimeZone.Utc).Date;
        return Answer(
            from boost in entry.Definition.Boosts
            where (boost.User ?? state.Profile.Id) == state.Profile.Id && state.Profile.Attributes.Matches(boost.UserFilter)
            let body = entry.FindBoost(boost.Key, today)
            where body is { Status: "active" }
            select body);
    }

    private static ValueTask<Reply> Answer(IEnumerable<PointsBoostResponse> boosts) =>
        new(Reply.Ok<IReadOnlyList<PointsBoostResponse>>([.. boosts], WireJson.Default.IReadOnlyListPointsBoostResponse));
}
