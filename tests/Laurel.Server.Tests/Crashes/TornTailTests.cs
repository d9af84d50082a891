using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>What a power cut leaves at the end of SQLite's write-ahead log: half of a page, or fewer bytes than there were.</summary>
public sealed class TornTailTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 5;
    private const int StepsCount = 300;
    private const int FrameBytes = 4096 + 24;

    private readonly Workplace place = new();

    [Fact]
    public async Task Serve_HalfAPageAtTheEnd_KeepsWhatItAcknowledgedOnce()
    {
        var random = Seeded();
        var load = new StepLoad(place);
        for (var round = 0; round < Rounds; round++)
        {
            await LoadUntilKilled(load);
            var torn = new byte[random.Next(1, 3 * FrameBytes)];
            random.NextBytes(torn);
            using (var log = new FileStream(Log, FileMode.Append))
            {
                log.Write(torn);
            }

            await load.AssertKept();
        }

        await SendAllAgain(load);
        await load.AssertAllKept();
    }

    /// <summary>A disk that loses what it said was synced loses acknowledged steps; what is left is whole, and the keys complete it.</summary>
    [Fact]
    public async Task Serve_EndLost_IsWholeAndCompletedOnce()
    {
        var random = Seeded();
        var load = new StepLoad(place);
        for (var round = 0; round < Rounds; round++)
        {
            await LoadUntilKilled(load);
            using (var log = new FileStream(Log, FileMode.Open))
            {
                log.SetLength(Math.Max(0, log.Length - random.Next(1, 20 * FrameBytes)));
            }

            await load.AssertWhole();
        }

        await SendAllAgain(load);
        await load.AssertAllKept();
    }

    public void Dispose() => place.Dispose();

    private string Log => place.DatabaseFile + "-wal";

    private Random Seeded()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private async Task LoadUntilKilled(StepLoad load)
    {
        var target = load.AcknowledgedCount + StepsCount;
        using var server = await RunningServer.Start(place);
        await load.SendUntilRefused(server, () =>
        {
            if (load.AcknowledgedCount >= target)
            {
                server.Kill();
            }
        });
        Assert.True(server.IsKilled, "All steps were refused by a server that lives.");
    }

    private async Task SendAllAgain(StepLoad load)
    {
        using var server = await RunningServer.Start(place);
        await load.SendAllAgain(server);
    }
}
