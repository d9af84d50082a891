using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Points;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>Points on their way, with two nodes at the same transfer.</summary>
public sealed class TransferTests : IDisposable
{
    private const string Rules = "metrics: [{key: steps}]\npoints: [{key: xp, transfers: true, triggers: [{key: hello, points: 1000, signup: true}]}]";

    private readonly Node one;
    private readonly Node other;

    public TransferTests()
    {
        var database = TestDatabase.Cluster.NewDatabase();
        (one, other) = (new(database), new(database));
    }

    [Fact]
    public async Task Transfer_ThatWentBackOnAnotherNode_DoesNotArrive()
    {
        await Begin();
        var transfer = await Send("ada", "bob", 10);

        Assert.IsType<Answer.Accepted>(await Submit(other, Return(transfer)));
        var late = Assert.IsType<Answer.Rejected>(await Submit(one, Arrival(transfer)));

        Assert.Equal(Rejection.PointsLimit, late.Reason);
        Assert.Equal((1000, 1000), (Balance("ada"), Balance("bob")));
        Assert.IsType<Answer.Replayed>(await Submit(one, Return(transfer)));
    }

    [Fact]
    public async Task Transfer_ThatArrivedOnAnotherNode_DoesNotGoBack()
    {
        await Begin();
        var transfer = await Send("ada", "bob", 10);

        Assert.IsType<Answer.Accepted>(await Submit(other, Arrival(transfer)));
        Assert.IsType<Answer.Rejected>(await Submit(one, Return(transfer)));

        Assert.Equal((990, 1010), (Balance("ada"), Balance("bob")));
    }

    [Fact]
    public async Task Arrival_WhileAnotherNodeHoldsTheReturn_WaitsForItAndIsRefused()
    {
        await Begin();
        var transfer = await Send("ada", "bob", 10);
        using var holder = one.Engine.Database.Connect();
        holder.Execute("select pg_advisory_lock(x'4C4103'::bigint << 32)");
        var returning = Submit(one, Return(transfer));
        await Waiting(1);
        var arriving = Submit(other, Arrival(transfer));
        await Waiting(2);
        holder.Execute("select pg_advisory_unlock(x'4C4103'::bigint << 32)");

        Assert.IsType<Answer.Accepted>(await returning);
        Assert.IsType<Answer.Rejected>(await arriving);
        Assert.Equal((1000, 1000), (Balance("ada"), Balance("bob")));
    }

    [Fact]
    public async Task ArrivalsAndReturns_TriedByBothNodesAtOnce_HappenOncePerTransfer()
    {
        await Begin();
        var transfers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Send("ada", "bob", 10)));
        var answers = await Task.WhenAll(transfers.SelectMany((transfer, i) => new[]
        {
            Submit(i % 2 == 0 ? one : other, Arrival(transfer)),
            Submit(i % 2 == 0 ? other : one, Return(transfer)),
        }));

        Assert.All(answers.Chunk(2), halves => Assert.Single(halves, half => half is Answer.Accepted));
        Assert.Equal(1000 - (10 * answers.Chunk(2).Count(halves => halves[0] is Answer.Accepted)), Balance("ada"));
        Assert.Equal(2000, Balance("ada") + Balance("bob"));
        Assert.Equal(0, one.Engine.Database.Number("select count(*) from open_transfers"));
    }

    [Fact]
    public async Task Transfers_SentThroughBothNodesToOneWhoIsSometimesFull_KeepTheSum()
    {
        await Begin();
        Assert.IsType<Answer.Accepted>(await Adjust("bob", Limits.PointsMax - 1000 - 5));
        var room = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await Adjust("bob", i % 2 == 0 ? -1000 : 1000);
            }
        }, TestContext.Current.CancellationToken);
        var sent = await Task.WhenAll(Enumerable.Range(0, 80).Select(i =>
            (i % 2 == 0 ? one : other).Engine.Transfers.Send(Space.Default, new Transfer("ada", "bob", "xp", 10, $"key {i / 2}"))));
        await room;

        // Both callers of a key are told the same.
        Assert.All(sent.Chunk(2), pair => Assert.Equal(pair[0] is TransferOutcome.Arrived, pair[1] is TransferOutcome.Arrived));
        var arrived = sent.Chunk(2).Count(pair => pair[0] is TransferOutcome.Arrived);
        Assert.Equal(1000 - (10 * arrived), Balance("ada"));
        Assert.Equal(arrived, one.Engine.Database.Number("select count(*) from points_awards where user_id = 'bob' and kind = 'received'"));
        Assert.Equal(0, one.Engine.Database.Number("select count(*) from open_transfers"));
    }

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    private async Task Begin()
    {
        await one.Apply(Rules);
        await one.Step("ada");
        await other.Step("bob");
    }

    private async Task<SendPoints> Send(string from, string to, long amount)
    {
        var id = InputIds.New(Node.Now);
        var send = new SendPoints(id, from, Node.Now, "xp", amount) { To = to, Transfer = id.Value };
        Assert.IsType<Answer.Accepted>(await Submit(one, send));
        return send;
    }

    private static ReceivePoints Arrival(SendPoints sent) => Half(sent, ":receive", sent.To, sent.User);

    private static ReceivePoints Return(SendPoints sent) => Half(sent, ":return", sent.User, sent.To);

    private static ReceivePoints Half(SendPoints sent, string kind, string user, string other) =>
        new(InputIds.OfKey(user, kind, sent.Transfer.ToString()), user, Node.Now, "xp", sent.Amount) { From = other, Transfer = sent.Transfer };

    private static Task<Answer> Submit(Node node, Input input) => node.Engine.Submit(new Submission(Space.Default, input, IsKeyed: true, AtArrival: true));

    private Task<Answer> Adjust(string user, long amount) =>
        Submit(other, new AdjustPoints(InputIds.New(Node.Now), user, Node.Now, "xp", amount) { Reason = "room", Author = "test" });

    private long Balance(string user) => one.Engine.Find(Space.Default, user)?.Points[0].Balance ?? 0;

    private Task Waiting(int count) => Wait.UntilLocked(one.Engine.Database, count);
}
