using Laurel.Runtime.Users;

namespace Laurel.Runtime.Databases;

/// <summary>What a batch learns when it starts. On a file, which has one writer, there is nothing to learn.</summary>
/// <param name="Epochs">By space: grows whenever something happened that no batch overlaps (a rulebook version, a closed run).</param>
/// <param name="Versions">By user: grows with every batch that holds the user, and tells whether a cached state is still the stored one.</param>
internal sealed record BatchStart(IReadOnlyDictionary<int, long> Epochs, IReadOnlyDictionary<UserKey, long> Versions)
{
    public static readonly BatchStart Alone = new(new Dictionary<int, long>(), new Dictionary<UserKey, long>());
}
