namespace Laurel.Core.Metrics;

/// <summary>How a metric's unit is written: a free label, or an ISO 4217 currency code.</summary>
public enum UnitType { Number, Currency }

/// <summary>
/// Something users do that is counted: the total is the exact decimal sum of event values.
/// A metric with <see cref="SumOf"/> is combined: it takes no events of its own and moves with every event of its parts.
/// </summary>
/// <param name="Key">Unique among metrics, immutable.</param>
/// <param name="Name">Shown to people.</param>
public sealed record MetricDefinition(string Key, string Name)
{
    public UnitType UnitType { get; init; } = UnitType.Number;

    /// <summary>Label or currency code; empty when there is none.</summary>
    public string Units { get; init; } = "";

    /// <summary>Keys of the plain metrics that this one adds up; empty for a plain metric.</summary>
    public ValueList<string> SumOf { get; init; } = [];
}
