using Microsoft.Data.Sqlite;

namespace Laurel.Runtime.Databases;

/// <summary>
/// The writing connection: one transaction at a time, statements prepared once. Not thread-safe; it belongs to the processor's thread.
/// </summary>
public sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly ProcessLock processLock;
    private readonly Dictionary<string, SqliteRows> prepared = new(StringComparer.Ordinal);

    internal SqliteWriter(SqliteConnection connection, ProcessLock processLock)
    {
        this.connection = connection;
        this.processLock = processLock;
        SqliteDatabase.Execute(connection, $"pragma busy_timeout = 10000; pragma synchronous = full; pragma cache_size = -{PageCacheKib}; pragma wal_autocheckpoint = 50000; pragma temp_store = memory");
    }

    // A 32nd of the machine's memory, from 64 MiB to 512 MiB; SQLite takes it as it needs it.
    private static long PageCacheKib => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, 64L << 20, 512L << 20) >> 10;

    /// <summary>For statements that run rarely, inside the current transaction.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Rows that the last statement inserted, updated or deleted.</summary>
    public int ChangedRows => SQLitePCL.raw.sqlite3_changes(connection.Handle);

    public SqliteRows Into(Table table) => Prepare(table.Updated is null ? table.Name : table.Name + "!", table.InsertSql);

    /// <summary>A prepared statement, kept under its name.</summary>
    public SqliteRows Prepare(string name, Func<string> sql)
    {
        if (!prepared.TryGetValue(name, out var rows))
        {
            rows = new SqliteRows(connection.Handle ?? throw new InvalidOperationException("The connection is closed."), sql());
            prepared.Add(name, rows);
        }

        return rows;
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that is durable when this returns; any exception rolls it back.
    /// </summary>
    public void Transact(Action work)
    {
        try
        {
            Prepare("begin", () => "begin immediate").End();
            work();
            Prepare("commit", () => "commit").End();
        }
        catch (SqliteException error)
        {
            Rollback();
            throw SqliteErrors.Of(error);
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var rows in prepared.Values)
        {
            rows.Dispose();
        }

        connection.Dispose();
        processLock.Dispose();
    }

    private void Rollback()
    {
        foreach (var rows in prepared.Values)
        {
            rows.Reset();
        }

        // SQLite may have rolled back by itself (a full disk does that); then there is nothing left to undo.
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Prepare("rollback", () => "rollback").End();
        }
    }
}
