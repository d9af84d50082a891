using NodaTime;

namespace Laurel.Core.Conditions;

/// <summary>
/// What becomes of the events that count: the sum of their values, how many they are, the average, smallest or largest
/// value, or how many different values an attribute had.
/// </summary>
public enum MetricAggregation { Total, Count, Average, Minimum, Maximum, Distinct }

/// <summary>A calendar period of the user's own zone; weeks begin on Monday.</summary>
public enum WindowPeriod { Day, Week, Month }

/// <summary>Which events count by when they happened.</summary>
public abstract record Window
{
    private Window() { }

    /// <summary>
    /// Those of the last so long, both ends included: events exactly <paramref name="Length"/> apart lie within it. Of more than
    /// <see cref="Limits.WindowEventsMax"/> the newest count.
    /// </summary>
    public sealed record Sliding(Duration Length) : Window;

    /// <summary>Those of the running day, week or month.</summary>
    public sealed record Running(WindowPeriod Period) : Window;
}

/// <summary>A number that the events of a metric come to.</summary>
public sealed record MetricMeasure(string Metric, MetricAggregation Aggregation)
{
    /// <summary>Key of the event attribute whose values are told apart; for <see cref="MetricAggregation.Distinct"/>.</summary>
    public string? Attribute { get; init; }

    /// <summary>Only events with all of these attributes count.</summary>
    public ValueList<AttributeValue> EventFilter { get; init; } = [];

    /// <summary>Only events of at least this value count; null: all.</summary>
    public decimal? MinValue { get; init; }

    /// <summary>Null: events count whenever they happened.</summary>
    public Window? Window { get; init; }

    /// <summary>Whether this is a plain counter, which needs no gauge of its own.</summary>
    internal bool IsPlain => Aggregation == MetricAggregation.Total && MinValue is null && Window is null;
}
