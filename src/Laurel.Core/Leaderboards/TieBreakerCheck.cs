using Laurel.Core.Rulebooks;

namespace Laurel.Core.Leaderboards;

/// <summary>What keeps an aggregation and tie-breakers from being used.</summary>
internal static class TieBreakerCheck
{
    public static void Run(CheckContext context, string path, LeaderboardDefinition board)
    {
        if (board.RankBy is RankBy.Weighted && board.Aggregation != Aggregation.Sum)
        {
            context.Problems.Add($"{path}.aggregation", Text(board.Aggregation), "only sum for a board of weighted metrics", "remove it or rank by one metric");
        }

        KeyCheck.Count(context, $"{path}.tieBreakers", board.TieBreakers.Count, Limits.TieBreakersMax);
        for (var i = 0; i < board.TieBreakers.Count; i++)
        {
            Source(context, $"{path}.tieBreakers[{i}]", board, board.TieBreakers[i].Source);
        }
    }

    private static void Source(CheckContext context, string path, LeaderboardDefinition board, TieSource source)
    {
        switch (source)
        {
            case TieSource.Metric metric:
                KeyCheck.Reference(context, $"{path}.metric", metric.Key, context.Metrics);
                NoAverage(context, path, metric.Aggregation);
                break;
            case TieSource.Points points:
                KeyCheck.Reference(context, $"{path}.points", points.Key, context.Points);
                NoAverage(context, path, points.Aggregation);
                break;
            case TieSource.Event ofEvent:
                KeyCheck.Reference(context, $"{path}.event", ofEvent.Attribute, context.EventAttributes);
                OneEvent(context, $"{path}.event", board, ofEvent.Attribute);
                break;
        }
    }

    private static void NoAverage(CheckContext context, string path, Aggregation aggregation)
    {
        if (aggregation == Aggregation.Average)
        {
            context.Problems.Add($"{path}.aggregation", Text(aggregation), "sum, maximum, minimum, latest or count", "write one of them");
        }
    }

    // Only the score of one event has an event whose attributes it could come with.
    private static void OneEvent(CheckContext context, string path, LeaderboardDefinition board, string attribute)
    {
        if (board.RankBy is not RankBy.Metric || board.Aggregation is not (Aggregation.Maximum or Aggregation.Minimum or Aggregation.Latest))
        {
            context.Problems.Add(path, attribute, "only for boards of one metric that keep its maximum, minimum or latest value", "change the aggregation or break ties by a metric");
        }
    }

    private static string Text(Aggregation aggregation) => aggregation.ToString().ToLowerInvariant();
}
