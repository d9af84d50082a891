namespace Laurel.Runtime.Replay;

/// <summary>Makes a value of a span of bytes.</summary>
internal delegate T FromBytes<out T>(ReadOnlySpan<byte> bytes);

/// <summary>
/// Remembers what was made of a span of bytes, so that a million rows of the same thousand users hold a thousand strings.
/// It stops learning at its limit and still gives right answers.
/// </summary>
internal sealed class ByteTable<T>(int countMax, FromBytes<T> make)
{
    // What is longer is not worth the room; most likely it is about to be refused.
    private const int LengthMax = 1024;

    private readonly Dictionary<byte[], T> values = new(ByteComparer.Instance);

    public T Get(ReadOnlySpan<byte> bytes)
    {
        var lookup = values.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(bytes, out var known))
        {
            return known;
        }

        var made = make(bytes);
        if (values.Count < countMax && bytes.Length <= LengthMax)
        {
            lookup[bytes] = made;
        }

        return made;
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
