using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using NodaTime;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>A PostgreSQL database, version 15 or newer, that any number of nodes share.</summary>
public sealed class PostgresDatabase : Database
{
    private const int ReadersMax = 32;
    private const string ServerNow = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlConnectionStringBuilder settings;

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> columnTypes = new(StringComparer.Ordinal);

    private PostgresDatabase(NpgsqlConnectionStringBuilder settings)
    {
        this.settings = settings;
        Name = PostgresText.NameOf(settings);
        settings.ApplicationName ??= "laurel";
        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, 100);
        settings.AutoPrepareMinUsages = 2;
        settings.KeepAlive = Math.Max(settings.KeepAlive, 10);
        settings.NoResetOnClose = true;

        // Statements are short: compiling them costs more than it saves, and arrays of keys are found by the index, in its order.
        settings.Options ??= "-c jit=off";
        readers = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxPoolSize = ReadersMax });
    }

    public override string Name { get; }

    public override bool IsShared => true;

    public override int LanesMax => Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>
    /// Connects and brings the schema up to date. Throws <see cref="DatabaseException"/> when the server cannot be reached, is too
    /// old, refuses, or has a schema that is not Laurel's or newer than this program.
    /// </summary>
    public static new PostgresDatabase Open(string text)
    {
        var database = new PostgresDatabase(PostgresText.Parse(text));
        try
        {
            using var connection = database.ConnectPostgres();
            PostgresSchema.Migrate(connection, database.Name);
            return database;
        }
        catch (NpgsqlException error)
        {
            database.Dispose();
            var reason = PostgresErrors.Of(error);
            throw new DatabaseException(reason.Code, $"{database.Name}: {reason.Message}", error);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public override DbConnection Connect() => PostgresErrors.Opened(readers.OpenConnection);

    public override DatabaseWriter OpenWriter(int idleSecondsMax = 60) => new PostgresWriter(this, idleSecondsMax);

    /// <summary>A connection outside the pool, which its owner keeps.</summary>
    internal NpgsqlConnection ConnectPostgres() => PostgresErrors.Opened(() =>
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    internal override string NowSql => ServerNow;

    /// <summary>What time it is on the server.</summary>
    internal static Instant NowOf(DbConnection connection) => Instant.FromUnixTimeMilliseconds(connection.SelectLong($"select {ServerNow}") ?? 0);

    /// <summary>
    /// Makes the tables of the months to come that are not there yet. Throws when that would hold up others for long: then nothing
    /// is lost by trying again later.
    /// </summary>
    internal void CreateMonths()
    {
        using var connection = Connect();
        PostgresMonths.CreateAhead(connection, NowOf(connection));
    }

    internal override void Snapshot(Action<DbConnection> read)
    {
        using var connection = Connect();
        Transact(connection, IsolationLevel.RepeatableRead, () => read(connection));
    }

    internal override void TransactAlone(int space, Action<DbConnection> work)
    {
        using var connection = Connect();
        Transact(connection, IsolationLevel.ReadCommitted, () =>
        {
            PostgresLocks.TakeAlone(connection, space);
            work(connection);
        });
    }

    private static void Transact(DbConnection connection, IsolationLevel isolation, Action work) => PostgresErrors.Over(connection, () =>
    {
        using var transaction = connection.BeginTransaction(isolation);
        work();
        transaction.Commit();
        return true;
    });

    /// <summary>Empty columns for rows of a table, by the types that the database has.</summary>
    internal PostgresColumn[] ColumnsOf(Table table)
    {
        var types = columnTypes.GetOrAdd(table.Name, TypesOf);
        return [.. table.Columns.Select(column => PostgresColumn.Of(types[column]))];
    }

    public override void Dispose() => readers.Dispose();

    private Dictionary<string, string> TypesOf(string table)
    {
        using var connection = Connect();
        return connection.Select(
            "select attname::text, atttypid::regtype::text from pg_attribute where attrelid = @table::regclass and attnum > 0 and not attisdropped",
            row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
            ("table", table)).ToDictionary(StringComparer.Ordinal);
    }
}
