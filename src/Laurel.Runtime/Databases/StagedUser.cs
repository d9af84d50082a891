namespace Laurel.Runtime.Databases;

/// <summary>A row that waits for its table: where its bytes are.</summary>
internal readonly record struct StagedRow(StageChunk Chunk, int Start)
{
    public ReadOnlyMemory<byte> Bytes => Chunk.Row(Start);
}

/// <summary>What waits of one user.</summary>
internal sealed class StagedUser
{
    /// <summary>In the order in which they were written.</summary>
    public List<StagedRow> Rows { get; } = [];

    /// <summary>Idempotency keys among the rows.</summary>
    public HashSet<Guid>? Keys { get; set; }

    /// <summary>When something is due for the user, where that is among the rows: milliseconds since 1970, <see cref="long.MaxValue"/> for never.</summary>
    public long? DueAt { get; set; }

    /// <summary>The rulebook version of the state, where that is among the rows.</summary>
    public long? Version { get; set; }
}

/// <summary>A piece of memory for rows. It is used again when none of its rows waits any more.</summary>
internal sealed class StageChunk(int length)
{
    private readonly byte[] bytes = new byte[length];
    private int used;

    public int Length => bytes.Length;

    /// <summary>Rows in it that wait.</summary>
    public int Waiting { get; set; }

    public bool Takes(int count) => used + count <= bytes.Length;

    public StagedRow Add(ReadOnlySpan<byte> row)
    {
        row.CopyTo(bytes.AsSpan(used));
        var added = new StagedRow(this, used);
        used += row.Length;
        Waiting++;
        return added;
    }

    public ReadOnlyMemory<byte> Row(int start) => bytes.AsMemory(start, RowBytes.LengthOf(bytes.AsSpan(start)));

    public void Clear() => used = 0;
}
