namespace Laurel.Runtime.Databases;

/// <summary>What a row does when its key exists.</summary>
public enum OnConflict { Fail, Replace, Ignore }

/// <summary>A table that batches write to: its columns in order, of which the first <paramref name="KeyLength"/> are the key.</summary>
public sealed record Table(string Name, int KeyLength, OnConflict OnConflict, params string[] Columns)
{
    public IReadOnlyList<string>? Updated { get; init; }

    /// <summary>The insert statement with positional parameters, in the SQL that both databases understand.</summary>
    public string InsertSql()
    {
        var values = string.Join(", ", Columns.Select((_, index) => $"?{index + 1}"));
        return $"insert into {Name} ({string.Join(", ", Columns)}) values ({values}){ConflictSql()}";
    }

    private string ConflictSql()
    {
        var key = string.Join(", ", Columns.Take(KeyLength));
        return OnConflict switch
        {
            OnConflict.Fail => "",
            OnConflict.Ignore => $" on conflict ({key}) do nothing",
            _ => $" on conflict ({key}) do update set {string.Join(", ", (Updated ?? Columns.Skip(KeyLength)).Select(column => $"{column} = excluded.{column}"))}",
        };
    }
}
