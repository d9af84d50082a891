using Laurel.Runtime.Users;

namespace Laurel.Runtime.Databases;

/// <summary>What a batch learns when it starts. On a file, which has one writer, there is nothing to learn.</summary>
/// <param name="Epochs">By space: grows whenever something happened that no batch overlaps (a rulebook version, a closed run).</param>
/// <param name="Versions">By user: grows with every batch that holds the user, and tells whether a cached state is still the stored one. It begins with the time, so that a user who was erased and comes back has no version twice.</param>
internal sealed record BatchStart(IReadOnlyDictionary<int, long> Epochs, IReadOnlyDictionary<UserKey, long> Versions)
{
    public static readonly BatchStart Alone = new(new Dictionary<int, long>(), new Dictionary<UserKey, long>());

    /// <summary>Whether a cached state is still the stored one: nobody has held the user since.</summary>
    public bool IsCurrent(UserKey key, StoredUser cached) => !Versions.TryGetValue(key, out var version) || cached.Version == version - 1;

    /// <summary>The version that the user has with this batch; 0 on a file.</summary>
    public long VersionOf(UserKey key) => Versions.GetValueOrDefault(key);

    /// <summary>A cached user as held by this batch.</summary>
    public StoredUser Renew(UserKey key, StoredUser cached, UserCache cache)
    {
        if (!Versions.TryGetValue(key, out var version))
        {
            return cached;
        }

        var held = cached with { Version = version };
        cache.Renew(key, held);
        return held;
    }
}
