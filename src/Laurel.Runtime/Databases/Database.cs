using System.Data.Common;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Where everything is kept. What differs between databases is here and in <see cref="DatabaseWriter"/>; all other SQL is one
/// text for all (see <c>Query</c>).
/// </summary>
public abstract class Database : IDisposable
{
    /// <summary>What comes before the file in a text that names a SQLite database.</summary>
    public const string SqliteScheme = "sqlite:";

    /// <summary>The database for people: a file, or a server and a name; never a password.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Opens what <paramref name="text"/> names, <c>sqlite:FILE</c> or just the file, creates it when absent, and brings its
    /// schema up to date. Throws <see cref="DatabaseException"/> when that is not possible.
    /// </summary>
    public static Database Open(string text) => SqliteDatabase.Open(FileOf(text));

    /// <summary>Whether the database is there already; opening it would create it otherwise.</summary>
    public static bool Exists(string text) => File.Exists(FileOf(text));

    /// <summary>An open connection for reading and for rare statements; dispose it soon.</summary>
    public abstract DbConnection Connect();

    /// <summary>A writer for batches. Throws <see cref="DatabaseException"/> when another process has the only one.</summary>
    public abstract DatabaseWriter OpenWriter();

    public abstract void Dispose();

    private static string FileOf(string text) => text.StartsWith(SqliteScheme, StringComparison.Ordinal) ? text[SqliteScheme.Length..] : text;
}
