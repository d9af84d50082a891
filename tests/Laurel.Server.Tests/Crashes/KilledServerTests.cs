using System.Diagnostics;
using Laurel.Server.Tests.CommandLine;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A server under load is killed at random moments; every event that it acknowledged is there exactly once.</summary>
public sealed class KilledServerTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private const int AcknowledgedMax = 600;
    private const int MicrosecondsMax = 5_000;

    // Only a start that hangs takes so long.
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Serve_KilledUnderLoad_KeepsWhatItAcknowledgedOnce()
    {
        using var place = new Workplace();
        await KillAgainAndAgain(place);
    }

    [Fact]
    public async Task Serve_KilledUnderLoadOnPostgres_KeepsWhatItAcknowledgedOnce()
    {
        using var place = new Workplace { Database = TestDatabase.Cluster.NewDatabase() };
        await KillAgainAndAgain(place);
    }

    private async Task KillAgainAndAgain(Workplace place)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var load = new StepLoad(place);
        for (var round = 0; round < Rounds; round++)
        {
            using var server = await RunningServer.Start(place);
            var killer = new Killer(server, load.AcknowledgedCount + random.Next(1, AcknowledgedMax), TimeSpan.FromMicroseconds(random.Next(MicrosecondsMax)));
            await load.SendUntilRefused(server, () => killer.Look(load.AcknowledgedCount));
            Assert.True(server.IsKilled, "All steps were refused by a server that lives.");
            output.WriteLine($"round {round}: listened after {server.StartedIn.TotalMilliseconds:0} ms; {load.SentCount} sent, {load.AcknowledgedCount} acknowledged");
            Assert.InRange(server.StartedIn, TimeSpan.Zero, StartMax);

            // In every other round the next server comes first: to a log that nobody has read since, and commits that may still be running.
            if (round % 2 == 0)
            {
                await load.AssertKept();
            }
        }

        using (var last = await RunningServer.Start(place))
        {
            await load.SendAllAgain(last);
        }

        await load.AssertAllKept();
    }

    /// <summary>Kills a server a moment after so many acknowledgements: in the middle of whatever it then does.</summary>
    private sealed class Killer(RunningServer server, int acknowledged, TimeSpan later)
    {
        private int isKilled;

        public void Look(int count)
        {
            if (count < acknowledged || Interlocked.Exchange(ref isKilled, 1) != 0)
            {
                return;
            }

            var watch = Stopwatch.StartNew();
            SpinWait.SpinUntil(() => watch.Elapsed >= later);
            server.Kill();
        }
    }
}
