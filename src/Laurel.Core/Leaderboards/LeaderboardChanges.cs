using Laurel.Core.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Leaderboards;

/// <summary>How leaderboards are compared.</summary>
internal static class LeaderboardChanges
{
    public static readonly DefinitionChanges<LeaderboardDefinition> Leaderboards = new("leaderboard", board => board.Key, board => new FieldTexts()
        .Add("createdAs", board.CreatedAs)
        .Add("name", board.Name)
        .Add("description", board.Description)
        .Add("status", board.Status)
        .Add("rankBy", Text(board.RankBy))
        .Add("aggregation", board.Aggregation)
        .Add("order", board.Order)
        .Add("tieBreakers", [.. board.TieBreakers.Select(Text)])
        .Add("start", board.StartOn)
        .Add("end", board.EndOn)
        .Add("repeat", board.Repeat is { } repeat ? $"every {repeat.Every} {repeat.Unit.ToString().ToLowerInvariant()}" : null)
        .Add("window.from", Text(board.WindowFrom))
        .Add("window.to", Text(board.WindowTo))
        .Add("breakdown", board.Breakdown)
        .Add("breakdown.event", board.EventBreakdown)
        .Add("entry.minimumCount", board.Entry is { MinimumCount: > 1 and var count } ? (decimal?)count : null)
        .Add("entry.activeWithinDays", (decimal?)board.Entry?.ActiveWithinDays)
        .Add("entry.level", board.Entry?.Level is { } level ? $"{level.Points} {level.Level}" : null)
        .Add("entry.achievement", board.Entry?.Achievement)
        .Add("entry.except", board.Entry?.Except ?? [])
        .Add("anonymousName", board.AnonymousName)
        .Add("limit", board.Limit is { } limit ? $"{limit}" : "all")
        .Add("timeZone", board.TimeZone ?? "user")
        .Add("ranks", board.Ranks));

    private static string Text(RankBy rankBy) => rankBy switch
    {
        RankBy.Metric metric => $"metric {metric.Key}",
        RankBy.Points points => $"points {points.Key}",
        RankBy.Streak streak => $"streak {streak.Key}",
        RankBy.Weighted weighted => "sum of " + string.Join(", ", weighted.Metrics.Select(part => $"{DecimalText.Of(part.Weight)} {part.Metric}")),
        _ => throw new InvalidOperationException($"No text for {rankBy}."),
    };

    private static string Text(TieBreaker tie) => $"{Text(tie.Source)} {tie.Order.ToString().ToLowerInvariant()}";

    private static string Text(TieSource source) => source switch
    {
        TieSource.Metric metric => $"{metric.Aggregation.ToString().ToLowerInvariant()} of metric {metric.Key}",
        TieSource.Points points => $"{points.Aggregation.ToString().ToLowerInvariant()} of points {points.Key}",
        TieSource.Event ofEvent => $"event {ofEvent.Attribute}",
        _ => throw new InvalidOperationException($"No text for {source}."),
    };

    private static string? Text(LocalTime? time) => time is { } value ? LocalTimePattern.ExtendedIso.Format(value) : null;
}
