using System.Buffers.Binary;
using Laurel.Core.Facts;

namespace Laurel.Runtime.Databases;

/// <summary>Rows whose ids are written as bytes.</summary>
internal abstract class ByteRows : TableRows
{
    public abstract TableRows AddBlob(ReadOnlySpan<byte> value);

    public override TableRows Add(Guid value)
    {
        if (value == Guid.Empty)
        {
            return AddNull();
        }

        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return AddBlob(bytes);
    }

    public override TableRows Add(FactId value)
    {
        if (value == default)
        {
            return AddNull();
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], value.Low);
        return AddBlob(bytes);
    }
}
