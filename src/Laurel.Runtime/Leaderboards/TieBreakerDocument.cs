using Laurel.Core.Leaderboards;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Leaderboards;

/// <summary>A tie-breaker of a leaderboard in a rulebook document.</summary>
internal static class TieBreakerDocument
{
    public static readonly Shape Shape = Shape.Of("tieBreaker", "metric? points? event? aggregation? order?");

    private static readonly TieBreaker Absent = new(new TieSource.Metric("", Aggregation.Sum));

    public static TieBreaker Read(NodeReader node)
    {
        if (node.Map(Shape) is not { } map)
        {
            return Absent;
        }

        var aggregation = map["aggregation"].Word(RulebookWords.Aggregations, Aggregation.Sum);
        TieSource source = map.OneOf("metric", "points", "event") switch
        {
            "points" => new TieSource.Points(map["points"].Text(), aggregation),
            "event" => new TieSource.Event(map["event"].Text()),
            "metric" => new TieSource.Metric(map["metric"].Text(), aggregation),
            _ => Absent.Source,
        };
        if (source is TieSource.Event)
        {
            map.Refuse("aggregation", "not for a number of the event that gave the score");
        }

        return new(source, map["order"].Word(RulebookWords.RankOrders, RankOrder.Descending));
    }

    public static DocumentNode.Map Write(TieBreaker tie)
    {
        var map = new MapWriter(Shape);
        map = tie.Source switch
        {
            TieSource.Metric metric => WithAggregation(map.Text("metric", metric.Key), metric.Aggregation),
            TieSource.Points points => WithAggregation(map.Text("points", points.Key), points.Aggregation),
            TieSource.Event ofEvent => map.Text("event", ofEvent.Attribute),
            _ => throw new InvalidOperationException($"No document for {tie.Source}."),
        };
        return map.Word("order", RulebookWords.RankOrders, tie.Order, absent: RankOrder.Descending).Map;
    }

    private static MapWriter WithAggregation(MapWriter map, Aggregation aggregation) =>
        map.Word("aggregation", RulebookWords.Aggregations, aggregation, absent: Aggregation.Sum);
}
