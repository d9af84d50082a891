using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;
using Laurel.Server.Points;
using NodaTime;

namespace Laurel.Server.Streaks;

/// <summary>What users buy for a streak: freezes, and its repair.</summary>
internal static class PurchaseEndpoints
{
    public static void Map(Routes v1)
    {
        v1.Post("/users/{id}/streaks/{key}/freezes/purchase", BuyFreezes, Bought("Buys freezes for points.") with { Body = typeof(PurchaseBody), BodyExample = """{"count": 1}""" });
        v1.Post("/users/{id}/streaks/{key}/repair", Repair, Bought("Takes up a streak that was lost lately, for points where the rulebook asks for them."));
    }

    private static Operation Bought(string summary) => new("Users", summary, typeof(PurchaseResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status202Accepted,
        Parameters = [new(Call.KeyHeader, "The same purchase sent again with the same key is answered, not made.", IsHeader: true, Example: "freeze-42")],
    };

    private static async ValueTask<Reply> BuyFreezes(Call call)
    {
        var (user, streak) = (call.PathUser(), call.Path("key"));
        var count = await call.Body(body => body.Whole("count", absent: 1, (1, Limits.FreezesMax)));
        return Of(call, streak, await call.SubmitOnce(($"freezes/{streak}", user), (id, at) => new BuyFreezes(id, user, at, streak, count)));
    }

    private static async ValueTask<Reply> Repair(Call call)
    {
        var (user, streak) = (call.PathUser(), call.Path("key"));
        return Of(call, streak, await call.SubmitOnce(($"repair/{streak}", user), (id, at) => new RepairStreak(id, user, at, streak)));
    }

    private static Reply Of(Call call, string streak, Answer answer) => answer switch
    {
        Answer.Accepted accepted => Reply.Created(
            Of(call, streak, accepted.State) with { Points = PointsWire.Changed(call.Catalogs, call.Catalogs.Of(accepted.Plan.Version), accepted.State, CausedFacts.Of(accepted)) },
            WireJson.Default.PurchaseResponse),
        Answer.Replayed replayed => new(StatusCodes.Status202Accepted, Of(call, streak, replayed.State), WireJson.Default.PurchaseResponse),
        _ => throw RefusedException.Of(answer),
    };

    private static PurchaseResponse Of(Call call, string key, UserState state)
    {
        var streaks = call.Catalogs.Of(state.Version).Rulebook.Streaks;
        var index = streaks.ToList().FindIndex(streak => streak.Key == key);
        if (index < 0)
        {
            throw new RefusedException(ErrorTable.Of(Rejection.UnknownStreak));
        }

        var today = StreakWire.TodayOf(state.Profile, streaks[index], Instant.Max(call.Now, state.At));
        return new(StreakWire.Of(streaks[index], state.Streaks[index], today)) { Key = key };
    }
}

/// <summary>The body of a purchase, for the published document.</summary>
internal sealed record PurchaseBody(int? Count);
