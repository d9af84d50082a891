using Laurel.Core.Leaderboards;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Leaderboards;

/// <summary>What a leaderboard ranks by, in a rulebook document.</summary>
internal static class RankByDocument
{
    public static readonly Shape Shape = Shape.Of("rankBy", "metric? points? streak? sum?");

    public static readonly Shape Weight = Shape.Of("weightedMetric", "metric weight?");

    /// <summary>Null, reported, when it is not exactly one of them.</summary>
    public static RankBy? Read(NodeReader node) => node.Map(Shape) is not { } map ? null : map.OneOf("metric", "points", "streak", "sum") switch
    {
        "points" => new RankBy.Points(map["points"].Text()),
        "streak" => new RankBy.Streak(map["streak"].Text()),
        "metric" => new RankBy.Metric(map["metric"].Text()),
        "sum" => new RankBy.Weighted(map["sum"].List(ReadWeight)),
        _ => null,
    };

    public static DocumentNode.Map Write(RankBy rankBy) => rankBy switch
    {
        RankBy.Metric metric => new MapWriter(Shape).Text("metric", metric.Key).Map,
        RankBy.Points points => new MapWriter(Shape).Text("points", points.Key).Map,
        RankBy.Streak streak => new MapWriter(Shape).Text("streak", streak.Key).Map,
        RankBy.Weighted weighted => new MapWriter(Shape).List("sum", weighted.Metrics, WriteWeight).Map,
        _ => throw new InvalidOperationException($"No document for {rankBy}."),
    };

    private static WeightedMetric ReadWeight(NodeReader node) =>
        node.Map(Weight) is { } map ? new(map["metric"].Text(), map["weight"].Number(absent: 1)) : new("", 1);

    private static DocumentNode.Map WriteWeight(WeightedMetric part) =>
        new MapWriter(Weight).Text("metric", part.Metric).Number("weight", part.Weight, absent: 1).Map;
}
