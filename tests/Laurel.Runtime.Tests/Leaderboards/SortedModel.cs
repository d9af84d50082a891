using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;

namespace Laurel.Runtime.Tests.Leaderboards;

/// <summary>The naive standing: a dictionary, sorted anew for every question.</summary>
internal sealed class SortedModel(Members members, RankKind kind, bool isAscending, IReadOnlyList<RankOrder> ties)
{
    private readonly Dictionary<int, (decimal Value, long ReachedAtMs, ValueList<decimal?> Ties)> scores = [];

    public void Set(int member, decimal value, long reachedAtMs, ValueList<decimal?> row) => scores[member] = (value, reachedAtMs, row);

    public bool Remove(int member) => scores.Remove(member);

    public int CountInRange(decimal from, decimal to) => scores.Values.Count(score => score.Value >= from && score.Value <= to);

    // Sorts upwards; no value comes last.
    private decimal TieKey(ValueList<decimal?> row, int tie) =>
        tie >= ties.Count ? 0 : row[tie] is not { } value ? decimal.MaxValue : ties[tie] == RankOrder.Ascending ? value : -value;

    public Place[] Sorted()
    {
        var rows = scores
            .OrderBy(entry => isAscending ? entry.Value.Value : -entry.Value.Value)
            .ThenBy(entry => TieKey(entry.Value.Ties, 0))
            .ThenBy(entry => TieKey(entry.Value.Ties, 1))
            .ThenBy(entry => entry.Value.ReachedAtMs)
            .ThenBy(entry => members.IdOf(entry.Key), StringComparer.Ordinal)
            .ToArray();
        var places = new Place[rows.Length];
        int better = 0;
        int betterValues = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (i > 0 && (rows[i].Value.Value != rows[i - 1].Value.Value || !rows[i].Value.Ties.Equals(rows[i - 1].Value.Ties)))
            {
                better = i;
                betterValues++;
            }

            int rank = 1 + (kind == RankKind.Ordinal ? i : kind == RankKind.Competition ? better : betterValues);
            places[i] = new Place(rows[i].Key, rank, rows[i].Value.Value, rows[i].Value.ReachedAtMs);
        }

        return places;
    }
}
