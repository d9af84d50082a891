using System.Diagnostics;
using Laurel.Runtime.Databases;
using Laurel.Server.Tests.CommandLine;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Nodes;

/// <summary>
/// How long nodes take to follow each other and to take over. What is asserted is that they do; how long they took is printed, and
/// docs/guides/scale.md says what it was.
/// </summary>
public sealed class NodeTimesTests(ITestOutputHelper output) : IDisposable
{
    private const int EventCount = 100;
    private const int TakeoverCount = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // A lag is measured to this.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly Workplace place = new();
    private readonly List<NodeProcess> nodes = [];

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task Event_AcknowledgedByOneNode_IsSeenInTheRanksOfAnother(int clientCount)
    {
        var text = TestDatabase.Cluster.NewDatabase();
        await Start(text);
        await Start(text);
        var load = new NodeLoad(nodes, clientCount);
        var running = load.Run();
        var lags = new List<TimeSpan>();
        for (var i = 0; i < EventCount; i++)
        {
            // An answer that came too late on a busy machine is asked for again, under the key.
            await Wait.Until(async () => await nodes[i % 2].Step($"new{i}", $"key{i}") is 201 or 202);
            var lag = Stopwatch.StartNew();
            while (await nodes[(i + 1) % 2].Rank($"new{i}") is null)
            {
                Assert.True(lag.Elapsed < Patience, "The other node does not follow.");
                await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
            }

            lags.Add(lag.Elapsed);
        }

        load.End();
        await running;

        // The first one each way also waits for the programs, which have done none of this before.
        var first = lags[..2].Max();
        lags = [.. lags[2..].Order()];
        output.WriteLine($"feed lag, {clientCount} clients beside it: median {Ms(lags[lags.Count / 2])}, 99 of 100 within {Ms(lags[^2])}, longest {Ms(lags[^1])}; right after the start {Ms(first)}");
    }

    [Fact]
    public async Task Leases_OfANodeThatWasKilled_AreTakenOverByAnother()
    {
        var text = TestDatabase.Cluster.NewDatabase();
        using var database = Database.Open(text);
        await Start(text);
        for (var i = 0; i < TakeoverCount; i++)
        {
            await Wait.Until(() => database.Number("select count(*) from leases where token > 0") == 2);
            var before = Holders(database);
            await Start(text);
            nodes[i].Kill();
            var killed = Stopwatch.StartNew();
            var taken = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
            await Wait.Until(() =>
            {
                foreach (var name in Holders(database).Except(before).Select(holder => holder.Split(' ')[0]))
                {
                    taken.TryAdd(name, killed.Elapsed);
                }

                return taken.Count == 2;
            });
            output.WriteLine($"takeover after kill -9: {string.Join(", ", taken.Select(lease => $"{lease.Key} {lease.Value.TotalSeconds:0.0} s"))}");
        }
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        place.Dispose();
    }

    private async Task Start(string text) => nodes.Add(await NodeProcess.Start(text, place.Rulebook));

    private static string[] Holders(Database database) => database.Text("select replace(name, ' ', '-') || ' ' || holder from leases order by name").Split(',');

    private static string Ms(TimeSpan time) => $"{time.TotalMilliseconds:0} ms";
}
