using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>What PostgreSQL reports, as sentences for operators.</summary>
internal static class PostgresErrors
{
    /// <summary>Another transaction was in the way; the same batch may work now.</summary>
    public const string Conflict = "database_conflict";

    /// <summary>The server cannot be reached or went away; nothing was committed.</summary>
    public const string Unreachable = "database_unreachable";

    private const string IdleInTransaction = "25P03";

    public static DatabaseException Of(NpgsqlException error) => error is PostgresException reported
        ? Of(reported)
        : new(Unreachable, $"The PostgreSQL server cannot be reached ({Reason(error)}); check that it runs, and the host and port.", error);

    /// <summary>
    /// Works with a connection. While it breaks, whatever the driver stumbles over is thrown (a socket that is closed, a stream that has
    /// ended, a connection that is not open): all of it is turned into the one exception that says that the server went away.
    /// </summary>
    public static T Over<T>(DbConnection connection, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (connection is NpgsqlConnection { State: not ConnectionState.Open } && error is not (DbException or DatabaseException))
        {
            throw Broken(error);
        }
    }

    /// <summary>Opens a connection; what goes wrong is the driver's exception, as with <see cref="Over{T}"/>.</summary>
    public static NpgsqlConnection Opened(Func<NpgsqlConnection> open)
    {
        try
        {
            return open();
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException or InvalidOperationException)
        {
            throw Broken(error);
        }
    }

    /// <summary>What is thrown over a connection that is gone, for a reason that somebody else met.</summary>
    public static NpgsqlException Broken(Exception? cause = null) =>
        new(cause?.Message ?? "the connection broke in the middle of a transaction", cause);

    private static DatabaseException Of(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.LockNotAvailable => new(Conflict, "Other writers were in the way; try again.", error),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            new("login_refused", $"PostgreSQL refuses the login ({error.MessageText}); check user and password.", error),
        PostgresErrorCodes.InvalidCatalogName => new("database_missing", $"PostgreSQL has no such database ({error.MessageText}); create it first, with: createdb NAME.", error),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName => new("missing_rights", $"The database user lacks rights ({error.MessageText}); let it own the database or its schema.", error),
        PostgresErrorCodes.ReadOnlySqlTransaction => new("database_read_only", "The PostgreSQL server takes no writes (a standby?); name the primary.", error),
        PostgresErrorCodes.DiskFull => new("disk_full", "The database server's disk is full; free some space and try again.", error),
        PostgresErrorCodes.TooManyConnections => new("too_many_connections", "PostgreSQL takes no more connections; raise max_connections or run fewer nodes.", error),
        PostgresErrorCodes.OutOfMemory => new("database_out_of_memory", "The database server is out of memory; try again.", error),
        IdleInTransaction => new(Unreachable, "The server gave up on a transaction that stood still; try again.", error),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            new(Unreachable, $"The PostgreSQL server is stopping or starting ({error.MessageText}); try again.", error),
        _ when error.IsTransient || error.SqlState.StartsWith("08", StringComparison.Ordinal) || IsInterruption(error.SqlState) =>
            new(Unreachable, $"The PostgreSQL server is away ({error.MessageText}); try again.", error),
        _ => new(DatabaseErrors.Other, error.MessageText, error),
    };

    // 57: an operator or a crash intervened; 58: the machine below failed.
    private static bool IsInterruption(string state) => state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal);

    private static string Reason(Exception error) => error.InnerException switch
    {
        SocketException socket => socket.Message,
        TimeoutException => "it does not answer",
        { } inner => inner.Message.TrimEnd('.'),
        _ => error.Message.TrimEnd('.'),
    };
}
