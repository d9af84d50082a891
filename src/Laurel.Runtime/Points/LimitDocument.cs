using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Rulebooks;
using NodaTime;

namespace Laurel.Runtime.Points;

/// <summary>Limits of triggers and points systems in a rulebook document.</summary>
internal static class LimitDocument
{
    public static readonly Shape Shape = Shape.Of("limit", "awards? points? per? within?");

    public static readonly Shape Diminishing = Shape.Of("diminishing", "after factor");

    public static PointsLimit Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return new(LimitUnit.Awards, 1, new LimitSpan.Per(LimitPeriod.Day));
        }

        var unit = map.OneOf("awards", "points") ?? "awards";
        LimitSpan span = map.OneOf("per", "within") == "within"
            ? new LimitSpan.Within(map["within"].Duration() ?? Duration.Zero)
            : new LimitSpan.Per(map["per"].Word(RulebookWords.LimitPeriods, LimitPeriod.Day));
        return new(unit == "points" ? LimitUnit.Points : LimitUnit.Awards, map[unit].Whole(), span);
    }

    public static DocumentNode Write(PointsLimit limit)
    {
        var map = new MapWriter(Shape).Number(limit.Unit == LimitUnit.Awards ? "awards" : "points", limit.Max);
        return limit.Span switch
        {
            LimitSpan.Per(var period) => map.Word("per", RulebookWords.LimitPeriods, period).Map,
            LimitSpan.Within(var length) => map.Duration("within", length).Map,
            _ => throw new InvalidOperationException($"No document for {limit.Span}."),
        };
    }

    public static DiminishingStep ReadStep(NodeReader node) =>
        node.Map(Diminishing) is { } map ? new(map["after"].Small(), map["factor"].Number()) : new(1, 1);

    public static DocumentNode WriteStep(DiminishingStep step) =>
        new MapWriter(Diminishing).Number("after", step.After).Number("factor", step.Factor).Map;

    public static DayWindow? ReadWindow(NodeReader node) =>
        node.Map(LeaderboardDocument.Window) is { } map ? new(map["from"].Time(), map["to"].Time()) : null;

    public static DocumentNode.Map? WriteWindow(DayWindow? window) =>
        window is { } set ? new MapWriter(LeaderboardDocument.Window).Time("from", set.From).Time("to", set.To).Map : null;
}
