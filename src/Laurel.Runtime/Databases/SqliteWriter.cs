using System.Data.Common;
using Laurel.Runtime.Users;
using Microsoft.Data.Sqlite;

namespace Laurel.Runtime.Databases;

/// <summary>The one writing connection of a file: every row goes through a statement that is prepared once.</summary>
internal sealed class SqliteWriter : DatabaseWriter
{
    private readonly SqliteConnection connection;
    private readonly ProcessLock processLock;
    private readonly SqliteLog log;
    private readonly Dictionary<string, SqliteRows> prepared = new(StringComparer.Ordinal);

    internal SqliteWriter(SqliteDatabase database, ProcessLock processLock, long logPagesMax)
    {
        this.processLock = processLock;
        connection = database.ConnectSqlite();
        log = new SqliteLog(database, logPagesMax);
        // The log is synced by Sync and copied into the file by SqliteLog, both beside this connection's next transactions.
        SqliteDatabase.Execute(connection, $"pragma busy_timeout = 10000; pragma synchronous = normal; pragma cache_size = -{PageCacheKib}; pragma wal_autocheckpoint = 0; pragma temp_store = memory");
    }

    // A 32nd of the machine's memory, from 64 MiB to 512 MiB; SQLite takes it as it needs it.
    private static long PageCacheKib => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, 64L << 20, 512L << 20) >> 10;

    public override DbConnection Connection => connection;

    internal override string Id => "";

    internal override long? Position => null;

    internal override void Announce(byte[] change)
    {
    }

    public override TableRows Into(Table table) => Prepare(table.StatementName, table.InsertSql);

    internal override bool IsShared => false;

    public override TableRows OutOf(Table table) => Prepare(table.DeletesName, table.DeleteSql);

    /// <summary>By inserting it: the file has no other writer, and a statement costs little.</summary>
    public override bool Claim(InputKey key, long seq)
    {
        Into(Tables.IdempotencyKeys).Add(key.Space).Add(key.User).Add(key.Input).Add(seq).End();
        return SQLitePCL.raw.sqlite3_changes(connection.Handle) > 0;
    }

    public override void Release(InputKey key) => OutOf(Tables.IdempotencyKeys).Add(key.Space).Add(key.User).Add(key.Input).End();

    internal override BatchStart Start(IReadOnlyCollection<UserKey> users, IReadOnlyCollection<InputKey> keys) => BatchStart.Alone;

    internal override void StartAlone(int space)
    {
    }

    public override void Transact(Action work)
    {
        try
        {
            Prepare("begin", () => "begin immediate").End();
            work();
            Prepare("commit", () => "commit").End();
            log.Grown(connection);
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

    public override void Sync() => log.Sync();

    public override void Dispose()
    {
        log.Dispose();
        foreach (var rows in prepared.Values)
        {
            rows.Dispose();
        }

        connection.Dispose();
        processLock.Dispose();
    }

    // A prepared statement, kept under its name.
    private SqliteRows Prepare(string name, Func<string> sql)
    {
        if (!prepared.TryGetValue(name, out var rows))
        {
            rows = new SqliteRows(connection.Handle ?? throw new InvalidOperationException("The connection is closed."), sql());
            prepared.Add(name, rows);
        }

        return rows;
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
