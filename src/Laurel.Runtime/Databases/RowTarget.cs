namespace Laurel.Runtime.Databases;

/// <summary>What takes rows: a database, or what compares them with one.</summary>
public abstract class RowTarget
{
    /// <summary>Rows for a table: all its columns, in order.</summary>
    public abstract TableRows Into(Table table);
}
