using System.Collections.Frozen;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Server.Achievements;
using Laurel.Server.Http;

namespace Laurel.Server.Leaderboards;

/// <summary>Boards in bodies.</summary>
internal static class LeaderboardWire
{
    public static readonly IReadOnlyDictionary<string, EventLeaderboardResponse> Nothing = FrozenDictionary<string, EventLeaderboardResponse>.Empty;

    /// <summary>The boards on which the user's score moved, by key: where it moved last.</summary>
    public static IReadOnlyDictionary<string, EventLeaderboardResponse> Changed(Call call, Catalog catalog, CausedFacts caused)
    {
        if (caused.Ranks.Count == 0)
        {
            return Nothing;
        }

        var changed = new Dictionary<string, EventLeaderboardResponse>(caused.Ranks.Count, StringComparer.Ordinal);
        for (var i = caused.Ranks.Count - 1; i >= 0; i--)
        {
            var move = caused.Ranks[i];
            if (!changed.ContainsKey(move.Leaderboard) && catalog.FindLeaderboard(move.Leaderboard) is { } entry)
            {
                changed.Add(move.Leaderboard, Of(call, entry, move, PreviousRankOf(caused.Ranks, move)));
            }
        }

        return changed;
    }

    /// <summary>A row of a ranking.</summary>
    public static RankingResponse Row(RankedUser place, string? name, int? previousRank, bool isMoving) => new(place.User, name, place.Rank, WireText.Whole(place.Value))
    {
        PreviousRank = previousRank,
        Movement = !isMoving ? null : previousRank is not { } before ? "new" : place.Rank < before ? "up" : place.Rank > before ? "down" : "same",
        Score = WireText.Of(place.Value),
        TieBreakers = place.Ties.Count == 0 ? null : [.. place.Ties.Select(tie => tie is { } value ? WireText.Of(value) : (decimal?)null)],
    };

    private static EventLeaderboardResponse Of(Call call, LeaderboardEntry entry, RankMove move, int? previousRank)
    {
        var values = entry.GroupKeys.Count == 0 ? null : ValuesOf(entry, move.Group);
        return new(entry.Response)
        {
            Start = WireText.Of(move.Run),
            End = WireText.Of(RunCalendar.LastDay(entry.Definition, move.Run)),
            Rank = Shown(entry, move.Rank),
            PreviousRank = Shown(entry, previousRank),
            Threshold = ThresholdOf(call, entry, move),
            BreakdownAttributeValue = entry.Definition.Breakdown.Count == 1 ? values?.FirstOrDefault()?.Value : null,
            BreakdownAttributeValues = values,
        };
    }

    private static int? Shown(LeaderboardEntry entry, int? rank) => rank <= entry.ShownMax ? rank : null;

    private static long ThresholdOf(Call call, LeaderboardEntry entry, RankMove move) =>
        entry.Definition.Limit is { } limit
        && call.Backend.Engine.Projections.Standings.ValueAt(new(call.Space.Id, move.Leaderboard, move.Run, move.Group), limit) is { } last
            ? WireText.Whole(last)
            : 0;

    // Where the user was before the first of several moves.
    private static int? PreviousRankOf(IReadOnlyList<RankMove> moves, RankMove last)
    {
        foreach (var move in moves)
        {
            if (move.Leaderboard == last.Leaderboard && move.Run == last.Run && move.Group == last.Group)
            {
                return move.PreviousRank;
            }
        }

        return last.PreviousRank;
    }

    private static AttributeResponse[] ValuesOf(LeaderboardEntry entry, Group group)
    {
        var values = group.Values;
        var attributes = new AttributeResponse[Math.Min(entry.GroupKeys.Count, values.Count)];
        for (var i = 0; i < attributes.Length; i++)
        {
            attributes[i] = new(entry.GroupKeys[i], values[i]);
        }

        return attributes;
    }
}
