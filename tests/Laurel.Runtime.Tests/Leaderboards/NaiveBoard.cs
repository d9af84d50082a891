using System.Globalization;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using NodaTime;

namespace Laurel.Runtime.Tests.Leaderboards;

/// <summary>Ranks from the bare list of events: every user's columns are computed anew after each event, to see when they were reached.</summary>
internal static class NaiveBoard
{
    public static IReadOnlyList<RankedUser> Rank(LeaderboardDefinition board, List<MetricEvent> events)
    {
        var rows = events.GroupBy(input => input.User).Select(own => Row(board, [.. own])).OfType<RankedUser>()
            .OrderBy(row => board.Order == RankOrder.Ascending ? row.Value : -row.Value)
            .ThenBy(row => TieKey(board, row, 0)).ThenBy(row => TieKey(board, row, 1))
            .ThenBy(row => row.ReachedAt).ThenBy(row => row.User, StringComparer.Ordinal).ToArray();
        var (better, values) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0 && (rows[i].Value != rows[i - 1].Value || !rows[i].Ties.Equals(rows[i - 1].Ties)))
            {
                (better, values) = (i, values + 1);
            }

            rows[i] = rows[i] with { Rank = 1 + (board.Ranks == RankKind.Ordinal ? i : board.Ranks == RankKind.Competition ? better : values) };
        }

        return rows;
    }

    private static RankedUser? Row(LeaderboardDefinition board, List<MetricEvent> own)
    {
        RankedUser? row = null;
        for (var count = 1; count <= own.Count; count++)
        {
            if (Columns(board, own[..count]) is { } now && (row is null || row.Value != now.Value || !row.Ties.Equals(now.Ties)))
            {
                row = new RankedUser(own[0].User, 0, now.Value, own[count - 1].At) { Ties = now.Ties };
            }
        }

        return row;
    }

    private static (decimal Value, ValueList<decimal?> Ties)? Columns(LeaderboardDefinition board, List<MetricEvent> own)
    {
        if (board.RankBy is RankBy.Weighted(var parts))
        {
            var counted = own.Where(input => input.Value != 0).ToList();
            return counted.Count == 0 ? null : (counted.Sum(input => input.Value * parts.First(part => part.Metric == input.Metric).Weight), []);
        }

        var scored = own.Where(input => input.Metric == "laps").ToList();
        if (Of(scored, board.Aggregation) is not { } value)
        {
            return null;
        }

        ValueList<decimal?> ties = [.. board.TieBreakers.Select(tie => tie.Source is TieSource.Metric(var key, var aggregation)
            ? Of(own.Where(input => input.Metric == key).ToList(), aggregation)
            : scored.Where(input => input.Value == value).Min(Hits))];
        return (value, ties);
    }

    private static decimal? Of(List<MetricEvent> events, Aggregation aggregation) => events.Count == 0 ? null : aggregation switch
    {
        Aggregation.Maximum => events.Max(input => input.Value),
        Aggregation.Minimum => events.Min(input => input.Value),
        Aggregation.Latest => events[^1].Value,
        Aggregation.Count => events.Count,
        Aggregation.Average => decimal.Round(events.Sum(input => input.Value) / events.Count, 9),
        _ => events.Sum(input => input.Value),
    };

    private static decimal? Hits(MetricEvent input) => input.Attributes.Find("hits") is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private static decimal TieKey(LeaderboardDefinition board, RankedUser row, int tie) =>
        tie >= row.Ties.Count ? 0 : row.Ties[tie] is not { } value ? decimal.MaxValue : board.TieBreakers[tie].Order == RankOrder.Ascending ? value : -value;
}
