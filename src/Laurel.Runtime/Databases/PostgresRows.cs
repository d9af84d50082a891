using System.Buffers.Binary;
using System.Text;
using Laurel.Core.Facts;
using Npgsql;

namespace Laurel.Runtime.Databases;

/// <summary>Rows of one table that wait for the end of the batch, to be written or deleted in one statement each.</summary>
internal sealed class PostgresRows(Table table, PostgresColumn[] columns) : TableRows
{
    // From here on a COPY is worth its round trips.
    private const int CopyMin = 512;

    private readonly List<bool> deletes = [];
    private int next;
    private bool isDelete;

    public bool IsEmpty => deletes.Count == 0;

    public PostgresRows Begin(bool deleting)
    {
        isDelete = deleting;
        next = 0;
        return this;
    }

    public override TableRows Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        columns[next++].Add(value);
        return this;
    }

    public override TableRows AddText(ReadOnlySpan<byte> utf8) => Add(Encoding.UTF8.GetString(utf8));

    public override TableRows Add(long value)
    {
        columns[next++].Add(value);
        return this;
    }

    public override TableRows AddNull()
    {
        columns[next++].AddNull();
        return this;
    }

    public override TableRows Add(Guid value)
    {
        if (value == Guid.Empty)
        {
            return AddNull();
        }

        columns[next++].Add(value.ToByteArray(bigEndian: true));
        return this;
    }

    public override TableRows Add(FactId value)
    {
        if (value == default)
        {
            return AddNull();
        }

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), value.Low);
        columns[next++].Add(bytes);
        return this;
    }

    public override void End()
    {
        var given = next;
        while (isDelete && next < columns.Length)
        {
            columns[next++].AddNull();
        }

        if (next != columns.Length)
        {
            throw new InvalidOperationException($"{table.Name} has {columns.Length} columns; {given} were given.");
        }

        next = 0;
        deletes.Add(isDelete);
    }

    public void Clear()
    {
        foreach (var column in columns)
        {
            column.Clear();
        }

        deletes.Clear();
        next = 0;
    }

    /// <summary>Whether the rows go by <see cref="Copy"/>: many, all new.</summary>
    public bool IsForCopy => deletes.Count >= CopyMin && table.OnConflict == OnConflict.Fail && !deletes.Contains(true);

    public void Copy(NpgsqlConnection connection, CopyBytes bytes)
    {
        bytes.Begin();
        for (var row = 0; row < deletes.Count; row++)
        {
            bytes.BeginRow(columns.Length);
            foreach (var column in columns)
            {
                column.WriteField(bytes, row);
            }
        }

        bytes.End();
        using var stream = connection.BeginRawBinaryCopy($"copy {table.Name} ({string.Join(", ", table.Columns)}) from stdin (format binary)");
        stream.Write(bytes.Written);
    }

    /// <summary>What deletes rows: of every key that was deleted, also if it was written again later.</summary>
    public NpgsqlBatchCommand? Deletes()
    {
        var rows = Enumerable.Range(0, deletes.Count).Where(row => deletes[row]).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var key = table.Columns.Take(table.KeyLength).ToList();
        var match = string.Join(" and ", key.Select(column => $"t.{column} = k.{column}"));
        return Command($"delete from {table.Name} as t using (select * from unnest({Arrays(table.KeyLength)}) as k({string.Join(", ", key)})) as k where {match}", table.KeyLength, rows);
    }

    /// <summary>What writes rows: those not deleted after that, and where rows are replaced, of each key the last.</summary>
    public NpgsqlBatchCommand? Inserts()
    {
        var rows = table.OnConflict == OnConflict.Replace ? LastOfEachKey()
            : deletes.Contains(true) ? NotDeleted()
            : Enumerable.Range(0, deletes.Count).ToList();
        return rows.Count == 0 ? null : Command(
            $"insert into {table.Name} ({string.Join(", ", table.Columns)}) select * from unnest({Arrays(columns.Length)}){table.ConflictSql()}", columns.Length, rows);
    }

    private List<int> LastOfEachKey()
    {
        var last = new Dictionary<int, int>(deletes.Count, new Keys(columns[..table.KeyLength]));
        for (var row = 0; row < deletes.Count; row++)
        {
            last[row] = row;
        }

        return [.. last.Values.Where(row => !deletes[row]).Order()];
    }

    private List<int> NotDeleted()
    {
        var deleted = new Dictionary<int, int>(new Keys(columns[..table.KeyLength]));
        var rows = Enumerable.Range(0, deletes.Count).ToList();
        foreach (var row in rows.Where(row => deletes[row]))
        {
            deleted[row] = row;
        }

        return rows.FindAll(row => !deletes[row] && !(deleted.TryGetValue(row, out var last) && last > row));
    }

    private string Arrays(int count) => string.Join(", ", columns.Take(count).Select((column, index) => $"${index + 1}::{column.ArrayName}"));

    private NpgsqlBatchCommand Command(string sql, int count, List<int> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns.Take(count))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = column.Take(rows), NpgsqlDbType = column.ArrayType });
        }

        return command;
    }

    // Rows by number, equal when their keys are.
    private sealed class Keys(PostgresColumn[] key) : IEqualityComparer<int>
    {
        public bool Equals(int row, int other) => key.All(column => column.AreEqual(row, other));

        public int GetHashCode(int row)
        {
            var hash = default(HashCode);
            foreach (var column in key)
            {
                hash.Add(column.HashAt(row));
            }

            return hash.ToHashCode();
        }
    }
}
