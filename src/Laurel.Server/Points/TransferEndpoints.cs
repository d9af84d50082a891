using Laurel.Core;
using Laurel.Runtime.Points;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>Points that users send each other; additive.</summary>
internal static class TransferEndpoints
{
    private const string KeyHeader = "Idempotency-Key";

    public static void Map(Routes v1) => v1.Post("/users/{id}/points/{key}/transfers", Send, new("Users", "Sends points of a system that allows it to another user; additive.", typeof(TransferResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status202Accepted,
        Body = typeof(TransferBody),
        BodyExample = """{"to": "ben", "amount": 10}""",
        Parameters = [new(KeyHeader, "The same transfer sent again with the same key is answered, not made.", IsHeader: true, Example: "thanks-42")],
        Errors =
        [
            .. new[] { Rejection.AmountOutOfRange, Rejection.TransfersDisabled, Rejection.TransferToSelf, Rejection.OutOfPoints, Rejection.PointsLimit }.Select(ErrorTable.Of),
        ],
    });

    private static async ValueTask<Reply> Send(Call call)
    {
        var (user, system, key) = (call.PathUser(), call.Path("key"), call.Header(KeyHeader));
        var (to, amount) = await call.Body(body => (body.RequiredText("to"), body.RequiredWhole("amount", 1)));
        _ = call.Catalogs;
        return await call.Backend.Engine.Transfers.Send(call.Space, new Transfer(user, to, system, amount, key)) switch
        {
            TransferOutcome.Arrived arrived => Answer(call, arrived.Sent, "completed", arrived.IsReplayed),
            TransferOutcome.Pending pending => Answer(call, pending.Sent, "pending", true),
            TransferOutcome.Declined declined => throw RefusedException.Of(declined.Answer),
            _ => throw new InvalidOperationException("A transfer has no other outcome."),
        };
    }

    private static Reply Answer(Call call, Laurel.Core.Inputs.SendPoints sent, string status, bool isReplayed)
    {
        var state = call.User(sent.User);
        var total = call.Catalogs.Of(state.Version).FindPoints(sent.System)?.BalanceOf(state) ?? 0;
        return new(
            isReplayed ? StatusCodes.Status202Accepted : StatusCodes.Status201Created,
            new TransferResponse(WireText.Of(sent.Transfer), status, sent.User, sent.To, sent.Amount, total),
            WireJson.Default.TransferResponse);
    }
}

/// <summary>The body of a transfer, for the published document.</summary>
internal sealed record TransferBody(string To, long Amount);

/// <summary>A transfer. Status: completed, or pending while its arrival could not be stored yet; total: the sender's balance now.</summary>
internal sealed record TransferResponse(string Id, string Status, string From, string To, long Amount, long Total);
