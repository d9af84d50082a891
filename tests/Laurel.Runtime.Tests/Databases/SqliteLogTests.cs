using System.Diagnostics;
using Laurel.Runtime.Databases;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Laurel.Runtime.Tests.Databases;

/// <summary>The log of a file is copied into it and begun anew while the writer goes on.</summary>
public sealed class SqliteLogTests : IDisposable
{
    private const int PageBytes = 4_096;
    private const int PagesMax = 100;

    // From then on the writer waits for the disk, so that a slow one does not let the log grow without end.
    private const int CommitsAhead = 50_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("laurel-log-").FullName;
    private readonly SqliteDatabase database;
    private readonly SqliteConnection writer;
    private readonly SqliteLog log;
    private int commits;

    public SqliteLogTests()
    {
        database = SqliteDatabase.Open(Path.Combine(folder, "laurel.db"));
        writer = database.ConnectSqlite();
        SqliteDatabase.Execute(writer, "pragma wal_autocheckpoint = 0; pragma synchronous = normal; create table numbers (number integer primary key, body text)");
        log = new SqliteLog(database, PagesMax);
    }

    private long LogBytes => new FileInfo(database.File + "-wal").Length;

    [Fact]
    public void Grown_CommitsKeepComing_BeginsTheLogAnew()
    {
        // A page at least per commit: a log that was never begun anew would have as many.
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && (commits < 1_000 || LogBytes > commits / 2 * (long)PageBytes))
        {
            Commit();
        }

        Assert.True(LogBytes <= commits / 2 * (long)PageBytes, $"{LogBytes} bytes after {commits} commits");
        Assert.Equal(commits, Count());
    }

    [Fact]
    public void Grown_ReaderStaysBehind_BeginsTheLogAnewOnceItHasLeft()
    {
        using (var reader = database.ConnectSqlite())
        {
            using var snapshot = reader.BeginTransaction(deferred: true);
            Assert.Equal(0, Count(reader));
            for (var i = 0; i < 1_000; i++)
            {
                Commit();
            }

            Assert.Equal(0, Count(reader));
            Assert.True(LogBytes > 1_000 * PageBytes);
        }

        var before = LogBytes;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && commits / 2 * (long)PageBytes <= LogBytes)
        {
            Commit();
        }

        Assert.True(commits / 2 * (long)PageBytes > LogBytes, $"{LogBytes} bytes after {commits} commits, {before} before the reader left");
        Assert.Equal(commits, Count());
    }

    [Fact]
    public void Sync_AfterACommit_DoesNotFail()
    {
        Commit();
        log.Sync();
        log.Sync();
        Assert.Equal(1, Count());
    }

    public void Dispose()
    {
        log.Dispose();
        writer.Dispose();
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Commit()
    {
        SqliteDatabase.Execute(writer, $"insert into numbers values ({commits++}, 'one of many')");
        log.Grown(writer);
        if (commits > CommitsAhead)
        {
            log.Sync();
        }
    }

    private long Count(SqliteConnection? connection = null)
    {
        using var command = (connection ?? writer).CreateCommand();
        command.CommandText = "select count(*) from numbers";
        return (long)(command.ExecuteScalar() ?? 0L);
    }
}
