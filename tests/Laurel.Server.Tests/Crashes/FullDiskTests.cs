using Laurel.Runtime.Processing;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A disk of 12 MiB, which a replay fills; then it grows.</summary>
public sealed class FullDiskTests : IDisposable
{
    // Two parts that do not fit together, and one so small that it does: it must wait for the one before it.
    private const int EventCount = (2 * Processor.PartMax) + 50;

    private readonly Workplace place = new();
    private string? disk;

    [Fact]
    public async Task Replay_FullDisk_IsCompletedOnceThereIsRoom()
    {
        var file = Path.Combine(await Mount(), "laurel.db");
        var events = place.Write("events.csv", RandomHistory.Text(seed: 2, EventCount, userCount: 500));

        var full = await Replay(events, file);
        var whileFull = (await LaurelProgram.Run("export", "totals", "--database", $"sqlite:{file}")).Succeeded();
        await Command("mount", "-o", "remount,size=200m", Path.GetDirectoryName(file) ?? "");
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
        var folder = await Mount();
        using (var ballast = File.Create(Path.Combine(folder, "ballast")))
        {
            Assert.Throws<IOException>(() => ballast.Write(new byte[13 * 1024 * 1024]));
        }

        var file = Path.Combine(folder, "laurel.db");
        (await Replay(place.Good, file)).Failed($"laurel: {file}: The disk is full; free some space and try again.");

        File.Delete(Path.Combine(folder, "ballast"));
        (await Replay(place.Good, file)).Succeeded();
    }

    public void Dispose()
    {
        if (disk is not null)
        {
            using var unmount = LaurelProgram.Start("umount", disk);
            unmount.WaitForExit();
        }

        place.Dispose();
    }

    private Task<Ran> Replay(string events, string file) =>
        LaurelProgram.Run("replay", events, "--rulebook", place.Rulebook, "--database", $"sqlite:{file}");

    // Only an administrator of a Linux machine can make such a disk.
    private async Task<string> Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small disk needs root on Linux");
        var folder = Directory.CreateDirectory(place["disk"]).FullName;
        var mounted = await LaurelProgram.Finish(LaurelProgram.Start("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder));
        Assert.SkipUnless(mounted.Code == 0, $"this machine does not let a small disk be mounted: {mounted.Error}");
        return disk = folder;
    }

    private static async Task Command(string program, params string[] arguments) =>
        (await LaurelProgram.Finish(LaurelProgram.Start(program, arguments))).Succeeded();
}
