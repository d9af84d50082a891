namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// Numbers the users of one space 0, 1, 2 … so that every standing of the space can name a user in four bytes
/// and the id itself is stored once. Numbers are never reused and hold only for the life of this object.
/// </summary>
/// <remarks>Not thread-safe: guard it with the lock that guards the space's standings. Ids compare ordinally.</remarks>
public sealed class Members
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> ids = [];

    /// <summary>How many users are numbered.</summary>
    public int Count => ids.Count;

    /// <summary>The user's number; the next free one if the user is new.</summary>
    public int NumberOf(string userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        if (numbers.TryGetValue(userId, out int member))
        {
            return member;
        }

        member = ids.Count;
        numbers.Add(userId, member);
        ids.Add(userId);
        return member;
    }

    /// <summary>The user's number, or false if the user never got one.</summary>
    public bool TryFind(string userId, out int member) => numbers.TryGetValue(userId, out member);

    /// <summary>Forgets an id; its number is never used again. The user must be off every standing.</summary>
    public void Forget(string userId)
    {
        if (numbers.Remove(userId, out int member))
        {
            ids[member] = "";
        }
    }

    /// <summary>The user behind a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No user has this number.</exception>
    public string IdOf(int member) => ids[member];
}
