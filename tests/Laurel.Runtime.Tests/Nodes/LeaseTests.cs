using Laurel.Runtime.Databases;
using Laurel.Runtime.Leases;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

public sealed class LeaseTests : IDisposable
{
    private readonly Database database = Database.Open(TestDatabase.Cluster.NewDatabase());
    private readonly Lease one;
    private readonly Lease other;

    public LeaseTests() => (one, other) = (new(database, "work", "one"), new(database, "work", "other"));

    [Fact]
    public void Take_HeldByAnother_IsRefused()
    {
        Assert.True(one.TryTake());
        Assert.False(other.TryTake());
        Assert.True(one.TryTake());
        Assert.True(new Lease(database, "other work", "other").TryTake());
    }

    [Fact]
    public void Take_AfterItsEndOrRelease_GoesToAnotherAndTheFirstLosesIt()
    {
        Assert.True(one.TryTake());
        End();
        Assert.True(other.TryTake());
        Assert.False(Holds(one));
        Assert.True(Holds(other));
        Assert.False(one.TryTake());

        other.Release();
        Assert.False(Holds(one));
        Assert.True(one.TryTake());
        Assert.True(Holds(one));
        Assert.False(Holds(other));
    }

    [Fact]
    public void Take_TakenBackMeanwhile_IsAnotherLease()
    {
        Assert.True(one.TryTake());
        var frozen = new Lease(database, "work", "one");
        Assert.True(frozen.TryTake());
        End();
        Assert.True(other.TryTake());
        End();
        Assert.True(one.TryTake());

        Assert.True(Holds(one));
        Assert.False(Holds(frozen));
    }

    [Fact]
    public async Task Holds_InsideATransaction_KeepsOthersFromTakingItUntilThen()
    {
        Assert.True(one.TryTake());
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction();
        Assert.True(one.Holds(connection));
        End(connection);
        var taking = Task.Run(other.TryTake, TestContext.Current.CancellationToken);
        await Wait.UntilLocked(database, 1);
        Assert.False(taking.IsCompleted);
        transaction.Commit();

        Assert.True(await taking);
    }

    public void Dispose() => database.Dispose();

    private bool Holds(Lease lease)
    {
        using var connection = database.Connect();
        return lease.Holds(connection);
    }

    private void End()
    {
        using var connection = database.Connect();
        End(connection);
    }

    private static void End(System.Data.Common.DbConnection connection) => connection.Execute("update leases set expires_at = 0");
}
