using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Laurel.Runtime.Databases;

/// <summary>Makes the contents of a file durable that others write. Opened with the first call.</summary>
internal sealed class FileSync(string path) : IDisposable
{
    private SafeFileHandle? handle;

    /// <summary>Throws <see cref="IOException"/> when the disk does not take it.</summary>
    public void Sync()
    {
        handle ??= File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
        }
        else if (SyncContents(handle) != 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    public void Dispose() => handle?.Dispose();

    // Leaves out the time of the last change, which would cost a second write.
    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncContents(SafeFileHandle file);
}
