using System.Collections.Concurrent;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Keys;

/// <summary>The API keys of a database. Thread-safe. What another process changes is seen within a second.</summary>
public sealed class KeyStore(Database database, IClock clock)
{
    private static readonly Duration CachedFor = Duration.FromSeconds(1);
    private static readonly Duration UseNotedEvery = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Cached> cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Instant> usedAt = new(StringComparer.Ordinal);

    /// <summary>Makes a key and returns the whole of it, once. Throws <see cref="ArgumentException"/> for a fixed key that cannot be one.</summary>
    public string Create(NewKey key)
    {
        var text = key.Fixed ?? $"{KeyText.NewPrefix(key.Kind)}.{KeyText.NewSecret()}";
        if (!KeyText.TrySplit(text, out var prefix, out var secret) || text.Length < NewKey.FixedLengthMin)
        {
            throw new ArgumentException($"An API key has the form prefix.secret, at least {NewKey.FixedLengthMin} characters.", nameof(key));
        }

        if (key.Kind == KeyKind.User != key.UserId is not null)
        {
            throw new ArgumentException("A user key names its user, an admin key names none.", nameof(key));
        }

        KeyTable.Write(database, new ApiKey(key.Space, prefix.ToString(), key.Kind, key.Name, key.UserId, clock.GetCurrentInstant()), KeyText.Hash(secret));
        cache.TryRemove(prefix.ToString(), out _);
        return text;
    }

    /// <summary>What a key is known by where its prefix is not.</summary>
    public static Guid IdOf(Space space, string prefix) => StableId.Of(space, "key", prefix);

    /// <summary>Ends a key for good. False when the space has no key of this kind with this id.</summary>
    public bool Delete(Space space, Guid id, KeyKind kind)
    {
        var prefixes = KeyTable.Delete(database, space, id, kind);
        foreach (var prefix in prefixes)
        {
            cache.TryRemove(prefix, out _);
        }

        return prefixes.Count > 0;
    }

    /// <summary>After keys were deleted with their user: they are not known any more.</summary>
    public void Forget(IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            cache.TryRemove(prefix, out _);
        }
    }

    /// <summary>All keys of a space, revoked ones too, the oldest first.</summary>
    public IReadOnlyList<ApiKey> List(Space space) => KeyTable.List(database, space);

    /// <summary>Ends a key at once. False when there is no working key with this prefix.</summary>
    public bool Revoke(string prefix)
    {
        var isRevoked = KeyTable.Revoke(database, prefix, clock.GetCurrentInstant());
        cache.TryRemove(prefix, out _);
        return isRevoked;
    }

    /// <summary>The key with this prefix, working or revoked; null when there is none.</summary>
    public ApiKey? Find(string prefix) => Read(prefix)?.Key;

    /// <summary>The working key that <paramref name="text"/> is; null when it is none.</summary>
    public ApiKey? Check(string text)
    {
        if (!KeyText.TrySplit(text, out var prefix, out var secret) || Read(prefix) is not { Key.RevokedAt: null } found)
        {
            return null;
        }

        var isRight = KeyText.HasHash(secret, found.SecretHash);
        if (isRight)
        {
            NoteUse(found);
        }

        return isRight ? found.Key : null;
    }

    /// <summary>Writes down when keys were last used; at most once a minute for each.</summary>
    public void WriteUses()
    {
        foreach (var (prefix, at) in usedAt)
        {
            KeyTable.WriteUse(database, prefix, at);
            usedAt.TryRemove(prefix, out _);
            cache.TryRemove(prefix, out _);
        }
    }

    private void NoteUse(Cached found)
    {
        var now = clock.GetCurrentInstant();
        if (found.Key.LastUsedAt is not { } last || now - last >= UseNotedEvery)
        {
            usedAt.TryAdd(found.Key.Prefix, now);
        }
    }

    // Only keys that exist are kept, so that guessing does not fill the memory.
    private Cached? Read(ReadOnlySpan<char> prefix)
    {
        var now = clock.GetCurrentInstant();
        if (cache.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(prefix, out var cached) && now >= cached.ReadAt && now - cached.ReadAt <= CachedFor)
        {
            return cached;
        }

        var text = prefix.ToString();
        if (KeyTable.Find(database, text) is not { } row)
        {
            cache.TryRemove(text, out _);
            return null;
        }

        return cache[text] = new Cached(row.Key, row.SecretHash, now);
    }

    private sealed record Cached(ApiKey Key, byte[] SecretHash, Instant ReadAt);
}
