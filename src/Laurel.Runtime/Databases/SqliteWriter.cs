using System.Data.Common;
using System.Diagnostics;
using Laurel.Runtime.Users;
using Microsoft.Data.Sqlite;

namespace Laurel.Runtime.Databases;

/// <summary>
/// The one writing connection of a file. Rows of batches wait in a stage, unless the transaction reads or changes tables itself: whoever takes the
/// <see cref="Connection"/> finds everything in its table.
/// </summary>
internal sealed class SqliteWriter : DatabaseWriter
{
    // What a transaction brings beyond this goes into the tables at once.
    private const int StagedBytesMax = 16 << 20;

    // Users, when nothing else waits.
    private const int SettledAtOnce = 256;

    private readonly SqliteConnection connection;
    private readonly ProcessLock processLock;
    private readonly SqliteLog log;
    private readonly SqliteStatements statements;
    private readonly SqliteStage stage;
    private readonly SqliteDatabase database;

    // Held by a transaction; the lane's and those that readers ask for.
    private readonly Lock gate = new();
    private readonly bool isPatient;
    private bool isStaging;
    private bool isClosed;
    private volatile bool hasFailed;

    /// <param name="isPatient">Nobody waits for answers: nothing waits for its tables either, and the log may grow long.</param>
    /// <param name="stageBytes">How much may wait for the tables.</param>
    internal SqliteWriter(SqliteDatabase database, ProcessLock processLock, bool isPatient, long stageBytes)
    {
        (this.database, this.processLock, this.isPatient) = (database, processLock, isPatient);
        connection = database.ConnectUnpooled();
        log = new SqliteLog(database, isPatient ? SqliteLog.PatientPagesMax : SqliteLog.PagesMax);
        statements = new SqliteStatements(connection);
        stage = new SqliteStage(statements, stageBytes);
        // The log is synced by Sync and copied into the file by SqliteLog, both beside this connection's next transactions.
        SqliteDatabase.Execute(connection, $"pragma busy_timeout = 10000; pragma synchronous = normal; pragma secure_delete = fast; pragma cache_size = -{PageCacheKib}; pragma wal_autocheckpoint = 0; pragma temp_store = memory");
        Recover(statements, connection);
        database.Writer = this;
    }

    private static long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    // A commit may look through all pages that SQLite keeps, whatever it changed: few are kept where many commits come, and the operating system has the others.
    // In a replay, a 32nd of the machine's memory, from 64 MiB to 512 MiB; SQLite takes it as it needs it.
    private long PageCacheKib => isPatient ? Math.Clamp(Memory / 32, 64L << 20, 512L << 20) >> 10 : 16 << 10;

    /// <summary>A 128th of the machine's memory, from 16 MiB to 128 MiB.</summary>
    internal static long StageBytesMax => Math.Clamp(Memory / 128, 16L << 20, 128L << 20);

    public override DbConnection Connection
    {
        get
        {
            WriteDirectly();
            return connection;
        }
    }

    internal override string Id => "";

    internal override long? Position => null;

    internal override void Announce(byte[] change)
    {
    }

    internal override bool IsShared => false;

    public override DbConnection ConnectionOf(int space, IReadOnlyCollection<string> users)
    {
        if (isStaging)
        {
            stage.Settle([.. users.Select(user => new UserKey(space, user))]);
        }

        return connection;
    }

    public override DbConnection ConnectionAside => connection;

    internal override bool IsSettled => stage.IsEmpty || hasFailed;

    public override TableRows Into(Table table) => StagePlaceOf(table) is { } place ? stage.Begin(place, deletes: false) : statements.Into(table);

    public override TableRows OutOf(Table table) => StagePlaceOf(table) is { } place ? stage.Begin(place, deletes: true) : statements.OutOf(table);

    /// <summary>Without a stage by inserting it: the file has no other writer, and a statement costs little.</summary>
    public override bool Claim(InputKey key, long seq)
    {
        if (isStaging)
        {
            return stage.Claim(key, seq);
        }

        Into(Tables.IdempotencyKeys).Add(key.Space).Add(key.User).Add(key.Input).Add(seq).End();
        return SQLitePCL.raw.sqlite3_changes(connection.Handle) > 0;
    }

    public override void Release(InputKey key)
    {
        if (isStaging)
        {
            stage.Release(key);
        }
        else
        {
            OutOf(Tables.IdempotencyKeys).Add(key.Space).Add(key.User).Add(key.Input).End();
        }
    }

    internal override BatchStart Start(IReadOnlyCollection<UserKey> users, IReadOnlyCollection<InputKey> keys) => BatchStart.Alone;

    internal override void StartAlone(int space)
    {
    }

    public override void Transact(Action work)
    {
        lock (gate)
        {
            Commit(work);
        }
    }

    internal override void SettleSome() => Settle(() => stage.Some(SettledAtOnce));

    /// <summary>Puts all that waits into the tables. Any thread may call it.</summary>
    internal void SettleAll() => Settle(() => stage.Some(int.MaxValue));

    /// <summary>The same for these users. False when nothing waited.</summary>
    internal bool Settle(int space, IReadOnlyCollection<string> users) =>
        users.Any(user => stage.Waits(new(space, user))) && Settle(() => [.. users.Select(user => new UserKey(space, user)).Where(stage.Waits)]);

    /// <summary>The same for users of whom something is due by then, or whose state is of an earlier rulebook version.</summary>
    internal void SettleDue(int space, long now, int version)
    {
        if (stage.Due(space, now, version).Count > 0)
        {
            Settle(() => stage.Due(space, now, version));
        }
    }

    /// <summary>Puts into the tables what a process left behind that ended without.</summary>
    internal static void Recover(SqliteStatements statements, SqliteConnection connection)
    {
        if (connection.SelectLong("select 1 from staged_batches limit 1") is not null)
        {
            statements.Transact(() => SqliteStage.Recover(statements, connection), () => { });
        }
    }

    /// <summary>After one that failed nothing is written any more: what the disk holds is not known until the next start.</summary>
    public override void Sync()
    {
        try
        {
            log.Sync();
        }
        catch (DatabaseException)
        {
            hasFailed = true;
            throw;
        }
    }

    public override void Dispose()
    {
        try
        {
            SettleAll();
        }
        catch (DatabaseException)
        {
            // What waits is durable; the next start puts it into the tables.
        }

        lock (gate)
        {
            isClosed = true;
            database.Writer = null;
            log.Dispose();
            statements.Dispose();
            connection.Dispose();
            processLock.Dispose();
        }
    }

    private bool Settle(Func<IReadOnlyCollection<UserKey>> choose)
    {
        if (stage.IsEmpty)
        {
            return false;
        }

        if (hasFailed)
        {
            throw new DatabaseException("io_error", "Writing the database file failed, and what was written last cannot be read until the next start.");
        }

        if (gate.IsHeldByCurrentThread)
        {
            // A connection of its own would see the tables as they were before.
            Debug.Fail("Within a transaction, read through its writer, or read before it.");
            return false;
        }

        lock (gate)
        {
            if (isClosed || choose() is not { Count: > 0 } users)
            {
                return false;
            }

            Commit(() => stage.Settle(users));
            return true;
        }
    }

    private void Commit(Action work)
    {
        isStaging = !isPatient;
        statements.Transact(
            () =>
            {
                work();
                stage.Finish();
            },
            stage.Undo);
        stage.Committed();
        log.Grown(connection);
    }

    private int? StagePlaceOf(Table table)
    {
        if (!isStaging || Tables.StagePlaceOf(table) is not (>= 0 and var place))
        {
            return null;
        }

        if (stage.Written < StagedBytesMax)
        {
            return place;
        }

        WriteDirectly();
        return null;
    }

    private void WriteDirectly()
    {
        if (isStaging)
        {
            stage.SettleAll();
            isStaging = false;
        }
    }
}
