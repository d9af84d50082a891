using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>What databases report, as sentences for operators.</summary>
public static class DatabaseErrors
{
    /// <summary>The code of errors that are about the statement, not about the database.</summary>
    public const string Other = "database_error";

    public static DatabaseException Of(DbException error) => error switch
    {
        SqliteException sqlite => SqliteErrors.Of(sqlite),
        NpgsqlException postgres => PostgresErrors.Of(postgres),
        _ => new DatabaseException(Other, error.Message, error),
    };
}
