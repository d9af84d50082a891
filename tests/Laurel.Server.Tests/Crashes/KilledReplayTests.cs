using System.Diagnostics;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A replay is killed again and again at random moments; what it leaves is whole, and the next one goes on from there.</summary>
public sealed class KilledReplayTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 5;
    private const int RoundMillisecondsMax = 5_000;

    private readonly Workplace place = new();
    private readonly Workplace undisturbed = new();

    [Fact]
    public async Task Replay_KilledAtRandomMoments_IsCompletedExactly()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var events = place.Write("events.csv", RandomHistory.Text(seed, 100_000, userCount: 1_000));
        var watch = Stopwatch.StartNew();
        (await undisturbed.Replay(events)).Succeeded();
        var wholeMilliseconds = (int)watch.ElapsedMilliseconds;

        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var longest = Math.Min(wholeMilliseconds, RoundMillisecondsMax);
            var milliseconds = random.Next(longest / 5, longest);
            RunFor(milliseconds, events);
            output.WriteLine($"killed after {milliseconds} of {wholeMilliseconds} ms: {Events()} events are in the journal");
            Assert.Equal("ok", place.Integrity());
        }

        (await place.Replay(events)).Succeeded();
        Assert.Equal("ok", place.Integrity());
        Assert.Equal(await undisturbed.Exports(), await place.Exports());
        Assert.Equal(undisturbed.Fingerprint(), place.Fingerprint());
    }

    public void Dispose()
    {
        place.Dispose();
        undisturbed.Dispose();
    }

    private void RunFor(int milliseconds, string events)
    {
        using var process = LaurelProgram.Start(
            LaurelProgram.File, "replay", events, "--rulebook", place.Rulebook, "--database", $"sqlite:{place.DatabaseFile}");
        if (!process.WaitForExit(milliseconds))
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private string Events() => place.Fingerprint().FirstOrDefault(table => table.StartsWith("journal ", StringComparison.Ordinal))?.Split(' ')[1] ?? "no";
}
