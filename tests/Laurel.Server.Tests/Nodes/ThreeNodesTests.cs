using System.Diagnostics;
using Laurel.Runtime.Databases;
using Laurel.Server.Tests.CommandLine;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Nodes;

/// <summary>Three servers on one PostgreSQL, as processes of their own.</summary>
public sealed class ThreeNodesTests(ITestOutputHelper output) : IDisposable
{
    private const int ClientCount = 18;
    private static readonly TimeSpan FrozenFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Workplace place = new();
    private readonly List<NodeProcess> nodes = [];

    [Fact]
    public async Task Nodes_OneKilledAndOneFrozenPastItsLease_KeepEverythingExact()
    {
        var text = TestDatabase.Cluster.NewDatabase();
        await Start(text);
        var load = new NodeLoad(nodes, ClientCount);
        var running = load.Run();
        await Wait.Until(() => load.AcknowledgedCount > 300);
        nodes[0].Kill();
        nodes[1].Freeze();
        var frozen = Stopwatch.StartNew();
        var before = load.AcknowledgedCount;
        await Wait.Until(() => load.AcknowledgedCount > before + 300 && frozen.Elapsed > FrozenFor);
        nodes[1].Wake();
        before = load.AcknowledgedCount;
        await Wait.Until(() => load.AcknowledgedCount > before + 300);
        load.End();
        await running;

        using var database = Database.Open(text);
        AssertExact(database, load);
        await AssertBoards(database, nodes[1], nodes[2]);
    }

    [Fact]
    public async Task Database_StoppedAndCrashedUnderLoad_LosesNothingAcknowledged()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        using var cluster = PostgresCluster.Start();
        var text = cluster.NewDatabase();
        await Start(text);
        var load = new NodeLoad(nodes, ClientCount);
        var running = load.Run();
        foreach (var interrupt in new[] { cluster.Restart, (Action)cluster.Crash })
        {
            var before = load.AcknowledgedCount;
            await Wait.Until(() => load.AcknowledgedCount > before + 300);
            interrupt();
        }

        var after = load.AcknowledgedCount;
        await Wait.Until(() => load.AcknowledgedCount > after + 300);
        load.End();
        await running;

        using var database = Database.Open(text);
        AssertExact(database, load);
        await AssertBoards(database, [.. nodes]);
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        place.Dispose();
    }

    private async Task Start(string text)
    {
        for (var i = 0; i < 3; i++)
        {
            nodes.Add(await NodeProcess.Start(text, place.Rulebook));
        }
    }

    private void AssertExact(Database database, NodeLoad load)
    {
        output.WriteLine($"{load.AcknowledgedCount} acknowledged; answers: {string.Join(", ", load.Statuses.Select(status => $"{status.Value} x {status.Key}"))}");
        var expected = string.Join(',', load.Acknowledged.OrderBy(user => user.Key, StringComparer.Ordinal).Select(user => $"{user.Key} {user.Value}"));
        Assert.Equal(expected, database.Text("select user_id || ' ' || count(*) from journal where kind = 'event' group by user_id order by user_id"));
        Assert.Equal(load.AcknowledgedCount, database.Number("select count(distinct input_id) from journal where kind = 'event'"));
        Assert.Equal(expected, database.Text("select user_id || ' ' || sum(amount) from points_awards where trigger_key = 'step' group by user_id order by user_id"));
        Assert.Equal(expected, database.Text("select user_id || ' ' || value from scores where leaderboard = 'all' order by user_id"));
        Assert.Equal(load.Acknowledged.Count, database.Number("select count(*) from achievement_completions where achievement = 'ten'"));
    }

    // Every node shows what a sort of the stored scores shows.
    private static async Task AssertBoards(Database database, params NodeProcess[] alive)
    {
        var ranking = database.Text(
            """
            select row_number() over (order by value::numeric desc, reached_at, user_id) || '.' || user_id || ':' || value
            from scores where leaderboard = 'all' order by value::numeric desc, reached_at, user_id
            """).Replace(',', ' ');
        foreach (var node in alive)
        {
            string? shown = null;
            var waiting = Stopwatch.StartNew();
            while ((shown = await node.Board()) != ranking && waiting.Elapsed < Patience)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(ranking, shown);
        }
    }
}
