using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Points;

/// <summary>Points that one user sends another.</summary>
/// <param name="Key">The caller's idempotency key, per sender; null: none.</param>
public sealed record Transfer(string From, string To, string System, long Amount, string? Key);

/// <summary>What became of a transfer.</summary>
public abstract record TransferOutcome
{
    private TransferOutcome() { }

    /// <summary>The points left the sender and arrived.</summary>
    /// <param name="Sent">What was sent; of a replay, what was sent the first time.</param>
    /// <param name="IsReplayed">It happened before, under the same key.</param>
    public sealed record Arrived(SendPoints Sent, bool IsReplayed) : TransferOutcome;

    /// <summary>The points left the sender, and their arrival could not be stored for now: it is tried again until it can.</summary>
    public sealed record Pending(SendPoints Sent) : TransferOutcome;

    /// <summary>Nobody has lost or gained anything.</summary>
    /// <param name="Answer">Why: a refusal or a failure.</param>
    public sealed record Declined(Answer Answer) : TransferOutcome;
}

/// <summary>
/// Moves points from user to user: the sender's half first, the receiver's only when that was accepted, and back to the sender when
/// the receiver cannot take it. Every half has an id that follows from the transfer, so that doing one again changes nothing.
/// Thread-safe.
/// </summary>
public sealed class Transfers
{
    private const int OpenMax = 100;

    // Whoever is at work on one has finished or died by then.
    private static readonly Duration Patience = Duration.FromSeconds(10);

    private readonly Engine engine;

    internal Transfers(Engine engine) => this.engine = engine;

    /// <summary>Sends points now. The receiver must exist.</summary>
    public async Task<TransferOutcome> Send(Space space, Transfer transfer)
    {
        var id = transfer.Key is null ? InputIds.New(engine.NowOf(space)) : InputIds.OfKey(transfer.From, ":transfer", transfer.Key);
        if (engine.Find(space, transfer.To) is null && TransferTable.Find(engine.Database, space.Id, transfer.From, id) is null)
        {
            return new TransferOutcome.Declined(new Answer.Rejected(Rejection.UnknownUser, transfer.To));
        }

        var send = new SendPoints(id, transfer.From, engine.NowOf(space), transfer.System, transfer.Amount) { To = transfer.To, Transfer = id.Value };
        switch (await Submit(space, send).ConfigureAwait(false))
        {
            case var refused when refused is Answer.Rejected or Answer.Failed:
                return new TransferOutcome.Declined(refused);
            case Answer.Replayed when TransferTable.Find(engine.Database, space.Id, transfer.From, id) is { } first:
                return await Deliver(space, Of(first)).ConfigureAwait(false) is { } undone ? Outcome(first, undone) : new TransferOutcome.Arrived(first, true);
            default:
                return await Deliver(space, Of(send)).ConfigureAwait(false) is { } refusal ? Outcome(send, refusal) : new TransferOutcome.Arrived(send, false);
        }
    }

    /// <summary>Brings home what a process that died left on its way. Returns how many transfers were found.</summary>
    public async Task<int> Complete(Space space)
    {
        var open = TransferTable.Open(engine.Database, space.Id, engine.NowOf(space) - Patience, OpenMax);
        foreach (var transfer in open)
        {
            await Deliver(space, transfer).ConfigureAwait(false);
        }

        return open.Count;
    }

    // Null: it arrived. A refusal: it went back to the sender. A failure: it is still open. Others may be at the same transfer, here and
    // on other nodes: its row decides between arrival and return.
    private async Task<Answer?> Deliver(Space space, OpenTransfer transfer)
    {
        var answer = await Submit(space, Arrival(transfer)).ConfigureAwait(false);
        return answer switch
        {
            Answer.Failed => answer,
            Answer.Rejected => await Return(space, transfer).ConfigureAwait(false) ? answer : IsArrived(space, transfer) ? null : NotReturned,
            _ => null,
        };
    }

    private async Task<bool> Return(Space space, OpenTransfer transfer) =>
        await Submit(space, Receive(transfer, ":return", transfer.From, transfer.To)).ConfigureAwait(false) is not (Answer.Rejected or Answer.Failed);

    private bool IsArrived(Space space, OpenTransfer transfer) => TransferTable.IsApplied(engine.Database, space.Id, transfer.To, Arrival(transfer).Id);

    private ReceivePoints Arrival(OpenTransfer transfer) => Receive(transfer, ":receive", transfer.To, transfer.From);

    private static TransferOutcome Outcome(SendPoints sent, Answer answer) =>
        answer is Answer.Failed ? new TransferOutcome.Pending(sent) : new TransferOutcome.Declined(answer);

    private static Answer.Failed NotReturned { get; } = new(Answer.Failed.Defect, "The points could not be given back yet.", null);

    private ReceivePoints Receive(OpenTransfer transfer, string kind, string user, string other) =>
        new(InputIds.OfKey(user, kind, transfer.Id.ToString()), user, engine.Now, transfer.System, transfer.Amount) { From = other, Transfer = transfer.Id };

    private Task<Answer> Submit(Space space, Input input) => engine.Submit(new Submission(space, input, IsKeyed: true, AtArrival: true));

    private static OpenTransfer Of(SendPoints send) => new(send.Transfer, send.User, send.To, send.System, send.Amount);
}
