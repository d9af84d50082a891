using System.Collections.Concurrent;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Rows that are durable and not yet in their tables, by user. What waits of a user goes into the tables together, so that the tables show each
/// user as of some moment. Belongs to the writer; any thread may ask who waits.
/// </summary>
internal sealed class Stage
{
    private const int ChunkLength = 1 << 20;

    private readonly ConcurrentDictionary<UserKey, StagedUser> users = new();
    private readonly Stack<StageChunk> free = [];
    private StageChunk chunk = new(ChunkLength);

    /// <summary>Bytes that wait.</summary>
    public long Bytes { get; private set; }

    public bool IsEmpty => users.IsEmpty;

    public IEnumerable<UserKey> Users => users.Select(pair => pair.Key);

    public StagedUser? Find(UserKey user) => users.TryGetValue(user, out var staged) ? staged : null;

    /// <summary>Users of whom something is due by then, or whose state is of an earlier rulebook version, as far as that waits.</summary>
    public IReadOnlyList<UserKey> Due(int space, long at, int version) =>
        [.. users.Where(pair => pair.Key.Space == space && (pair.Value.DueAt <= at || pair.Value.Version < version)).Select(pair => pair.Key)];

    public void Add(UserKey user, ReadOnlySpan<byte> row)
    {
        if (!users.TryGetValue(user, out var staged))
        {
            users[user] = staged = new StagedUser();
        }

        staged.Rows.Add(Keep(row));
        Bytes += row.Length;
        var table = Tables.Staged[RowBytes.TableOf(row)];
        if (ReferenceEquals(table, Tables.Users))
        {
            staged.DueAt = RowBytes.NumberAt(row, Tables.UserDueAt) ?? long.MaxValue;
            staged.Version = RowBytes.NumberAt(row, Tables.UserVersion);
        }
        else if (ReferenceEquals(table, Tables.IdempotencyKeys))
        {
            staged.Keys ??= [];
            var key = RowBytes.GuidAt(row, Tables.KeyInput);
            _ = RowBytes.Deletes(row) ? staged.Keys.Remove(key) : staged.Keys.Add(key);
        }
    }

    /// <summary>They are in their tables: nothing of the user waits any more.</summary>
    public void Remove(UserKey user)
    {
        if (!users.TryRemove(user, out var staged))
        {
            return;
        }

        foreach (var row in staged.Rows)
        {
            Bytes -= row.Bytes.Length;
            if (--row.Chunk.Waiting == 0 && row.Chunk != chunk && row.Chunk.Length == ChunkLength)
            {
                row.Chunk.Clear();
                free.Push(row.Chunk);
            }
        }
    }

    private StagedRow Keep(ReadOnlySpan<byte> row)
    {
        if (row.Length > ChunkLength)
        {
            return new StageChunk(row.Length).Add(row);
        }

        if (!chunk.Takes(row.Length))
        {
            if (chunk.Waiting == 0)
            {
                chunk.Clear();
            }
            else
            {
                chunk = free.TryPop(out var used) ? used : new StageChunk(ChunkLength);
            }
        }

        return chunk.Add(row);
    }
}
