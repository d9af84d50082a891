using System.Data.Common;
using NodaTime;

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

    /// <summary>Writers that may work side by side; 1 on a file.</summary>
    public virtual int LanesMax => 1;

    /// <summary>Whether other nodes may work on it at the same time.</summary>
    public virtual bool IsShared => false;

    /// <summary>The database's own clock as SQL: milliseconds since 1970, the same for all nodes.</summary>
    internal abstract string NowSql { get; }

    /// <summary>
    /// Opens what <paramref name="text"/> names and brings its schema up to date: a SQLite file (<c>sqlite:FILE</c> or just the
    /// file; created when absent), or a PostgreSQL database (<c>postgres://user:password@host:port/name</c> or
    /// <c>Host=…;Database=…</c>). Throws <see cref="DatabaseException"/> when that is not possible.
    /// </summary>
    public static Database Open(string text) => PostgresText.IsOne(text) ? PostgresDatabase.Open(text) : SqliteDatabase.Open(FileOf(text));

    /// <summary>Whether a text names a database in so many words: <c>sqlite:FILE</c> or a PostgreSQL database.</summary>
    public static bool IsNamed(string text) =>
        PostgresText.IsOne(text) || (text.StartsWith(SqliteScheme, StringComparison.Ordinal) && text.Length > SqliteScheme.Length);

    /// <summary>False when opening it would create it: a file that is not there. A server is always taken to be there.</summary>
    public static bool Exists(string text) => PostgresText.IsOne(text) || File.Exists(FileOf(text));

    /// <summary>What people call the database that <paramref name="text"/> names, without opening it.</summary>
    public static string NameOf(string text) => PostgresText.IsOne(text) ? PostgresText.NameOf(PostgresText.Parse(text)) : FileOf(text);

    /// <summary>An open connection for reading and for rare statements; dispose it soon. It sees all that was answered before.</summary>
    public abstract DbConnection Connect();

    /// <summary>The same for reading what belongs to these users only, which waits for less where rows wait for their tables (on a file).</summary>
    public virtual DbConnection ConnectFor(int space, IReadOnlyCollection<string> users) => Connect();

    /// <summary>The same for tables that are not among <see cref="Tables.Staged"/>, which waits for nothing.</summary>
    public virtual DbConnection ConnectAside() => Connect();

    /// <summary>Puts what waits of these users into the tables. False when nothing did.</summary>
    internal virtual bool Settle(int space, IReadOnlyCollection<string> users) => false;

    /// <summary>The same for users of whom something is due by then, or whose state is of an earlier rulebook version.</summary>
    internal virtual void SettleDue(int space, Instant now, int version)
    {
    }

    /// <summary>Reads what belongs together: as of one commit, where others write meanwhile.</summary>
    internal abstract void Snapshot(Action<DbConnection> read);

    /// <summary>A writer for batches. Throws <see cref="DatabaseException"/> when another process has the only one.</summary>
    /// <param name="idleSecondsMax">How long the process may do nothing in the middle of a transaction, before it is taken for frozen and the transaction is undone.</param>
    public abstract DatabaseWriter OpenWriter(int idleSecondsMax = 60);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that no batch overlaps, on any node: every batch that is on its way is
    /// committed before, and every later one sees what this did.
    /// </summary>
    internal abstract void TransactAlone(int space, Action<DbConnection> work);

    public abstract void Dispose();

    private static string FileOf(string text) => text.StartsWith(SqliteScheme, StringComparison.Ordinal) ? text[SqliteScheme.Length..] : text;
}
