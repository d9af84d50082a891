using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Runtime.Points;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Points;

/// <summary>Points systems and users' balances.</summary>
internal static class PointsEndpoints
{
    public static void Map(Routes v1)
    {
        v1.Get("/points/{key}", Read, new("Points", "A points system with its active triggers.", typeof(PointsResponse)));
        v1.Get("/points/{key}/levels", ListLevels, new("Points", "The levels of a points system, the lowest first.", typeof(IReadOnlyList<PointsLevelResponse>)));
        v1.Get("/users/{id}/points/{key}", ReadOfUser, new("Users", "A user's balance, level and latest awards.", typeof(UserPointsResponse))
        {
            Parameters = [new("awards", "How many awards, the latest first: 1 to 100, 10 when absent.", IsNumber: true)],
        });
        v1.Post("/users/{id}/points/{key}/prestige", Prestige, new("Users", "Lets a user begin again; the answer is what is left.", typeof(UserPointsResponse))
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status202Accepted,
            Parameters = [new(Call.KeyHeader, "The same prestige sent again with the same key is answered, not made.", IsHeader: true)],
        });
    }

    private static async ValueTask<Reply> Prestige(Call call)
    {
        var (user, system) = (call.PathUser(), call.Path("key"));
        var answer = await call.SubmitOnce(($"prestige/{system}", user), (id, at) => new Prestige(id, user, at, system));
        return answer switch
        {
            Answer.Accepted accepted => Reply.Created(OfUser(call, accepted.State, system, 10), WireJson.Default.UserPointsResponse),
            Answer.Replayed replayed => new(StatusCodes.Status202Accepted, OfUser(call, replayed.State, system, 10), WireJson.Default.UserPointsResponse),
            _ => throw RefusedException.Of(answer),
        };
    }

    private static ValueTask<Reply> Read(Call call) => new(Reply.Ok(Find(call.Catalog, call.Path("key")).Response, WireJson.Default.PointsResponse));

    private static ValueTask<Reply> ListLevels(Call call) => new(Reply.Ok(Find(call.Catalog, call.Path("key")).Levels, WireJson.Default.IReadOnlyListPointsLevelResponse));

    private static ValueTask<Reply> ReadOfUser(Call call)
    {
        var state = call.User(call.PathUser());
        var limit = call.QueryNumber("awards", absent: 10, min: 1, max: 100);
        return new(Reply.Ok(OfUser(call, state, call.Path("key"), limit), WireJson.Default.UserPointsResponse));
    }

    private static UserPointsResponse OfUser(Call call, UserState state, string key, int limit)
    {
        var entry = Find(call.Catalogs.Of(state.Version), key);
        var awards = PointsQueries.Awards(call.Backend.Engine.Database, call.Space, state.Profile.Id, entry.Definition.Key, limit);
        var zone = Calendar.Zone(state.Profile.TimeZone) ?? DateTimeZone.Utc;
        return new UserPointsResponse(entry.Response)
        {
            Total = entry.BalanceOf(state),
            Level = entry.LevelOf(state),
            Prestige = entry.PrestigeOf(state),
            NextExpiry = entry.NextExpiryOf(state),
            Awards = [.. awards.Select(award => PointsWire.Of(call.Catalogs, entry, award, zone))],
        };
    }

    private static PointsEntry Find(Catalog catalog, string key) =>
        catalog.FindPoints(key) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownPointsSystem));
}
