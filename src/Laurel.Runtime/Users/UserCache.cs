namespace Laurel.Runtime.Users;

/// <summary>
/// States of recently used users, bounded by their stored size. Two generations: what was not used while the young one filled
/// up is dropped with the old one. Belongs to the processor's thread.
/// </summary>
internal sealed class UserCache(long bytesMax)
{
    private Dictionary<UserKey, (StoredUser User, int Bytes)> young = [];
    private Dictionary<UserKey, (StoredUser User, int Bytes)> old = [];
    private long youngBytes;

    public StoredUser? Find(UserKey key)
    {
        if (young.TryGetValue(key, out var entry))
        {
            return entry.User;
        }

        if (!old.TryGetValue(key, out entry))
        {
            return null;
        }

        Set(key, entry.User, entry.Bytes);
        return entry.User;
    }

    public void Set(UserKey key, StoredUser user, int bytes)
    {
        youngBytes += bytes - (young.TryGetValue(key, out var entry) ? entry.Bytes : 0);
        young[key] = (user, bytes);
        if (youngBytes > bytesMax / 2)
        {
            (old, young, youngBytes) = (young, [], 0);
        }
    }

    /// <summary>Another version of a user that is held already, of the same size.</summary>
    public void Renew(UserKey key, StoredUser user)
    {
        if (young.TryGetValue(key, out var entry))
        {
            young[key] = (user, entry.Bytes);
        }
    }

    /// <summary>All are read again.</summary>
    public void Clear() => (young, old, youngBytes) = ([], [], 0);

    /// <summary>After a failed batch: the next use reads from the database.</summary>
    public void Remove(UserKey key)
    {
        young.Remove(key);
        old.Remove(key);
    }
}
