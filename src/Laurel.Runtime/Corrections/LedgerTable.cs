using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>
/// How rows of a ledger are compared. A row that is ordered by time is known by its fact; any other by the key of its table. Where a
/// row stands in the order of arrival and what the running balance was then are no part of what it says.
/// </summary>
internal sealed class LedgerTable
{
    private static readonly string[] Volatile = ["space_id", "user_id", "seq", "ordinal", "balance", "input_id", "parent_id"];

    public LedgerTable(Table table)
    {
        Table = table;
        IsByTime = table.Columns.Contains("ordinal");
        IsKey = [.. table.Columns.Select((column, i) => IsByTime ? column == "fact_id" : i < table.KeyLength && !Volatile.Contains(column))];
        IsCompared = [.. table.Columns.Select(column => !Volatile.Contains(column))];
    }

    public Table Table { get; }

    /// <summary>Whether its rows are ordered by time, so that those before an instant can be left alone.</summary>
    public bool IsByTime { get; }

    /// <summary>By column: whether it is part of what the row is known by.</summary>
    public bool[] IsKey { get; }

    /// <summary>By column: whether it is part of what the row says.</summary>
    public bool[] IsCompared { get; }

    /// <summary>Whether a column is needed to compare; what else a row says is needed only to correct it.</summary>
    public bool IsNeeded(int column) => IsKey[column] || IsCompared[column] || Table.Columns[column] is "parent_id";

    public int IndexOf(string column) => Array.IndexOf(Table.Columns, column);
}
