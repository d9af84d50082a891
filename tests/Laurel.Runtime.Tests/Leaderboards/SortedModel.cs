using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;

namespace Laurel.Runtime.Tests.Leaderboards;

/// <summary>The naive standing: a dictionary, sorted anew for every question.</summary>
internal sealed class SortedModel(Members members, RankKind kind, bool isAscending)
{
    private readonly Dictionary<int, (decimal Value, long ReachedAtMs)> scores = [];

    public void Set(int member, decimal value, long reachedAtMs) => scores[member] = (value, reachedAtMs);

    public bool Remove(int member) => scores.Remove(member);

    public int CountInRange(decimal from, decimal to) => scores.Values.Count(score => score.Value >= from && score.Value <= to);

    public Place[] Sorted()
    {
        var rows = scores
            .OrderBy(entry => isAscending ? entry.Value.Value : -entry.Value.Value)
            .ThenBy(entry => entry.Value.ReachedAtMs)
            .ThenBy(entry => members.IdOf(entry.Key), StringComparer.Ordinal)
            .ToArray();
        var places = new Place[rows.Length];
        int better = 0;
        int betterValues = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (i > 0 && rows[i].Value.Value != rows[i - 1].Value.Value)
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
