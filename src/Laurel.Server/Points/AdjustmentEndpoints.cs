using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Giving and taking points by hand; additive.</summary>
internal static class AdjustmentEndpoints
{
    private const string KeyHeader = "Idempotency-Key";

    public static void Map(Routes admin) => admin.Post("/users/{id}/points/{key}/adjustments", Adjust, new("Points", "Gives a user points, or takes some, with a reason that is kept.", typeof(UserPointsResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status202Accepted,
        Body = typeof(AdjustmentBody),
        BodyExample = """{"amount": -20, "reason": "Given twice by mistake", "author": "support"}""",
        Parameters = [new(KeyHeader, "The same adjustment sent again with the same key is answered, not made.", IsHeader: true, Example: "ticket-42")],
        Errors = [ErrorTable.Of(Rejection.AmountOutOfRange), ErrorTable.Of(Rejection.OutOfPoints), ErrorTable.Of(Rejection.PointsLimit)],
    });

    private static async ValueTask<Reply> Adjust(Call call)
    {
        var (user, system, key) = (call.PathUser(), call.Path("key"), call.Header(KeyHeader));
        var (amount, reason, author) = await call.Body(body => (body.RequiredWhole("amount"), body.RequiredText("reason"), body.Text("author")));
        _ = call.Catalogs;
        var id = key is null ? InputIds.New(call.Now) : InputIds.OfKey(user, ":adjust:" + system, key);
        var input = new AdjustPoints(id, user, call.Now, system, amount) { Reason = reason, Author = string.IsNullOrEmpty(author) ? call.KeyName : author };
        return await call.Backend.Engine.Submit(new Submission(call.Space, input, IsKeyed: key is not null, AtArrival: true)) switch
        {
            Answer.Accepted => Answered(call, user, StatusCodes.Status201Created),
            Answer.Replayed => Answered(call, user, StatusCodes.Status202Accepted),
            var refused => throw RefusedException.Of(refused),
        };
    }

    private static Reply Answered(Call call, string user, int status) =>
        new(status, PointsEndpoints.BodyOf(call, call.User(user), 1), WireJson.Default.UserPointsResponse);
}

/// <summary>The body of an adjustment, for the published document. Amount: not 0, negative takes; author: the key's name when absent.</summary>
internal sealed record AdjustmentBody(long Amount, string Reason, string? Author);
