using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Leaderboards;

/// <summary>One run of a board as it is read: in memory while it goes on, from the archive once it is over.</summary>
internal sealed class Ranking
{
    private readonly Call call;
    private readonly LeaderboardEntry entry;
    private readonly LocalDate run;
    private readonly bool isArchived;

    public Ranking(Call call, LeaderboardEntry entry, LocalDate run)
    {
        (this.call, this.entry, this.run) = (call, entry, run);
        isArchived = LeaderboardQueries.IsArchived(call.Backend.Engine.Database, call.Space, entry.Definition.Key, run);
    }

    private Standings Standings => call.Backend.Engine.Projections.Standings;

    public StandingKey KeyOf(Group group) => new(call.Space.Id, entry.Definition.Key, run, group);

    public IReadOnlyList<Group> Groups => isArchived
        ? LeaderboardQueries.ArchivedGroups(call.Backend.Engine.Database, call.Space, entry.Definition.Key, run)
        : Standings.Groups(call.Space.Id, entry.Definition.Key, run);

    /// <summary>The shown places of one group.</summary>
    public IReadOnlyList<RankedUser> Page(Group group, int offset, int limit)
    {
        var rows = Math.Min(limit, entry.ShownMax - Math.Min(offset, entry.ShownMax));
        return rows == 0 ? []
            : isArchived ? LeaderboardQueries.ArchivedPage(call.Backend.Engine.Database, KeyOf(group), offset, rows)
            : Standings.Page(KeyOf(group), offset, rows);
    }

    /// <summary>How many places stand before the user's in one group; null when the user is not shown there.</summary>
    public int? PositionOf(Group group, string user)
    {
        var position = isArchived ? LeaderboardQueries.ArchivedPosition(call.Backend.Engine.Database, KeyOf(group), user) : Standings.PositionOf(KeyOf(group), user);
        return position < entry.ShownMax ? position : null;
    }

    /// <summary>How many places of one group are shown.</summary>
    public int CountOf(Group group) => Math.Min(
        entry.ShownMax, isArchived ? LeaderboardQueries.ArchivedCount(call.Backend.Engine.Database, KeyOf(group)) : Standings.Count(KeyOf(group)));

    /// <summary>What the scores of one group come to.</summary>
    public StandingSummary SummaryOf(Group group, Instant activeSince) => isArchived
        ? LeaderboardQueries.ArchivedSummary(call.Backend.Engine.Database, KeyOf(group), entry.Definition, activeSince)
        : Standings.Summary(KeyOf(group), activeSince);

    /// <summary>The ranks of some users at the end of the last day kept; those who were not ranked are absent.</summary>
    public IReadOnlyDictionary<string, int> PreviousRanks(Group group, IReadOnlyCollection<string> users) =>
        LeaderboardQueries.LatestRanks(call.Backend.Engine.Database, KeyOf(group), users);

    /// <summary>The user's place and group; null when the user is not shown.</summary>
    public (Group Group, RankedUser Place)? Find(string user, IEnumerable<Group> groups)
    {
        foreach (var group in groups)
        {
            if (PositionOf(group, user) is { } position && Page(group, position, 1) is [var place] && place.User == user)
            {
                return (group, place);
            }
        }

        return null;
    }

    /// <summary>The shown places of several groups as one ranking, numbered from 1.</summary>
    public IReadOnlyList<RankedUser> Merged(IReadOnlyList<Group> groups) =>
    [
        .. groups.SelectMany(group => Page(group, 0, entry.ShownMax))
            .Order(new PlaceOrder(entry.Definition))
            .Take(entry.ShownMax)
            .Select((place, index) => place with { Rank = index + 1 }),
    ];
}
