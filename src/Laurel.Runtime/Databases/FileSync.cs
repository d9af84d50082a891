using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Laurel.Runtime.Databases;

/// <summary>Makes the contents of a file durable that others write. Opened with the first call. Thread-safe.</summary>
internal sealed class FileSync(string path) : IDisposable
{
    private const int PieceBytes = 1 << 20;
    private const uint WriteAndWait = 1 | 2 | 4; // SYNC_FILE_RANGE_WAIT_BEFORE, _WRITE, _WAIT_AFTER

    private SafeFileHandle? handle;

    /// <summary>Throws <see cref="IOException"/> when the disk does not take it.</summary>
    public void Sync()
    {
        LazyInitializer.EnsureInitialized(ref handle, Open);
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
        }
        else if (SyncContents(handle) != 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    /// <summary>
    /// Starts early with what <see cref="Sync"/> of this file will ask for, a piece after the other: the disk is never busy for long with it, and others'
    /// syncs pass between the pieces. Promises nothing; where the operating system cannot do it, nothing happens.
    /// </summary>
    public void WriteOut()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        LazyInitializer.EnsureInitialized(ref handle, Open);
        for (long at = 0, length = RandomAccess.GetLength(handle); at < length; at += PieceBytes)
        {
            var started = Stopwatch.GetTimestamp();
            _ = SyncRange(handle, at, PieceBytes, WriteAndWait);
            if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > 1)
            {
                Thread.Sleep(1);
            }
        }
    }

    public void Dispose() => handle?.Dispose();

    private SafeFileHandle Open() => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    // Leaves out the time of the last change, which would cost a second write.
    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncContents(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncRange(SafeFileHandle file, long from, long length, uint how);
}
