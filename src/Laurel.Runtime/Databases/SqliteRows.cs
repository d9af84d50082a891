using System.Text;
using SQLitePCL;

namespace Laurel.Runtime.Databases;

/// <summary>A prepared statement, run row by row.</summary>
internal sealed class SqliteRows : ByteRows, IDisposable
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;
    private int next;

    internal SqliteRows(sqlite3 connection, string sql)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v2(connection, sql, out statement));
    }

    public override TableRows Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        Span<byte> buffer = stackalloc byte[512];
        if (value.Length <= 170)
        {
            return AddText(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        }

        return AddText(Encoding.UTF8.GetBytes(value));
    }

    public override TableRows AddText(ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, which SQLite would take for null.
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(statement, ++next, "") : raw.sqlite3_bind_text(statement, ++next, utf8));
        return this;
    }

    public override TableRows Add(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, ++next, value));
        return this;
    }

    public override TableRows AddBlob(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, ++next, value));
        return this;
    }

    public override TableRows AddNull()
    {
        Check(raw.sqlite3_bind_null(statement, ++next));
        return this;
    }

    /// <summary>Runs the statement with the bound values.</summary>
    public override void End() => Any();

    /// <summary>Runs the statement; whether it gave a row.</summary>
    public bool Any()
    {
        next = 0;
        var result = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(reset == raw.SQLITE_OK ? result : reset);
        }

        return result == raw.SQLITE_ROW;
    }

    /// <summary>Forgets values that were bound by a row that never came to its end.</summary>
    internal void Reset()
    {
        next = 0;
        _ = raw.sqlite3_reset(statement);
    }

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw SqliteErrors.Of(result, raw.sqlite3_errmsg(connection).utf8_to_string());
        }
    }
}
