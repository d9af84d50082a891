using Laurel.Core.Facts;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Rows that are written or deleted one after the other inside the current transaction. Values are given in column order:
/// <c>rows.Add(1).Add("ada").End()</c>.
/// </summary>
public abstract class TableRows
{
    public abstract TableRows Add(string? value);

    /// <summary>Text that is UTF-8 already.</summary>
    public abstract TableRows AddText(ReadOnlySpan<byte> utf8);

    public abstract TableRows Add(long value);

    public abstract TableRows AddNull();

    /// <summary>A UUID as its 16 bytes, big-endian, so that byte order is text order; the empty one as null.</summary>
    public abstract TableRows Add(Guid value);

    /// <summary>A fact id as its 16 bytes; none as null.</summary>
    public abstract TableRows Add(FactId value);

    public TableRows Add(long? value) => value is { } present ? Add(present) : AddNull();

    /// <summary>The row is complete.</summary>
    public abstract void End();
}
