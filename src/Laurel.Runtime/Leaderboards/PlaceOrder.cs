using Laurel.Core.Leaderboards;

namespace Laurel.Runtime.Leaderboards;

/// <summary>The order of a board's places, for merging several rankings: the one that <see cref="Standing"/> keeps.</summary>
public sealed class PlaceOrder(LeaderboardDefinition board) : IComparer<RankedUser>
{
    public int Compare(RankedUser? x, RankedUser? y)
    {
        if (x is null || y is null)
        {
            return Comparer<object>.Default.Compare(x, y);
        }

        var byValue = TieTable.Compare(x.Value, y.Value, board.Order);
        for (var i = 0; byValue == 0 && i < Math.Min(x.Ties.Count, y.Ties.Count); i++)
        {
            byValue = TieTable.Compare(x.Ties[i], y.Ties[i], board.TieBreakers[i].Order);
        }

        var byTime = byValue != 0 ? byValue : x.ReachedAt.CompareTo(y.ReachedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(x.User, y.User);
    }
}
