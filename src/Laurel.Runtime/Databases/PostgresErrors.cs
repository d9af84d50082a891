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

    /// <summary>The server went away during a commit: what was sent either happened or did not.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    private const string IdleInTransaction = "25P03";

    public static DatabaseException Of(NpgsqlException error) => error is PostgresException reported
        ? Of(reported)
        : new(Unreachable, $"The PostgreSQL server cannot be reached ({Reason(error)}); check that it runs, and the host and port.", error);

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
        _ when error.IsTransient || error.SqlState.StartsWith("08", StringComparison.Ordinal) || error.SqlState.StartsWith("57P", StringComparison.Ordinal) =>
            new(Unreachable, $"The PostgreSQL server is away ({error.MessageText}); try again.", error),
        _ => new(DatabaseErrors.Other, error.MessageText, error),
    };

    private static string Reason(Exception error) => error.InnerException switch
    {
        SocketException socket => socket.Message,
        TimeoutException => "it does not answer",
        { } inner => inner.Message.TrimEnd('.'),
        _ => error.Message.TrimEnd('.'),
    };
}
