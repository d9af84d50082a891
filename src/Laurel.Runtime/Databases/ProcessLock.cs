namespace Laurel.Runtime.Databases;

/// <summary>
/// Keeps two processes from writing one database file: an exclusively opened file beside it, which the operating system
/// releases with the process, however it ends.
/// </summary>
public sealed class ProcessLock : IDisposable
{
    private readonly FileStream handle;

    private ProcessLock(FileStream handle) => this.handle = handle;

    /// <summary>Null when another process has it.</summary>
    public static ProcessLock? TryTake(string file)
    {
        try
        {
            return Take(file);
        }
        catch (DatabaseException)
        {
            return null;
        }
    }

    public static ProcessLock Take(string file)
    {
        try
        {
            return new(new FileStream(TargetOf(file) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new DatabaseException("database_in_use", $"{file} is in use by another Laurel process. Stop it first, or use another file.", error);
        }
    }

    /// <summary>One file may be named in two ways: the one that is no link.</summary>
    internal static string TargetOf(string file) => new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;

    public void Dispose() => handle.Dispose();
}
