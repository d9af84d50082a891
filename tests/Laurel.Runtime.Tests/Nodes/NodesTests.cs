using Laurel.Core.Points;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>Several engines on one PostgreSQL.</summary>
public sealed class NodesTests : IDisposable
{
    private readonly Node[] nodes;

    public NodesTests()
    {
        var database = TestDatabase.Cluster.NewDatabase();
        nodes = [.. Enumerable.Range(0, 3).Select(_ => new Node(database))];
    }

    [Fact]
    public async Task Events_OfTheSameUsersThroughAllNodes_AreAllCountedOnce()
    {
        await nodes[0].Apply(Node.Rules);
        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => nodes[i % 3].Step($"u{i % 7}")));

        Assert.All(answers, answer => Assert.IsType<Answer.Accepted>(answer));
        Assert.Equal(6_000, Number("select sum(amount) from points_awards"));
        Assert.Equal(600, Number("select count(*) from journal"));
        Assert.Equal(0, Number("select count(*) from users u where seq <> (select count(*) from journal j where j.user_id = u.user_id)"));
        Assert.Equal(7, Number("select count(*) from achievement_completions"));
    }

    [Fact]
    public async Task Keys_SentThroughAllNodesAtOnce_AreAppliedOnce()
    {
        await nodes[0].Apply(Node.Rules);
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => nodes[i % 3].Step("ada", $"key-{i / 3}")));

        Assert.Equal(100, answers.OfType<Answer.Accepted>().Count());
        Assert.Equal(200, answers.OfType<Answer.Replayed>().Count());
        Assert.Equal(100, Number("select count(*) from idempotency_keys"));
    }

    [Fact]
    public async Task Standings_OfEveryNode_BecomeThoseOfTheDatabase()
    {
        await nodes[0].Apply(Node.Rules);
        await Task.WhenAll(Enumerable.Range(0, 900).Select(i => nodes[i % 3].Step($"u{i * i % 31}")));

        foreach (var node in nodes)
        {
            await Follow(node);
        }

        using var fresh = new Node(nodes[0].DatabaseText);
        Assert.NotEqual("", fresh.Board());
        Assert.All(nodes, node => Assert.Equal(fresh.Board(), node.Board()));
        Assert.All(nodes, node => Assert.Equal(fresh.Engine.Projections.Tallies.Completions(1, "three"), node.Engine.Projections.Tallies.Completions(1, "three")));
    }

    [Fact]
    public async Task Census_OfEveryNode_KnowsWhatOthersDid()
    {
        await nodes[0].Apply(Node.Rules);
        Assert.Empty(Balances(nodes[0]));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => nodes[i % 3].Step($"u{i % 5}")));
        foreach (var node in nodes)
        {
            await Follow(node);
            Assert.Equal(["u0 120", "u1 120", "u2 120", "u3 120", "u4 120"], Balances(node));
        }
    }

    [Fact]
    public async Task Answers_OfTheOwnNode_KnowTheRankAtOnce()
    {
        await nodes[0].Apply(Node.Rules);
        await nodes[0].Step("ada");
        await nodes[0].Step("ada");
        var answer = Assert.IsType<Answer.Accepted>(await nodes[1].Step("bob"));

        Assert.Equal(2, Assert.Single(answer.Ranks, move => move.Leaderboard == "all").Rank);
    }

    [Fact]
    public async Task Rulebook_AppliedOnOneNode_GovernsTheNextBatchOfAll()
    {
        await nodes[0].Apply(Node.Rules);
        await Task.WhenAll(nodes.Select(node => node.Step("ada")));
        for (var version = 2; version <= 4; version++)
        {
            await nodes[version % 3].Apply(Node.Rules.Replace("points: 10", $"points: {version}0", StringComparison.Ordinal));
            var answers = await Task.WhenAll(nodes.Select(node => node.Step("ada")));

            Assert.All(answers, answer => Assert.Equal(version * 10, Assert.IsType<Answer.Accepted>(answer).Facts.OfType<PointsAwarded>().Single().Amount));
        }
    }

    [Fact]
    public async Task Rulebooks_AppliedWhileBatchesRun_MixInNoBatch()
    {
        await nodes[0].Apply(Node.Rules);
        var events = Enumerable.Range(0, 600).Select(i => nodes[i % 3].Step($"u{i % 5}")).ToList();
        await nodes[1].Apply(Node.Rules.Replace("points: 10", "points: 20", StringComparison.Ordinal));
        await Task.WhenAll(events);

        // Within a user's journal, no entry stands under an older version than the one before it.
        Assert.Equal(0, Number("select count(*) from journal a join journal b on b.user_id = a.user_id and b.seq = a.seq + 1 where b.rulebook_version < a.rulebook_version"));
    }

    [Fact]
    public async Task Runs_ClosedByAllNodesAtOnce_AreArchivedOnceAndLeaveAllStandings()
    {
        await nodes[0].Apply(Node.Rules);
        await Task.WhenAll(Enumerable.Range(0, 90).Select(i => nodes[i % 3].Step($"u{i % 9}")));
        var later = Node.Now + Duration.FromDays(9);

        await Task.WhenAll(nodes.Select(node => node.Engine.CloseRuns(Space.Default, later)));

        Assert.Equal(9, Number("select count(*) from run_standings where leaderboard = 'week'"));
        Assert.Equal(0, Number("select count(*) from scores where leaderboard = 'week'"));
        var key = Node.All with { Leaderboard = "week", Run = new LocalDate(2026, 3, 2) };
        foreach (var node in nodes)
        {
            await Follow(node);
            Assert.Equal(0, node.Engine.Projections.Standings.Count(key));
        }
    }

    [Fact]
    public async Task Ranks_KeptByAllNodesAtOnce_AreKeptOnce()
    {
        await nodes[0].Apply(Node.Rules);
        await Task.WhenAll(nodes.Select((node, i) => node.Step($"u{i}")));
        var kept = await Task.WhenAll(nodes.Select(node => node.Engine.KeepRanks(Space.Default, Node.Now)));

        Assert.Single(kept, isKept => isKept);
        Assert.Equal(6, Number("select count(*) from rank_days"));
    }

    [Fact]
    public async Task Change_OfATransactionThatTakesLong_IsNotSkipped()
    {
        await nodes[0].Apply(Node.Rules);
        await nodes[0].Step("ada");
        using var slow = nodes[1].Engine.Database.Connect();
        using var transaction = slow.BeginTransaction();
        slow.Execute("select pg_advisory_xact_lock(x'4C4103'::bigint << 32)");
        var waiting = nodes[0].Step("bob");
        var position = slow.Number("select max(position) from changes") + 1;
        slow.Execute($"insert into changes (position, at, node, space_id, body) select {position}, at, 'slow', space_id, body from changes order by position desc limit 1");
        Assert.False(waiting.IsCompleted);
        transaction.Commit();
        await waiting;

        Assert.Equal(position + 1, Number("select max(position) from changes"));
        await Follow(nodes[2]);
        Assert.Equal("1.ada:1 2.bob:1", nodes[2].Board());
    }

    [Fact]
    public async Task User_ErasedOnOneNode_IsGoneOnAll()
    {
        await nodes[0].Apply(Node.Rules);
        await nodes[1].Step("ada");
        await nodes[0].Step("bob");
        Assert.True(await nodes[0].Engine.Erase(Space.Default, "ada", "test"));
        await Follow(nodes[1]);
        Assert.Equal("1.bob:1", nodes[1].Board());

        // Neither node goes on with what it had in its cache.
        await nodes[0].Step("ada");
        await nodes[1].Step("ada");
        Assert.Equal(2, Number("select count(*) from journal where user_id = 'ada'"));
        Assert.Equal("2", nodes[0].Engine.Database.Text("select value from scores where user_id = 'ada' and leaderboard = 'all'"));
    }

    public void Dispose()
    {
        foreach (var node in nodes)
        {
            node.Dispose();
        }
    }

    private static string[] Balances(Node node) =>
        [.. node.Engine.Projections.Census.Of(node.Engine.Reader, Space.Default).Select(row => $"{row.User} {row.Points[0].Balance}").Order(StringComparer.Ordinal)];

    private long Number(string sql) => nodes[0].Engine.Database.Number(sql);

    private async Task Follow(Node node)
    {
        var last = Number("select max(position) from changes");
        await Wait.Until(() => node.Engine.ChangesFollowed >= last);
        Assert.Equal(last, node.Engine.ChangesFollowed);
    }
}
