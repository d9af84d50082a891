namespace Laurel.Core.Leaderboards;

/// <summary>
/// What decides between users with equal scores. A user without a value in it stands after those who have one.
/// </summary>
public sealed record TieBreaker(TieSource Source, RankOrder Order = RankOrder.Descending);

/// <summary>Where a tie-breaker's value comes from.</summary>
public abstract record TieSource
{
    private TieSource() { }

    /// <summary>A metric's event values within the run; not their average.</summary>
    public sealed record Metric(string Key, Aggregation Aggregation) : TieSource;

    /// <summary>A points system's awards within the run; not their average.</summary>
    public sealed record Points(string Key, Aggregation Aggregation) : TieSource;

    /// <summary>
    /// The number in an attribute of the event that gave the score: for boards that keep one event's value. An attribute that
    /// is absent or not a number of at most <see cref="Limits.ValueScaleMax"/> decimals gives no value.
    /// </summary>
    public sealed record Event(string Attribute) : TieSource;
}
