namespace Laurel.Runtime.Replay;

/// <summary>The cells of the row being read, as slices of one buffer; valid until the next row is read.</summary>
internal sealed class Cells(int columnCount)
{
    private byte[] bytes = [];
    private int offset;
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int[] fields = Empty(columnCount);

    /// <summary>How many fields the row has, in the order of the file.</summary>
    public int Count { get; private set; }

    /// <summary>A column's cell; empty when the row has none.</summary>
    public ReadOnlySpan<byte> this[int column]
    {
        get
        {
            var field = column < fields.Length ? fields[column] : -1;
            return field < 0 ? [] : Field(field);
        }
    }

    public Span<byte> Field(int field) => bytes.AsSpan(offset + starts[field], lengths[field]);

    public void Clear() => Count = 0;

    /// <summary>Adds a field that starts that far behind the row's own start.</summary>
    public void Add(int start, int length)
    {
        if (Count == starts.Length)
        {
            Array.Resize(ref starts, Count * 2);
            Array.Resize(ref lengths, Count * 2);
        }

        starts[Count] = start;
        lengths[Count++] = length;
    }

    public void Shorten(int field, int length) => lengths[field] = length;

    /// <summary>Says where the row is.</summary>
    public void Rest(byte[] buffer, int rowStart)
    {
        bytes = buffer;
        offset = rowStart;
    }

    public bool IsBound(int column) => column < fields.Length && fields[column] >= 0;

    /// <summary>Says which field holds a column.</summary>
    public void Bind(int column, int field)
    {
        if (column >= fields.Length)
        {
            var count = fields.Length;
            Array.Resize(ref fields, Math.Max(column + 1, count * 2));
            fields.AsSpan(count).Fill(-1);
        }

        fields[column] = field;
    }

    public void Unbind() => fields.AsSpan().Fill(-1);

    private static int[] Empty(int count)
    {
        var fields = new int[count];
        fields.AsSpan().Fill(-1);
        return fields;
    }
}
