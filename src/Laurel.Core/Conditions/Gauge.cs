using NodaTime;

namespace Laurel.Core.Conditions;

/// <summary>
/// A measure of events that some condition needs and a counter alone does not give. Gauges exist once per distinct measure,
/// however many conditions read them; those of a sequence's parts and of repeatable achievements have their own, because
/// they begin when the part before was met and start over at every completion.
/// </summary>
/// <param name="Index">Position in the plan and in every state bound to it.</param>
/// <param name="Counter">The counter of the same metric and filter: whenever it moves, the gauge does.</param>
/// <param name="EventsMax">Of a sliding window, how many of the newest events are kept.</param>
/// <param name="Owner">Key of the repeatable achievement it belongs to; empty: shared.</param>
/// <param name="Part">The part of a sequence it belongs to; null: counts all the time.</param>
public sealed record Gauge(int Index, int Counter, MetricMeasure Measure, int EventsMax, string Owner, SequencePart? Part)
{
    /// <summary>Names the gauge in stored states.</summary>
    public string Key { get; } = KeyOf(Measure, EventsMax, Owner, Part);

    public static string KeyOf(MetricMeasure measure, int eventsMax, string owner, SequencePart? part) =>
        ConditionText.Of(measure)
        + (measure.Window is Window.Sliding && eventsMax < Limits.WindowEventsMax ? $" newest {eventsMax}" : "")
        + (owner.Length == 0 ? "" : $" for {owner}")
        + (part is { } place ? $" part {place.Part} of {place.Key}" : "");
}

/// <summary>A part of a sequence.</summary>
/// <param name="Sequence">The sequence's position in the plan.</param>
/// <param name="Key">The sequence's name in stored states.</param>
/// <param name="Part">From 0.</param>
public readonly record struct SequencePart(int Sequence, string Key, int Part);

/// <summary>One event in a sliding window: its value, or, where values of an attribute are told apart, a hash of the attribute's value.</summary>
public readonly record struct Reading(Instant At, decimal Value);

/// <summary>What a gauge has collected.</summary>
public sealed record GaugeState
{
    public static readonly GaugeState None = new();

    /// <summary>Events counted; 0 for sliding windows and distinct values.</summary>
    public long Count { get; init; }

    public decimal Sum { get; init; }

    /// <summary>Smallest value; meaningful while <see cref="Count"/> &gt; 0.</summary>
    public decimal Min { get; init; }

    /// <summary>Largest value; meaningful while <see cref="Count"/> &gt; 0.</summary>
    public decimal Max { get; init; }

    /// <summary>First day of the day, week or month that this is about; null without one.</summary>
    public LocalDate? PeriodOn { get; init; }

    /// <summary>The newest events of a sliding window, oldest first.</summary>
    public ValueList<Reading> Readings { get; init; } = [];

    /// <summary>Hashes of the different attribute values seen, up to <see cref="Limits.DistinctMax"/>; without a sliding window.</summary>
    public ValueList<ulong> Seen { get; init; } = [];
}
