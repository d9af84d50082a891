using System.Data.Common;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;

namespace Laurel.Runtime.Verifications;

/// <summary>
/// Looks whether archived rankings agree with themselves: every user once, in the order of the values, with the ranks that follow.
/// Whether the values follow from the journal cannot be told: what was corrected after the end of a run did not change it.
/// </summary>
internal sealed class ArchiveVerification(DbConnection connection, Timeline timeline, int space)
{
    /// <summary>All differences, one ranking after the other.</summary>
    public IEnumerable<Difference> Run()
    {
        var ranking = new List<Row>();
        foreach (var row in Rows())
        {
            if (ranking.Count > 0 && ranking[0].Place != row.Place)
            {
                foreach (var difference in Of(ranking))
                {
                    yield return difference;
                }

                ranking.Clear();
            }

            ranking.Add(row);
        }

        foreach (var difference in Of(ranking))
        {
            yield return difference;
        }
    }

    private IEnumerable<Row> Rows() => connection.Stream(
        """
        select group_key, user_id, value, reached_at, ties, leaderboard, run_on, position, rank from run_standings
        where space_id = @space order by leaderboard, run_on, group_key, position
        """,
        row => new Row((row.GetString(5), row.GetString(6), row.GetString(0)), StoredScore.Read(row, 0), row.GetInt32(7), row.GetInt32(8)),
        ("space", space));

    // The version that ranked the run is not stored; one of those there are must have.
    private IReadOnlyList<Difference> Of(List<Row> ranking)
    {
        IReadOnlyList<Difference>? fewest = null;
        foreach (var board in ranking.Count == 0 ? [] : Definitions(ranking[0].Place.Leaderboard))
        {
            var found = Compare(ranking, RunTable.Ranked(board, ranking.Select(row => row.Score)));
            fewest = fewest is null || found.Count < fewest.Count ? found : fewest;
            if (fewest.Count == 0)
            {
                break;
            }
        }

        return fewest ?? [];
    }

    private IEnumerable<LeaderboardDefinition?> Definitions(string leaderboard)
    {
        var definitions = new HashSet<LeaderboardDefinition?>();
        for (var plan = timeline.After(0); plan is not null; plan = timeline.After(plan.Version))
        {
            definitions.Add(plan.FindLeaderboard(leaderboard));
        }

        return definitions;
    }

    private static List<Difference> Compare(List<Row> ranking, IReadOnlyList<RankedUser> derived)
    {
        var places = derived.Index().ToDictionary(place => place.Item.User, StringComparer.Ordinal);
        var found = new List<Difference>();
        for (var i = 0; i < ranking.Count; i++)
        {
            var (place, score, _, rank) = ranking[i];
            var (index, expected) = places[score.User];
            if (index != i || !IsRank(ranking, derived, i))
            {
                var key = $"{place.Leaderboard} {place.Run} {new Group(place.Group)}".TrimEnd();
                found.Add(new(score.User, Difference.Archive, key, Text(i, rank), Text(index, expected.Rank), ""));
            }
        }

        return found;
    }

    // Users who were erased leave gaps: then ranks may only be higher than they would be without them.
    private static bool IsRank(List<Row> ranking, IReadOnlyList<RankedUser> derived, int i)
    {
        var rank = ranking[i].Rank;
        return ranking[^1].Position == ranking.Count
            ? rank == derived[i].Rank
            : rank >= derived[i].Rank && rank <= ranking[i].Position
                && (i == 0 || (derived[i].Rank == derived[i - 1].Rank ? rank == ranking[i - 1].Rank : rank > ranking[i - 1].Rank));
    }

    private static string Text(int index, int rank) => $"place {index + 1} with rank {rank}";

    private sealed record Row((string Leaderboard, string Run, string Group) Place, StoredScore Score, int Position, int Rank);
}
