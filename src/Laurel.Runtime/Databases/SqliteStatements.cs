using Microsoft.Data.Sqlite;

namespace Laurel.Runtime.Databases;

/// <summary>The prepared statements of one connection, each kept under its name.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteRows> prepared = new(StringComparer.Ordinal);

    public SqliteRows Prepare(string name, Func<string> sql)
    {
        if (!prepared.TryGetValue(name, out var rows))
        {
            rows = new SqliteRows(connection.Handle ?? throw new InvalidOperationException("The connection is closed."), sql());
            prepared.Add(name, rows);
        }

        return rows;
    }

    public SqliteRows Into(Table table) => Prepare(table.StatementName, table.InsertSql);

    public SqliteRows OutOf(Table table) => Prepare(table.DeletesName, table.DeleteSql);

    /// <summary>The statement for a staged row.</summary>
    public SqliteRows Of(Table table, ReadOnlyMemory<byte> row) => RowBytes.Deletes(row.Span) ? OutOf(table) : Into(table);

    /// <summary>The same for a row that may be in its table already, and may be of an older program, whose tables had fewer columns.</summary>
    public SqliteRows AgainOf(Table table, ReadOnlyMemory<byte> row)
    {
        var count = RowBytes.CountOf(row.Span);
        return RowBytes.Deletes(row.Span) ? OutOf(table) : Prepare($"{table.StatementName} again {count}", () => table.InsertAgainSql(count));
    }

    public void Run(string sql) => Prepare(sql, () => sql).End();

    /// <summary>Runs what <paramref name="work"/> does in a transaction; any exception rolls it back.</summary>
    public void Transact(Action work, Action undo)
    {
        try
        {
            Run("begin immediate");
            work();
            Run("commit");
        }
        catch (SqliteException error)
        {
            Rollback();
            undo();
            throw SqliteErrors.Of(error);
        }
        catch
        {
            Rollback();
            undo();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var rows in prepared.Values)
        {
            rows.Dispose();
        }
    }

    private void Rollback()
    {
        foreach (var rows in prepared.Values)
        {
            rows.Reset();
        }

        // SQLite may have rolled back by itself (a full disk does that); then there is nothing left to undo.
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Run("rollback");
        }
    }
}
