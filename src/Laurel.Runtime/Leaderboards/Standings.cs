using System.Diagnostics.CodeAnalysis;
using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>
/// All rankings of runs that are not archived yet, in memory: fed with committed score changes in commit order, read by
/// everyone. Thread-safe; every call is short.
/// </summary>
public sealed class Standings
{
    private readonly Lock gate = new();
    private readonly Dictionary<StandingKey, Standing> standings = [];
    private readonly Dictionary<int, Members> membersBySpace = [];
    private HashSet<StandingKey>? touched;

    /// <summary>Applies a score change and tells how the user moved.</summary>
    public RankMove Apply(int space, string user, ScoreChanged change, Plan plan)
    {
        var key = new StandingKey(space, change.Leaderboard, change.Run, change.Group);
        lock (gate)
        {
            var member = MembersOf(space).NumberOf(user);
            var standing = StandingOf(key, plan);
            touched?.Add(key);
            int? previous = standing.TryGet(member, out var before) ? before.Rank : null;
            if (change.Value is not { } value)
            {
                standing.Remove(member);
                return new(change.Leaderboard, change.Run, change.Group, previous, null);
            }

            standing.Set(member, value, change.ReachedAt.ToUnixTimeMilliseconds(), change.Ties);
            return new(change.Leaderboard, change.Run, change.Group, previous, standing.TryGet(member, out var after) ? after.Rank : null);
        }
    }

    /// <summary>Puts a stored score in place, while starting.</summary>
    internal void Load(StandingKey key, StoredScore score, Plan plan)
    {
        lock (gate)
        {
            touched?.Add(key);
            StandingOf(key, plan).Set(MembersOf(key.Space).NumberOf(score.User), score.Value, score.ReachedAtMs, score.Ties);
        }
    }

    /// <summary>The rankings whose scores changed since this was last asked; the first time, all.</summary>
    public IReadOnlyCollection<StandingKey> TakeTouched()
    {
        lock (gate)
        {
            var keys = (touched ?? (IEnumerable<StandingKey>)standings.Keys).ToArray();
            touched = [];
            return keys;
        }
    }

    /// <summary>Applies a score as another node committed it.</summary>
    internal void Set(Changes.ScoreChange change, Plan plan)
    {
        lock (gate)
        {
            touched?.Add(change.Key);
            var member = MembersOf(change.Key.Space).NumberOf(change.User);
            if (change.Value is { } value)
            {
                StandingOf(change.Key, plan).Set(member, value, change.ReachedAtMs, change.Ties);
            }
            else if (standings.TryGetValue(change.Key, out var standing))
            {
                standing.Remove(member);
            }
        }
    }

    /// <summary>Forgets everything, to be loaded again.</summary>
    internal void Clear()
    {
        lock (gate)
        {
            standings.Clear();
            membersBySpace.Clear();
        }
    }

    /// <summary>How many are ranked.</summary>
    public int Count(StandingKey key)
    {
        lock (gate)
        {
            return standings.TryGetValue(key, out var standing) ? standing.Count : 0;
        }
    }

    /// <summary>The value at an ordinal rank from 1; null when fewer are ranked.</summary>
    public decimal? ValueAt(StandingKey key, int ordinal)
    {
        lock (gate)
        {
            return standings.TryGetValue(key, out var standing) && standing.Count >= ordinal ? standing.ValueAt(ordinal) : null;
        }
    }

    /// <summary>What the scores of a ranking come to; see <see cref="StandingSummary"/>.</summary>
    public StandingSummary Summary(StandingKey key, Instant activeSince)
    {
        lock (gate)
        {
            return StandingSummary.Of(standings.GetValueOrDefault(key) ?? new(MembersOf(key.Space)), activeSince.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>A user's place; false when the user is not ranked there.</summary>
    public bool TryFind(StandingKey key, string user, [NotNullWhen(true)] out RankedUser? place)
    {
        lock (gate)
        {
            var members = MembersOf(key.Space);
            place = standings.TryGetValue(key, out var standing) && members.TryFind(user, out var member) && standing.TryGet(member, out var found)
                ? RankedUser.Of(found, members, standing)
                : null;
            return place is not null;
        }
    }

    /// <summary>How many places stand before the user's; null when the user is not ranked there.</summary>
    public int? PositionOf(StandingKey key, string user)
    {
        lock (gate)
        {
            return standings.TryGetValue(key, out var standing) && MembersOf(key.Space).TryFind(user, out var member) ? standing.PositionOf(member) : null;
        }
    }

    /// <summary>The places from <paramref name="offset"/> on, best first.</summary>
    public IReadOnlyList<RankedUser> Page(StandingKey key, int offset, int limit)
    {
        lock (gate)
        {
            var members = MembersOf(key.Space);
            return standings.TryGetValue(key, out var standing)
                ? [.. standing.Page(offset, limit).Select(place => RankedUser.Of(place, members, standing))]
                : [];
        }
    }

    /// <summary>The groups of a run that have ever had a score, in the order of their keys.</summary>
    public IReadOnlyList<Group> Groups(int space, string leaderboard, LocalDate run)
    {
        lock (gate)
        {
            return [.. standings.Keys
                .Where(key => key.Space == space && key.Leaderboard == leaderboard && key.Run == run)
                .Select(key => key.Group)
                .OrderBy(group => group.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>All rankings of a space that have any places.</summary>
    public IReadOnlyList<StandingKey> Keys(int space)
    {
        lock (gate)
        {
            return [.. standings.Where(pair => pair.Key.Space == space && pair.Value.Count > 0).Select(pair => pair.Key)];
        }
    }

    /// <summary>Forgets a run, once it is archived.</summary>
    public void Remove(int space, string leaderboard, LocalDate run)
    {
        foreach (var group in Groups(space, leaderboard, run))
        {
            lock (gate)
            {
                standings.Remove(new(space, leaderboard, run, group));
            }
        }
    }

    /// <summary>Takes a user off every ranking of a space, and forgets the id.</summary>
    internal void Forget(int space, string user)
    {
        lock (gate)
        {
            var members = MembersOf(space);
            if (!members.TryFind(user, out var member))
            {
                return;
            }

            foreach (var (_, standing) in standings.Where(pair => pair.Key.Space == space))
            {
                standing.Remove(member);
            }

            members.Forget(user);
        }
    }

    /// <summary>
    /// Takes up a rulebook in which boards order or number their places in another way. Boards that count something else
    /// are announced by facts.
    /// </summary>
    public void Use(int space, Plan plan)
    {
        lock (gate)
        {
            foreach (var (key, standing) in standings.Where(pair => pair.Key.Space == space).ToList())
            {
                var empty = Empty(MembersOf(space), plan.FindLeaderboard(key.Leaderboard));
                if (!empty.IsLike(standing))
                {
                    empty.Take(standing);
                    standings[key] = empty;
                }
            }
        }
    }

    /// <summary>An empty ranking of a board; null: of a board that is no longer defined.</summary>
    internal static Standing Empty(Members members, LeaderboardDefinition? board) => board is null
        ? new(members)
        : new(members, board.Ranks, board.Order == RankOrder.Ascending, [.. board.TieBreakers.Select(tie => tie.Order)]);

    private Members MembersOf(int space)
    {
        if (!membersBySpace.TryGetValue(space, out var members))
        {
            membersBySpace.Add(space, members = new Members());
        }

        return members;
    }

    private Standing StandingOf(StandingKey key, Plan plan)
    {
        if (!standings.TryGetValue(key, out var standing))
        {
            standings.Add(key, standing = Empty(MembersOf(key.Space), plan.FindLeaderboard(key.Leaderboard)));
        }

        return standing;
    }
}

/// <summary>A user's place in a ranking.</summary>
public sealed record RankedUser(string User, int Rank, decimal Value, Instant ReachedAt)
{
    /// <summary>By tie-breaker of the board; null: no value.</summary>
    public ValueList<decimal?> Ties { get; init; } = [];

    internal static RankedUser Of(Place place, Members members, Standing standing) =>
        new(members.IdOf(place.Member), place.Rank, place.Value, Instant.FromUnixTimeMilliseconds(place.ReachedAtMs)) { Ties = standing.TiesOf(place.Member) };

    internal static RankedUser Of(StoredScore score, int rank) =>
        new(score.User, rank, score.Value, Instant.FromUnixTimeMilliseconds(score.ReachedAtMs)) { Ties = score.Ties };
}
