using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Laurel.Runtime.Databases;

/// <summary>SQLite's result codes as sentences for operators.</summary>
public static class SqliteErrors
{
    public static DatabaseException Of(SqliteException error) => Of(error.SqliteErrorCode, error.Message, error);

    public static DatabaseException Of(int result, string message, Exception? cause = null) => (result & 0xFF) switch
    {
        raw.SQLITE_FULL => new("disk_full", "The disk is full; free some space and try again.", cause),
        raw.SQLITE_NOTADB => new("not_a_database", "The file is not a SQLite database.", cause),
        raw.SQLITE_CORRUPT => new("database_corrupt", $"The database file is damaged ({message}). Restore a backup.", cause),
        raw.SQLITE_READONLY => new("database_read_only", "The database file cannot be written.", cause),
        raw.SQLITE_CANTOPEN => new("cannot_open", $"The database file cannot be opened ({message}).", cause),
        raw.SQLITE_IOERR => new("io_error", $"Reading or writing the database file failed ({message}).", cause),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new("database_busy", "Another process is writing to the database file; try again.", cause),
        _ => new(DatabaseErrors.Other, message, cause),
    };
}
