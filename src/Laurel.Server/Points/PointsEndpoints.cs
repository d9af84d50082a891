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
            Parameters = [new("awards", "How many awards, the latest first: 1 to 100, 10 when absent.", IsNumber: true, Example: "10")],
        });
        v1.Post("/users/{id}/points/{key}/prestige", Prestige, new("Users", "Lets a user begin again; the answer is what is left.", typeof(UserPointsResponse))
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status202Accepted,
            Parameters = [new(Call.KeyHeader, "The same prestige sent again with the same key is answered, not made.", IsHeader: true, Example: "prestige-1")],
        });
    }

    private static async ValueTask<Reply> Prestige(Call call)
    {
        var (user, system) = (call.PathUser(), call.Path("key"));
        var answer = await call.SubmitOnce(($"prestige/{system}", user), (id, at) => new Prestige(id, user, at, system));
        return answer switch
        {
            Answer.Accepted accepted => Reply.Created(BodyOf(call, accepted.State, 10), WireJson.Default.UserPointsResponse),
            Answer.Replayed replayed => new(StatusCodes.Status202Accepted, BodyOf(call, replayed.State, 10), WireJson.Default.UserPointsResponse),
            _ => throw RefusedException.Of(answer),
        };
    }

    private static ValueTask<Reply> Read(Call call) => new(Reply.Ok(Find(call, call.Catalog).Response, WireJson.Default.PointsResponse));

    private static ValueTask<Reply> ListLevels(Call call) => new(Reply.Ok(Find(call, call.Catalog).Levels, WireJson.Default.IReadOnlyListPointsLevelResponse));

    private static ValueTask<Reply> ReadOfUser(Call call)
    {
        var state = call.User(call.PathUser());
        var limit = call.QueryNumber("awards", absent: 10, min: 1, max: 100);
        return new(Reply.Ok(BodyOf(call, state, limit), WireJson.Default.UserPointsResponse));
    }

    /// <summary>A user's balance in the system in the path, with so many of the latest awards.</summary>
    public static UserPointsResponse BodyOf(Call call, UserState state, int limit)
    {
        var entry = Find(call, call.Catalogs.Of(state.Version));
        var (database, user, key) = (call.Backend.Engine.Database, state.Profile.Id, entry.Definition.Key);
        var zone = Calendar.Zone(state.Profile.TimeZone) ?? DateTimeZone.Utc;
        return new(entry.Response)
        {
            Total = entry.BalanceOf(state),
            Level = entry.LevelOf(state),
            LevelProgress = entry.ProgressOf(state),
            Prestige = entry.PrestigeOf(state),
            NextExpiry = entry.NextExpiryOf(state),
            Awards = [.. PointsQueries.Awards(database, call.Space, user, key, limit).Select(award => PointsWire.Of(call.Catalogs, entry, award, zone))],
            Limits = [.. LimitQueries.Counts(database, call.Space, user, key).Select(row => new LimitCountResponse(row.Trigger, entry.FindTrigger(row.Trigger)?.Id, row.Reason, row.Count, row.Lost))],
        };
    }

    public static PointsEntry Find(Call call, Catalog catalog) =>
        catalog.FindPoints(call.Path("key")) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownPointsSystem));
}
