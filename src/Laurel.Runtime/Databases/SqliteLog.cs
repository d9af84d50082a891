using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Laurel.Runtime.Databases;

/// <summary>
/// The write-ahead log of a file: makes commits durable, and copies the log into the file (a checkpoint) while the writer goes on.
/// A checkpoint beside a busy writer never gets all of the log, and only a log that was copied whole is begun anew. So it goes over the log
/// again until what came meanwhile is little, which the writer then copies between two transactions. The copies beside the writer are written
/// out in small pieces, so that the disk has time for commits.
/// </summary>
internal sealed class SqliteLog : IDisposable
{
    /// <summary>
    /// Pages of 4 KiB: 64 MiB. A page that is written often is copied once: the longer the log, the less is copied, but the longer the disk is busy with it.
    /// </summary>
    public const long PagesMax = 16_384;

    /// <summary>For a replay, in which nobody waits.</summary>
    public const long PatientPagesMax = 131_072;

    // What the writer copies and syncs stops it: 64 scattered pages for some two milliseconds, 512 for ten.
    private const long RestMax = 64;
    private const int RoundsMax = 12;

    // A round that writes out takes longer, and more comes meanwhile; under the highest load the others come to an end.
    private const int RoundsWrittenOut = 5;
    private const int CacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private readonly SqliteDatabase database;

    // The log, twice: a failure is told once to each who has the file open, so the thread of the commits and that of the copies have it open each for itself.
    private readonly FileSync forCommits;
    private readonly FileSync forCopies;
    private readonly SqliteConnection connection;
    private readonly SqliteConnection pin;
    private readonly SemaphoreSlim isLong = new(0, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Thread thread;
    private readonly long pagesMax;
    private long pages;
    private long next;
    private volatile bool isNearlyCopied;
    private volatile IOException? failure;

    public SqliteLog(SqliteDatabase database, long pagesMax)
    {
        (this.database, this.pagesMax, next) = (database, pagesMax, pagesMax);
        var log = ProcessLock.TargetOf(database.File) + "-wal";
        (forCommits, forCopies) = (new FileSync(log), new FileSync(log));
        connection = database.ConnectUnpooled();
        SqliteDatabase.Execute(connection, $"pragma synchronous = {(OperatingSystem.IsLinux() ? "off" : "normal")}");
        pin = database.ConnectUnpooled();
        thread = new Thread(Loop) { IsBackground = true, Name = "laurel-checkpoint" };
        thread.Start();
    }

    /// <summary>Makes durable what stands in the log. Throws <see cref="DatabaseException"/> when the disk does not take it.</summary>
    public void Sync()
    {
        try
        {
            forCommits.Sync();
        }
        catch (IOException error)
        {
            failure = error;
        }

        if (failure is { } reason)
        {
            throw new DatabaseException("io_error", $"Writing the database file failed ({reason.Message}).", reason);
        }
    }

    /// <summary>After each commit, by the writer.</summary>
    public void Grown(SqliteConnection writer)
    {
        _ = raw.sqlite3_db_status(writer.Handle, CacheWrites, out var written, out _, resetFlg: 1);
        var now = Interlocked.Add(ref pages, written);
        if (isNearlyCopied)
        {
            isNearlyCopied = false;
            if (Checkpoint(writer))
            {
                now = Interlocked.Exchange(ref pages, 0);
                next = pagesMax;
            }
            else
            {
                // A reader still needs the beginning of the log.
                next = now + pagesMax;
            }
        }
        else if (now >= next && isLong.CurrentCount == 0)
        {
            next = long.MaxValue;
            isLong.Release();
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        connection.Dispose();
        if (failure is null)
        {
            pin.Dispose();
        }

        stop.Dispose();
        isLong.Dispose();
        forCommits.Dispose();
        forCopies.Dispose();
    }

    private void Loop()
    {
        try
        {
            while (true)
            {
                isLong.Wait(stop.Token);
                for (var round = 0; round < RoundsMax; round++)
                {
                    var before = Interlocked.Read(ref pages);
                    if (!CopySynced(inPieces: round < RoundsWrittenOut))
                    {
                        return;
                    }

                    if (Interlocked.Read(ref pages) - before <= RestMax)
                    {
                        break;
                    }
                }

                isNearlyCopied = true;
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    // A page must not reach the disk before the log has what it says, nor the log be begun anew before the disk has the page. So a reader stays where the
    // log was synced, which keeps the copy from going beyond and the log from being begun anew, until the copy is synced too. False when the disk fails.
    private bool CopySynced(bool inPieces)
    {
        SqliteTransaction? reader = null;
        try
        {
            reader = pin.BeginTransaction(deferred: true);
            _ = pin.SelectLong("select count(*) from sqlite_master");
            forCopies.Sync();
            Checkpoint(connection);
            if (inPieces)
            {
                database.Contents.WriteOut();
            }

            database.Contents.Sync();
            reader.Dispose();
            return true;
        }
        catch (SqliteException)
        {
            // Nothing was copied; the writer tries, and then this again.
            reader?.Dispose();
            return true;
        }
        catch (IOException error)
        {
            // What was copied may be lost: the log keeps it, as long as the reader stays.
            failure = error;
            return false;
        }
    }

    // Whether all of the log was copied. An error is none of the writer's: the log keeps what it holds, and is copied later.
    private static bool Checkpoint(SqliteConnection connection)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var size, out var copied);
        return result == raw.SQLITE_OK && size == copied;
    }
}
