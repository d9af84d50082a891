namespace Laurel.Runtime.Databases;

/// <summary>
/// Keeps two processes from writing one database file: an exclusively opened file beside it, which the operating system
/// releases with the process, however it ends.
/// </summary>
public sealed class ProcessLock : IDisposable
{
    private readonly FileStream handle;

    private ProcessLock(FileStream handle) => this.handle = handle;

    public static ProcessLock Take(string file)
    {
        try
        {
            return new(new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new DatabaseException("database_in_use", $"{file} is in use by another Laurel process. Stop it first, or use another file.", error);
        }
    }

    public void Dispose() => handle.Dispose();
}
