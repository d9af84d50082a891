using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Binds SQLite to the operating system's own library, which the system keeps patched, instead of a bundled copy.
/// </summary>
public static class SqliteLibrary
{
    private const int MemoryStatus = 9; // SQLITE_CONFIG_MEMSTATUS

    private static readonly Lock Gate = new();
    private static bool isLoaded;

    /// <summary>Makes SQLite usable in this process. Throws <see cref="DatabaseException"/> when the system has no SQLite.</summary>
    public static void Load()
    {
        lock (Gate)
        {
            if (isLoaded)
            {
                return;
            }

            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            raw.FreezeProvider();

            // Every connection is used by one thread at a time, so SQLite need not lock each of its calls; nor count every byte it allocates.
            _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
            _ = raw.sqlite3_config(MemoryStatus, 0);
            isLoaded = true;
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3")
        {
            return IntPtr.Zero;
        }

        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new DatabaseException("sqlite_missing", $"SQLite is not installed on this system ({string.Join(", ", Candidates())} not found). On Debian: apt-get install libsqlite3-0.");
    }

    private static string[] Candidates() =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];
}
