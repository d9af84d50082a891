using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Webhooks;

namespace Laurel.Server.Webhooks;

/// <summary>Whose rank is another one than was told last.</summary>
public static class RankPlaces
{
    /// <summary>Places of a ranking whose changes are told.</summary>
    public const int Max = 1_000;

    /// <summary>What was told last of everybody who moved, in the order of the ranking; those who left it come last.</summary>
    public static IEnumerable<ToldRank> Moved(IReadOnlyDictionary<string, ToldRank> known, IReadOnlyList<RankedUser> places)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            present.Add(place.User);
            var told = known.GetValueOrDefault(place.User) ?? new ToldRank(place.User, null, null, null);
            if (told.Rank != place.Rank)
            {
                yield return told;
            }
        }

        foreach (var told in known.Values.Where(told => told.Rank is not null && !present.Contains(told.User)).OrderBy(told => told.User, StringComparer.Ordinal))
        {
            yield return told;
        }
    }
}
