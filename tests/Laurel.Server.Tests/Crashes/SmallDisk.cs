using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A disk of 12 MiB in a folder, which can grow. Only an administrator of a Linux machine can make such a disk; the running test is skipped elsewhere.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private bool isMounted;

    public string this[string name] => folder[name];

    public static async Task<SmallDisk> Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small disk needs root on Linux");
        var disk = new SmallDisk();
        var mounted = await LaurelProgram.Finish(LaurelProgram.Start("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.folder.Root));
        disk.isMounted = mounted.Code == 0;
        if (!disk.isMounted)
        {
            disk.Dispose();
            Assert.Skip($"this machine does not let a small disk be mounted: {mounted.Error}");
        }

        return disk;
    }

    public async Task Grow() => (await LaurelProgram.Finish(LaurelProgram.Start("mount", "-o", "remount,size=200m", folder.Root))).Succeeded();

    public void Dispose()
    {
        if (isMounted)
        {
            using var unmount = LaurelProgram.Start("umount", folder.Root);
            unmount.WaitForExit();
        }

        folder.Dispose();
    }
}
