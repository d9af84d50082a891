using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Databases;

/// <summary>Collects the rows of one transaction as <see cref="RowBytes"/>, and remembers whose they are.</summary>
internal sealed class StagedRows : ByteRows
{
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 20);
    private readonly List<(UserKey User, int Start)> ended = [];
    private int start;
    private int next;
    private int space;
    private string user = "";

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.WrittenSpan;

    /// <summary>Whose the rows are, in their order, and where each begins.</summary>
    public IReadOnlyList<(UserKey User, int Start)> Ended => ended;

    /// <summary>Users whose state is among the rows.</summary>
    public int StateCount { get; private set; }

    /// <summary>The row that begins at a place.</summary>
    public ReadOnlyMemory<byte> this[int begin] => buffer.WrittenMemory.Slice(begin, RowBytes.LengthOf(Bytes[begin..]));

    /// <summary>It is in its table: it does not wait.</summary>
    public void Forget(int index) => ended[index] = default;

    public TableRows Begin(int table, bool deletes)
    {
        (start, next) = (buffer.WrittenCount, 0);
        StateCount += table <= Tables.LastOfUsers ? 1 : 0;
        var head = buffer.GetSpan(RowBytes.HeadLength);
        head[4] = (byte)table;
        head[5] = deletes ? (byte)1 : (byte)0;
        buffer.Advance(RowBytes.HeadLength);
        return this;
    }

    public override TableRows Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        if (next++ == 1)
        {
            user = value;
        }

        var bytes = buffer.GetSpan(5 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, bytes[5..]);
        bytes[0] = RowBytes.Text;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], length);
        buffer.Advance(5 + length);
        return this;
    }

    public override TableRows AddText(ReadOnlySpan<byte> utf8) => Add(RowBytes.Text, utf8);

    public override TableRows AddBlob(ReadOnlySpan<byte> value) => Add(RowBytes.Blob, value);

    public override TableRows Add(long value)
    {
        if (next++ == 0)
        {
            space = (int)value;
        }

        var bytes = buffer.GetSpan(9);
        bytes[0] = RowBytes.Number;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], value);
        buffer.Advance(9);
        return this;
    }

    public override TableRows AddNull()
    {
        next++;
        buffer.GetSpan(1)[0] = RowBytes.Null;
        buffer.Advance(1);
        return this;
    }

    public override void End()
    {
        // The buffer gives its bytes out for reading only; the length is known at the end.
        var row = System.Runtime.InteropServices.MemoryMarshal.AsMemory(buffer.WrittenMemory)[start..].Span;
        BinaryPrimitives.WriteInt32LittleEndian(row, row.Length);
        ended.Add((new(space, user), start));
    }

    public void Clear()
    {
        buffer.ResetWrittenCount();
        ended.Clear();
        StateCount = 0;
    }

    private StagedRows Add(byte kind, ReadOnlySpan<byte> value)
    {
        next++;
        var bytes = buffer.GetSpan(5 + value.Length);
        bytes[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], value.Length);
        value.CopyTo(bytes[5..]);
        buffer.Advance(5 + value.Length);
        return this;
    }
}
