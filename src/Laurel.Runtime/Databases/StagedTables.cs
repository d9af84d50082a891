namespace Laurel.Runtime.Databases;

/// <summary>Rows of many users on their way into the tables: table by table, so that rows that are neighbours in the file are written one after the other.</summary>
internal sealed class StagedTables
{
    private const int LookBack = 64;

    // Of each table, in the order of users; whether a state is to be written with the columns of Tables.Users or those of Tables.UserStates.
    private readonly List<(ReadOnlyMemory<byte> Row, bool IsWhole)>[] tables = [.. Tables.Staged.Select(_ => new List<(ReadOnlyMemory<byte>, bool)>())];
    private readonly int[] begins = new int[Tables.Staged.Count];

    /// <summary>Another user: the rows that wait (null: none), and those that are added next.</summary>
    public void Begin(StagedUser? user)
    {
        for (var i = 0; i < begins.Length; i++)
        {
            begins[i] = tables[i].Count;
        }

        foreach (var row in user?.Rows ?? [])
        {
            Add(row.Bytes);
        }
    }

    /// <summary>Of rows that replace each other, only the last is kept.</summary>
    public void Add(ReadOnlyMemory<byte> row)
    {
        var place = RowBytes.TableOf(row.Span);
        var isWhole = place != Tables.LastOfUsers;
        place = place <= Tables.LastOfUsers ? 0 : place;
        var (table, rows) = (Tables.Staged[place], tables[place]);
        if (table.OnConflict == OnConflict.Replace)
        {
            var key = RowBytes.Values(row.Span, table.KeyLength);
            // Further back they are left: the later one is written later, and stays.
            for (var i = Math.Max(begins[place], rows.Count - LookBack); i < rows.Count; i++)
            {
                if (RowBytes.Values(rows[i].Row.Span, table.KeyLength).SequenceEqual(key))
                {
                    rows[i] = (row, isWhole || rows[i].IsWhole);
                    return;
                }
            }
        }

        rows.Add((row, isWhole));
    }

    /// <summary>Writes them inside the current transaction.</summary>
    /// <param name="statementOf">The statement for a row and its table.</param>
    public void Write(Func<Table, ReadOnlyMemory<byte>, SqliteRows> statementOf)
    {
        for (var place = 0; place < tables.Length; place++)
        {
            foreach (var (row, isWhole) in tables[place])
            {
                var table = Tables.Staged[place == 0 && !isWhole ? Tables.LastOfUsers : place];
                RowBytes.Run(row.Span, statementOf(table, row));
            }
        }

        Clear();
    }

    /// <summary>Forgets them: they were written, or will be gathered again.</summary>
    public void Clear()
    {
        foreach (var rows in tables)
        {
            rows.Clear();
        }

        Array.Clear(begins);
    }
}
