namespace Laurel.Runtime.Leaderboards;

/// <summary>What decides between equal keys: the tie-breakers if the board has any, who reached it first, the user id.</summary>
internal sealed class ScoreOrder(Members members, TieTable? ties)
{
    /// <summary>Null on boards without tie-breakers.</summary>
    public TieTable? Ties { get; } = ties;

    public int CompareTies(int one, int other) => Ties is null || one == other ? 0 : Ties.Compare(one, other);

    public int CompareIds(int one, int other) => string.CompareOrdinal(members.IdOf(one), members.IdOf(other));
}
