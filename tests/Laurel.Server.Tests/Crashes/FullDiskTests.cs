using Laurel.Runtime.Processing;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A small disk, which a replay or a server fills; then it grows.</summary>
public sealed class FullDiskTests : IDisposable
{
    // Two parts that do not fit together, and one so small that it does: it must wait for the one before it.
    private const int EventCount = (2 * Processor.PartMax) + 50;

    private readonly Workplace place = new();

    [Fact]
    public async Task Replay_FullDisk_IsCompletedOnceThereIsRoom()
    {
        using var disk = await SmallDisk.Mount();
        var file = disk["laurel.db"];
        var events = place.Write("events.csv", RandomHistory.Text(seed: 2, EventCount, userCount: 500));

        var full = await Replay(events, file);
        var whileFull = (await LaurelProgram.Run("export", "totals", "--database", $"sqlite:{file}")).Succeeded();
        await disk.Grow();
        var completed = (await Replay(events, file)).Succeeded();

        full.Failed($"laurel: {file}: The disk is full; free some space and try again. What was applied stays: the same replay, run again, completes it.");
        Assert.StartsWith("user,metric,total\n", whileFull, StringComparison.Ordinal);
        Assert.DoesNotContain($"({EventCount} new", completed, StringComparison.Ordinal);
        (await place.Replay(events)).Succeeded();
        Assert.Equal(await place.Export("totals"), (await LaurelProgram.Run("export", "totals", "--database", $"sqlite:{file}")).Succeeded());
    }

    [Fact]
    public async Task Replay_NoRoomAtAll_SaysSo()
    {
        using var disk = await SmallDisk.Mount();
        using (var ballast = File.Create(disk["ballast"]))
        {
            Assert.Throws<IOException>(() => ballast.Write(new byte[13 * 1024 * 1024]));
        }

        var file = disk["laurel.db"];
        (await Replay(place.Good, file)).Failed($"laurel: {file}: The disk is full; free some space and try again.");

        File.Delete(disk["ballast"]);
        (await Replay(place.Good, file)).Succeeded();
    }

    [Fact]
    public async Task Serve_DiskFillsUnderLoad_RefusesWholeStepsAndGoesOnOnceThereIsRoom()
    {
        using var disk = await SmallDisk.Mount();
        using var onDisk = new Workplace { DatabaseFile = disk["laurel.db"] };
        var load = new StepLoad(onDisk);
        using (var server = await RunningServer.Start(onDisk))
        {
            await load.SendUntilRefused(server);
            Assert.InRange(load.AcknowledgedCount, 1, load.SentCount - 1);

            await disk.Grow();
            await load.SendAllAgain(server);
        }

        await load.AssertAllKept();
    }

    public void Dispose() => place.Dispose();

    private Task<Ran> Replay(string events, string file) =>
        LaurelProgram.Run("replay", events, "--rulebook", place.Rulebook, "--database", $"sqlite:{file}");
}
