using System.Buffers.Binary;
using Laurel.Core.Facts;

namespace Laurel.Runtime.Databases;

/// <summary>Fact ids as the ledgers keep them.</summary>
internal static class FactIds
{
    /// <summary>The wire form of a stored id of 16 bytes.</summary>
    public static Guid ToGuid(ReadOnlySpan<byte> stored) =>
        new FactId(BinaryPrimitives.ReadUInt64BigEndian(stored), BinaryPrimitives.ReadUInt64BigEndian(stored[8..])).ToGuid();
}
