using System.Buffers;
using System.Buffers.Binary;

namespace Laurel.Runtime.Databases;

/// <summary>The bytes of a binary COPY: a signature, then rows of fields, then an end.</summary>
internal sealed class CopyBytes
{
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly ArrayBufferWriter<byte> bytes = new(64 << 10);

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Begin()
    {
        bytes.ResetWrittenCount();
        bytes.Write(Signature);
    }

    public void BeginRow(int fields) => AddShort((short)fields);

    public void End() => AddShort(-1);

    public void AddInt(int value) => BinaryPrimitives.WriteInt32BigEndian(Next(4), value);

    /// <summary>Room for the next bytes, to be filled at once.</summary>
    public Span<byte> Next(int count)
    {
        var span = bytes.GetSpan(count)[..count];
        bytes.Advance(count);
        return span;
    }

    private void AddShort(short value) => BinaryPrimitives.WriteInt16BigEndian(Next(2), value);
}
