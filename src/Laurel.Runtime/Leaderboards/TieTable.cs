using Laurel.Core;
using Laurel.Core.Leaderboards;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// The tie-breakers of one standing, beside the entries: they are only looked at when keys are equal, so a standing without
/// them pays nothing. A member's row may change only while the member is off the standing.
/// </summary>
internal sealed class TieTable(IReadOnlyList<RankOrder> orders)
{
    private readonly Dictionary<int, ValueList<decimal?>> rows = [];
    private readonly ValueList<decimal?> none = [.. orders.Select(_ => (decimal?)null)];

    public ValueList<decimal?> this[int member] => rows.GetValueOrDefault(member, []);

    public IReadOnlyList<RankOrder> Orders { get; } = orders;

    /// <summary>Scores from before a rulebook changed the tie-breakers have another number of values: they count as none.</summary>
    public void Set(int member, ValueList<decimal?> ties) => rows[member] = ties.Count == Orders.Count ? ties : none;

    public void Remove(int member) => rows.Remove(member);

    /// <summary>Negative if the one stands before the other. No value comes last.</summary>
    public int Compare(int one, int other)
    {
        var (first, second) = (rows[one], rows[other]);
        for (int i = 0; i < Orders.Count; i++)
        {
            int byTie = Compare(first[i], second[i], Orders[i]);
            if (byTie != 0)
            {
                return byTie;
            }
        }

        return 0;
    }

    /// <summary>Negative if the one is better than the other. No value is the worst.</summary>
    public static int Compare(decimal? one, decimal? other, RankOrder order) =>
        one is not { } first ? (other is null ? 0 : 1)
        : other is not { } second ? -1
        : order == RankOrder.Ascending ? decimal.Compare(first, second) : decimal.Compare(second, first);
}
