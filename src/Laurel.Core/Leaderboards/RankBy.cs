namespace Laurel.Core.Leaderboards;

/// <summary>What a board ranks users by.</summary>
public abstract record RankBy
{
    private RankBy() { }

    /// <summary>A metric's event values within the run, taken together by the board's <see cref="Aggregation"/>.</summary>
    public sealed record Metric(string Key) : RankBy;

    /// <summary>A points system's awards within the run, taken together by the board's <see cref="Aggregation"/>.</summary>
    public sealed record Points(string Key) : RankBy;

    /// <summary>The current length of a streak; only for boards that do not repeat.</summary>
    public sealed record Streak(string Key) : RankBy;

    /// <summary>The event values of several metrics within the run, each times its weight, added up.</summary>
    public sealed record Weighted(ValueList<WeightedMetric> Metrics) : RankBy;
}

/// <summary>A part of a composite board: every unit of the metric counts <paramref name="Weight"/>, which may be negative.</summary>
public sealed record WeightedMetric(string Metric, decimal Weight);

/// <summary>How the values of a run become one score. An average is rounded to <see cref="Limits.ValueScaleMax"/> decimals, half to even.</summary>
public enum Aggregation { Sum, Maximum, Minimum, Latest, Average, Count }

/// <summary>Which score is the best: the highest, or the lowest (a fastest time).</summary>
public enum RankOrder { Descending, Ascending }
