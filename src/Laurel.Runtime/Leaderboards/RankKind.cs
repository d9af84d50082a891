namespace Laurel.Runtime.Leaderboards;

/// <summary>How equal values share a rank. The order of the entries is the same for all three.</summary>
public enum RankKind
{
    /// <summary>50, 20, 20, 10 → 1, 2, 3, 4: who reached the value first ranks higher. The default.</summary>
    Ordinal,

    /// <summary>50, 20, 20, 10 → 1, 2, 2, 4: one more than the number of entries with a better value.</summary>
    Competition,

    /// <summary>50, 20, 20, 10 → 1, 2, 2, 3: one more than the number of better values.</summary>
    Dense,
}
