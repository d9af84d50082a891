using System.Data.Common;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace Laurel.Runtime.Databases;

/// <summary>
/// A SQLite file: any number of readers beside one writer (write-ahead log, synced on every commit).
/// </summary>
public sealed class SqliteDatabase : Database
{
    private const int ApplicationId = 0x4C41_5552; // "LAUR"
    private const int BusyTimeoutSeconds = 10;

    // A writer that may stand still for so long works for nobody who waits for an answer.
    private const int PatientSeconds = 60;

    private readonly string connectionString;

    private volatile SqliteWriter? writer;

    private SqliteDatabase(string file)
    {
        File = Path.GetFullPath(file);
        Contents = new FileSync(File);
        connectionString = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = BusyTimeoutSeconds }.ToString();
    }

    /// <summary>Full path of the file.</summary>
    public string File { get; }

    public override string Name => File;

    /// <summary>
    /// Opens the file, creating it when absent, and brings its schema up to date. Throws <see cref="DatabaseException"/> when
    /// the file is not a database of Laurel's, is newer than this program, or cannot be opened.
    /// </summary>
    public static new SqliteDatabase Open(string file)
    {
        SqliteLibrary.Load();
        var database = new SqliteDatabase(file);
        try
        {
            if (Path.GetDirectoryName(database.File) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using var connection = database.ConnectSqlite();
            database.Migrate(connection);
            database.Recover(connection);
            return database;
        }
        catch (SqliteException error)
        {
            var reason = SqliteErrors.Of(error);
            throw new DatabaseException(reason.Code, $"{database.File}: {reason.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException("cannot_open", $"{database.File}: {error.Message}", error);
        }
    }

    /// <summary>The writer of this process, whose rows may wait for their tables.</summary>
    internal SqliteWriter? Writer { get => writer; set => writer = value; }

    public override DbConnection Connect()
    {
        writer?.SettleAll();
        return ConnectSqlite();
    }

    public override DbConnection ConnectFor(int space, IReadOnlyCollection<string> users)
    {
        writer?.Settle(space, users);
        return ConnectSqlite();
    }

    public override DbConnection ConnectAside() => ConnectSqlite();

    internal override bool Settle(int space, IReadOnlyCollection<string> users) => writer?.Settle(space, users) == true;

    internal override void SettleDue(int space, Instant now, int version) => writer?.SettleDue(space, now.ToUnixTimeMilliseconds(), version);

    /// <summary>
    /// The one writer of the file. Throws <see cref="DatabaseException"/> "database_in_use" when another process has it.
    /// </summary>
    public override DatabaseWriter OpenWriter(int idleSecondsMax = 60) =>
        new SqliteWriter(this, ProcessLock.Take(File), isPatient: idleSecondsMax >= PatientSeconds, SqliteWriter.StageBytesMax);

    internal override string NowSql => "cast((julianday('now') - 2440587.5) * 86400000 as integer)";

    internal override void Snapshot(Action<DbConnection> read)
    {
        using var connection = Connect();
        read(connection);
    }

    internal override void TransactAlone(int space, Action<DbConnection> work)
    {
        using var connection = ConnectSqlite();
        using var transaction = connection.BeginTransaction();
        work(connection);
        transaction.Commit();
    }

    /// <summary>
    /// The file itself. Kept open until no connection is: closing a file gives back the locks that connections of the same process have on it.
    /// </summary>
    internal FileSync Contents { get; }

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Contents.Dispose();
    }

    internal SqliteConnection ConnectSqlite() => Connect(connectionString);

    /// <summary>One whose settings nobody gets who connects after it is closed.</summary>
    internal SqliteConnection ConnectUnpooled() => Connect(connectionString + ";Pooling=False");

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private void Migrate(SqliteConnection connection)
    {
        // Looked at before anything is written: a file that is not ours stays as it is.
        if (CheckOwner(connection) == Migrations.Latest)
        {
            return;
        }

        Execute(connection, "pragma journal_mode = wal");
        Execute(connection, "begin immediate");
        var version = CheckOwner(connection);
        foreach (var step in Migrations.Steps[(int)version..])
        {
            Execute(connection, step.Split(Migrations.ForNodes)[0]);
        }

        Execute(connection, $"pragma application_id = {ApplicationId}; pragma user_version = {Migrations.Latest}");
        Execute(connection, "commit");
    }

    // Another process that writes the file knows what waits; then it shows each user as of a moment ago.
    private void Recover(SqliteConnection connection)
    {
        if (connection.SelectLong("select 1 from staged_batches limit 1") is null || ProcessLock.TryTake(File) is not { } alone)
        {
            return;
        }

        using (alone)
        using (var statements = new SqliteStatements(connection))
        {
            SqliteWriter.Recover(statements, connection);
        }
    }

    // The schema's version.
    private long CheckOwner(SqliteConnection connection)
    {
        var version = Scalar(connection, "pragma user_version");
        var isEmpty = Scalar(connection, "select count(*) from sqlite_master") == 0;
        if (!isEmpty && Scalar(connection, "pragma application_id") != ApplicationId)
        {
            throw new DatabaseException("not_a_laurel_database", $"{File} is a SQLite database of another program.");
        }

        if (version > Migrations.Latest)
        {
            throw new DatabaseException(
                "database_newer", $"{File} has schema version {version}; this program knows up to {Migrations.Latest}. Use a newer Laurel.");
        }

        return version;
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(command.ExecuteScalar() ?? 0L);
    }
}
