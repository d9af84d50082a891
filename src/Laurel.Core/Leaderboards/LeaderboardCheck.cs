using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>What keeps leaderboards from being used.</summary>
internal static class LeaderboardCheck
{
    public static void Run(CheckContext context, ValueList<LeaderboardDefinition> boards)
    {
        KeyCheck.Declared(context, "leaderboards", boards.Select(board => board.Key));
        var taken = boards.Select(board => board.Key).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < boards.Count; i++)
        {
            CreatedAs(context, $"leaderboards[{i}].createdAs", boards[i].CreatedAs, taken);
            One(context, $"leaderboards[{i}]", boards[i]);
        }
    }

    private static void CreatedAs(CheckContext context, string path, string? key, HashSet<string> taken)
    {
        if (key is null)
        {
            return;
        }

        KeyCheck.Form(context, path, key);
        if (!taken.Add(key))
        {
            context.Problems.Add(path, key, "a key that no leaderboard has, or was created with", "leave it out");
        }
    }

    private static void One(CheckContext context, string path, LeaderboardDefinition board)
    {
        TextCheck.Name(context, $"{path}.name", board.Name);
        TextCheck.Description(context, $"{path}.description", board.Description);
        Rank(context, $"{path}.rankBy", board.RankBy);
        TieBreakerCheck.Run(context, path, board);
        NumberCheck.Dates(context, path, board.StartOn, board.EndOn);
        if (board.Repeat is { } repeat)
        {
            NumberCheck.Range(context, $"{path}.repeat.every", repeat.Every, 1, Limits.IntervalMax);
        }

        Breakdown(context, $"{path}.breakdown", board);
        TextCheck.Name(context, $"{path}.anonymousName", board.AnonymousName);
        if (board.Entry is { } entry)
        {
            EntryCheck.Run(context, $"{path}.entry", entry);
        }

        StreakBoard(context, path, board);
        if (board.Limit is { } limit)
        {
            NumberCheck.Range(context, $"{path}.limit", limit, 1, Limits.ParticipantsMax);
        }

        if (board.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            context.Problems.Add($"{path}.timeZone", zone, "the IANA id of a time zone, or user", "write one, such as Europe/Berlin or UTC");
        }
    }

    private static void Rank(CheckContext context, string path, RankBy rankBy)
    {
        switch (rankBy)
        {
            case RankBy.Metric metric:
                KeyCheck.Reference(context, $"{path}.metric", metric.Key, context.Metrics);
                break;
            case RankBy.Points points:
                KeyCheck.Reference(context, $"{path}.points", points.Key, context.Points);
                break;
            case RankBy.Streak streak:
                KeyCheck.Reference(context, $"{path}.streak", streak.Key, context.Streaks);
                break;
            case RankBy.Weighted weighted:
                Weights(context, $"{path}.sum", weighted.Metrics);
                break;
        }
    }

    private static void Weights(CheckContext context, string path, ValueList<WeightedMetric> metrics)
    {
        KeyCheck.Count(context, path, metrics.Count, Limits.WeightedMetricsMax);
        if (metrics.Count == 0)
        {
            context.Problems.Add(path, "", "a list of metrics with weights", "add one");
        }

        for (var i = 0; i < metrics.Count; i++)
        {
            var (metric, weight) = metrics[i];
            KeyCheck.Reference(context, $"{path}[{i}].metric", metric, context.Metrics);
            if (metrics.Take(i).Any(other => other.Metric == metric))
            {
                context.Problems.Add($"{path}[{i}].metric", metric, "each metric once", "add their weights up");
            }

            if (weight == 0 || Math.Abs(weight) > Limits.WeightMax || decimal.Round(weight, Limits.WeightScaleMax) != weight)
            {
                context.Problems.Add(
                    $"{path}[{i}].weight", DecimalText.Of(weight),
                    $"a number other than 0 from -{Limits.WeightMax} to {Limits.WeightMax} with at most {Limits.WeightScaleMax} decimals", "change it");
            }
        }
    }

    private static void Breakdown(CheckContext context, string path, LeaderboardDefinition board)
    {
        KeyCheck.References(context, path, board.Breakdown, context.UserAttributes);
        KeyCheck.Count(context, path, board.Breakdown.Count, Limits.AttributesMax);
        if (board.EventBreakdown is not { } attribute)
        {
            return;
        }

        KeyCheck.Reference(context, $"{path}.event", attribute, context.EventAttributes);
        if (board.Breakdown.Count > 0)
        {
            context.Problems.Add(path, attribute, "either user attributes or one event attribute", "remove one of the two");
        }
    }

    /// <summary>A streak's length is a state, not a sum of events: it has no runs, no hours, no event attributes.</summary>
    private static void StreakBoard(CheckContext context, string path, LeaderboardDefinition board)
    {
        if (board.RankBy is not RankBy.Streak)
        {
            return;
        }

        if (board.Repeat is not null)
        {
            context.Problems.Add($"{path}.repeat", "", "not for boards ranked by a streak", "remove it");
        }

        if (board.Aggregation != Aggregation.Sum)
        {
            context.Problems.Add($"{path}.aggregation", board.Aggregation.ToString().ToLowerInvariant(), "not for boards ranked by a streak, whose length is the score", "remove it");
        }

        if (board.WindowFrom is not null || board.WindowTo is not null)
        {
            context.Problems.Add($"{path}.window", "", "not for boards ranked by a streak, which is lost at midnight", "remove it");
        }

        if (board.EventBreakdown is { } attribute)
        {
            context.Problems.Add($"{path}.breakdown.event", attribute, "not for boards ranked by a streak", "remove it or break down by user attributes");
        }
    }
}
