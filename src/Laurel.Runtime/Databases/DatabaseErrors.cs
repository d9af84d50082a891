using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>What databases report, as sentences for operators.</summary>
public static class DatabaseErrors
{
    /// <summary>The code of errors that are about the statement, not about the database.</summary>
    public const string Other = "database_error";

    /// <summary>The database went away during a commit, or did not sync it: what was sent either happened or did not.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>What an operator can act on, of anything that was thrown; null: it is not about the database.</summary>
    public static DatabaseException? Find(Exception error) => error switch
    {
        DatabaseException known => known,
        DbException reported => Of(reported),
        _ => null,
    };

    /// <summary>Whether the database is the reason, and not what it was asked: the same may work later.</summary>
    public static bool IsAway(Exception error) => Find(error) is { Code: not Other };

    public static DatabaseException Of(DbException error) => error switch
    {
        SqliteException sqlite => SqliteErrors.Of(sqlite),
        NpgsqlException postgres => PostgresErrors.Of(postgres),
        _ => new DatabaseException(Other, error.Message, error),
    };
}
