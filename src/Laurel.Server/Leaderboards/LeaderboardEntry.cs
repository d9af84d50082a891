using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Leaderboards;

/// <summary>A board as the wire shows it.</summary>
internal sealed class LeaderboardEntry
{
    public LeaderboardEntry(Catalog catalog, LeaderboardDefinition definition, int index)
    {
        Definition = definition;
        Index = index;
        GroupKeys = definition.EventBreakdown is { } key ? [key] : definition.Breakdown;
        Response = FieldsOf(catalog, definition);
    }

    public LeaderboardDefinition Definition { get; }

    public int Index { get; }

    public LeaderboardRowResponse Response { get; }

    public bool IsVisible => Definition.Status == LeaderboardStatus.Active;

    /// <summary>How many of the best are shown.</summary>
    public int ShownMax => Definition.Limit ?? int.MaxValue;

    /// <summary>The keys whose values name a ranking of this board, in their order.</summary>
    public IReadOnlyList<string> GroupKeys { get; }

    /// <summary>active, scheduled or finished. The board is finished when its last day is over in every zone.</summary>
    public string StatusAt(Instant now)
    {
        var today = DateAt(now, null);
        return today < Definition.StartOn ? "scheduled"
            : Definition.EndOn is { } end && RunCalendar.RunContaining(Definition, end) is { } last && RunCalendar.ClosesAt(Definition, last) <= now ? "finished"
            : "active";
    }

    /// <summary>The run that a local date belongs to; before the start the first one, after the end the last one.</summary>
    public LocalDate RunNear(LocalDate date)
    {
        var within = LocalDate.Max(Definition.StartOn, Definition.EndOn is { } end && end < date ? end : date);
        return RunCalendar.RunContaining(Definition, within) ?? Definition.StartOn;
    }

    /// <summary>The local date that counts for the board: in its own zone, else in the user's, else in UTC.</summary>
    public LocalDate DateAt(Instant now, string? userZone) =>
        now.InZone(Calendar.Zone(Definition.TimeZone ?? userZone) ?? DateTimeZone.Utc).Date;

    private static LeaderboardRowResponse FieldsOf(Catalog catalog, LeaderboardDefinition definition)
    {
        var metric = definition.RankBy is RankBy.Metric(var metricKey) ? catalog.FindMetric(metricKey)?.Definition : null;
        var points = definition.RankBy is RankBy.Points(var pointsKey) ? catalog.FindPoints(pointsKey)?.Definition : null;
        return new()
        {
            Id = catalog.IdOf("leaderboard", definition.CreatedAs ?? definition.Key),
            Key = definition.Key,
            Name = definition.Name,
            Description = definition.Description,
            RankBy = definition.RankBy switch { RankBy.Points => "points", RankBy.Streak => "streak", _ => "metric" },
            Metrics = definition.RankBy is RankBy.Weighted(var parts) ? [.. parts.Select(part => new WeightedMetricResponse(part.Metric, WireText.Of(part.Weight)))] : null,
            Aggregation = definition.Aggregation.ToString().ToLowerInvariant(),
            Order = definition.Order.ToString().ToLowerInvariant(),
            MetricKey = metric?.Key,
            MetricName = metric?.Name,
            PointsSystemKey = points?.Key,
            PointsSystemName = points?.Name,
            BreakdownAttribute = definition.Breakdown.Count == 1 ? definition.Breakdown[0] : null,
            BreakdownAttributes = [.. definition.Breakdown],
            EventBreakdownAttribute = definition.EventBreakdown,
            Start = WireText.Of(definition.StartOn),
            End = WireText.Of(definition.EndOn),
            StartTime = WireText.Of(definition.WindowFrom),
            EndTime = WireText.Of(definition.WindowTo),
            MaxParticipants = definition.Limit,
            RunUnit = definition.Repeat is { } repeat ? UnitOf(repeat.Unit) : null,
            RunInterval = definition.Repeat?.Every,
        };
    }

    private static string UnitOf(RunUnit unit) => unit switch
    {
        RunUnit.Day => "day",
        RunUnit.Month => "month",
        _ => "year",
    };
}
