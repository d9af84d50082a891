namespace Laurel.Runtime.Databases;

/// <summary>What a row does when its key exists.</summary>
public enum OnConflict { Fail, Replace, Ignore }

/// <summary>A table that batches write to: its columns in order, of which the first <paramref name="KeyLength"/> are the key.</summary>
public sealed record Table(string Name, int KeyLength, OnConflict OnConflict, params string[] Columns)
{
    /// <summary>What <see cref="OnConflict.Replace"/> replaces; every column after the key by default.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = Columns[KeyLength..];

    /// <summary>A name for the statement that inserts.</summary>
    internal string StatementName { get; init; } = Name;

    /// <summary>A name for the statement that deletes by key.</summary>
    internal string DeletesName { get; } = Name + " deletes";

    /// <summary>The insert statement with positional parameters.</summary>
    public string InsertSql()
    {
        var values = string.Join(", ", Columns.Select((_, index) => $"?{index + 1}"));
        return $"insert into {Name} ({string.Join(", ", Columns)}) values ({values}){ConflictSql()}";
    }

    /// <summary>The insert statement for a row that may be there already, of which the first <paramref name="count"/> columns are given.</summary>
    public string InsertAgainSql(int count)
    {
        var first = this with { Columns = Columns[..count], Replaced = [.. Replaced.Intersect(Columns[..count])] };
        return OnConflict == OnConflict.Fail ? $"insert or ignore{first.InsertSql()["insert".Length..]}" : first.InsertSql();
    }

    /// <summary>The statement that deletes the row of a key, with positional parameters.</summary>
    public string DeleteSql() => $"delete from {Name} where {string.Join(" and ", Columns.Take(KeyLength).Select((column, index) => $"{column} = ?{index + 1}"))}";

    /// <summary>The statement that reads columns of one user's rows in the order of their keys; with <paramref name="isFrom"/> those from an instant on.</summary>
    public string SelectSql(IEnumerable<string> columns, bool isFrom) =>
        $"select {string.Join(", ", columns)} from {Name} where space_id = @space and user_id = @user{(isFrom ? " and at >= @from" : "")} order by {string.Join(", ", Columns.Take(KeyLength))}";

    internal string ConflictSql()
    {
        var key = string.Join(", ", Columns.Take(KeyLength));
        return OnConflict switch
        {
            OnConflict.Fail => "",
            OnConflict.Ignore => $" on conflict ({key}) do nothing",
            _ => $" on conflict ({key}) do update set {string.Join(", ", Replaced.Select(column => $"{column} = excluded.{column}"))}",
        };
    }
}
