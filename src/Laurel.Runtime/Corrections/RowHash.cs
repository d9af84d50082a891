using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Laurel.Core.Facts;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Corrections;

/// <summary>Takes the values of rows and makes 128-bit hashes of what they are known by and what they say; <see cref="OnRow"/> gets both at a row's end.</summary>
internal sealed class RowHash(LedgerTable ledger) : TableRows
{
    private const ulong Null = 0x6E75_6C6C;

    private FactId key;
    private FactId content;
    private int column;

    /// <summary>Gets the hashes of every row: of its key, and of all that is compared.</summary>
    public required Action<FactId, FactId> OnRow { get; init; }

    /// <summary>The hash of a key that is a fact's id alone.</summary>
    public static FactId KeyOf(ReadOnlySpan<byte> id) =>
        default(FactId).Then(BinaryPrimitives.ReadUInt64BigEndian(id)).Then(BinaryPrimitives.ReadUInt64BigEndian(id[8..]));

    public override TableRows Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        Put((ulong)value.Length, isLast: false);
        var bytes = MemoryMarshal.AsBytes(value.AsSpan());
        for (; bytes.Length > sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Put(BinaryPrimitives.ReadUInt64LittleEndian(bytes), isLast: false);
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        return Put(BinaryPrimitives.ReadUInt64LittleEndian(rest), isLast: true);
    }

    public override TableRows AddText(ReadOnlySpan<byte> utf8) => Add(Encoding.UTF8.GetString(utf8));

    public override TableRows Add(long value) => Put(unchecked((ulong)value), isLast: true);

    public override TableRows AddNull() => Put(Null, isLast: true);

    public override TableRows Add(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return value == Guid.Empty ? AddNull() : Add(bytes);
    }

    public override TableRows Add(FactId value) => value == default ? AddNull() : Put(value.High, isLast: false).Put(value.Low, isLast: true);

    /// <summary>The next column, as a database gives it, where it is part of the hashes; a database has no other types.</summary>
    public void AddValue(object? value)
    {
        _ = value switch
        {
            null or DBNull => AddNull(),
            string present => Add(present),
            byte[] { Length: 16 } bytes => Add(bytes),
            byte[] other => Add(Convert.ToHexString(other)),
            _ => Add(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
    }

    public override void End()
    {
        OnRow(key, content);
        (key, content, column) = (default, default, 0);
    }

    private RowHash Add(ReadOnlySpan<byte> id) =>
        Put(BinaryPrimitives.ReadUInt64BigEndian(id), isLast: false).Put(BinaryPrimitives.ReadUInt64BigEndian(id[8..]), isLast: true);

    private RowHash Put(ulong part, bool isLast)
    {
        key = ledger.IsKey[column] ? key.Then(part) : key;
        content = ledger.IsCompared[column] ? content.Then(part) : content;
        column += isLast ? 1 : 0;
        return this;
    }
}
