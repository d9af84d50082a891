using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>A user erased on one node leaves the memory of the others by itself.</summary>
public sealed class ErasureTests : IDisposable
{
    private readonly Node one;
    private readonly Node other;

    public ErasureTests()
    {
        var database = TestDatabase.Cluster.NewDatabase();
        (one, other) = (new(database), new(database));
    }

    [Fact]
    public async Task User_ErasedOnOneNode_LeavesEverythingThatAnotherKeepsInMemory()
    {
        await Begin();
        Assert.Equal(["ada 30", "bob 10"], Balances(other));
        Assert.Equal("1.ada:3 2.bob:1", other.Board());
        Assert.Equal((1, 50), Three(other));

        Assert.True(await one.Engine.Erase(Space.Default, "ada", "test"));
        await Followed(other);
        Assert.Equal("1.bob:1", other.Board());
        Assert.Equal(["bob 10"], Balances(other));
        Assert.Equal((0, 0), Three(other));
        Assert.Null(other.Engine.Find(Space.Default, "ada"));
        Assert.Equal(1, other.Engine.Projections.Standings.Count(Node.All));
        Assert.False(await other.Engine.Erase(Space.Default, "ada", "test"));
    }

    [Fact]
    public async Task User_ErasedAndBackOnAnotherNode_BeginsAnewEverywhere()
    {
        await Begin();
        Assert.True(await one.Engine.Erase(Space.Default, "ada", "test"));
        Assert.Equal(1, Assert.IsType<Answer.Accepted>(await other.Step("ada")).State.Counters[0]);
        Assert.Equal(2, Assert.IsType<Answer.Accepted>(await one.Step("ada")).State.Counters[0]);

        foreach (var node in new[] { one, other })
        {
            await Followed(node);
            Assert.Equal("1.ada:2 2.bob:1", node.Board());
            Assert.Equal(["ada 20", "bob 10"], Balances(node));
            Assert.Equal((0, 0), Three(node));
        }
    }

    [Fact]
    public async Task Users_ErasedWhileAllNodesSendTheirEvents_AreWholeOrGone()
    {
        await Begin();
        var steps = Enumerable.Range(0, 400).Select(i => (i % 2 == 0 ? one : other).Step($"u{i % 8}")).ToList();
        var erased = Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? other : one).Engine.Erase(Space.Default, $"u{i}", "test")).ToList();
        Assert.All(await Task.WhenAll(steps), answer => Assert.IsType<Answer.Accepted>(answer));
        await Task.WhenAll(erased);

        var database = one.Engine.Database;
        Assert.Equal(0, database.Number("select count(*) from users u where seq <> (select count(*) from journal j where j.user_id = u.user_id)"));
        Assert.Equal(0, database.Number("select count(*) from scores s where leaderboard = 'all' and value <> (select count(*)::text from journal j where j.user_id = s.user_id)"));
        Assert.Equal(0, database.Number("select count(*) from journal j where not exists (select 1 from users u where u.user_id = j.user_id)"));
        using var fresh = new Node(one.DatabaseText);
        foreach (var node in new[] { one, other })
        {
            await Followed(node);
            Assert.Equal(fresh.Board(), node.Board());
            Assert.Equal(Balances(fresh), Balances(node));
            Assert.Equal(Three(fresh), Three(node));
        }
    }

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    // Both have ada in their caches, and have counted.
    private async Task Begin()
    {
        await one.Apply(Node.Rules);
        await one.Step("ada");
        await other.Step("ada");
        await one.Step("ada");
        await other.Step("bob");
        await Followed(one);
        await Followed(other);
        Assert.Equal(one.Board(), other.Board());
        Assert.Equal(Balances(one), Balances(other));
    }

    private static (int, double) Three(Node node) => (node.Engine.Projections.Tallies.Completions(1, "three"), node.Engine.Projections.Tallies.Rarity(1, "three"));

    private static string[] Balances(Node node) =>
        [.. node.Engine.Projections.Census.Of(node.Engine.Reader, Space.Default).Select(row => $"{row.User} {row.Points[0].Balance}").Order(StringComparer.Ordinal)];

    private static async Task Followed(Node node)
    {
        var last = node.Engine.Database.Number("select max(position) from changes");
        await Wait.Until(() => node.Engine.ChangesFollowed >= last);
    }
}
