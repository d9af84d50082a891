namespace Laurel.Core.Metrics;

/// <summary>
/// A running sum that some rule needs: all events of a metric, or those matching an event filter. Counters exist once per
/// distinct metric and filter, however many rules listen.
/// </summary>
/// <param name="Index">Position in the plan and in every state bound to it.</param>
/// <param name="Metric">Key of the metric.</param>
public sealed record Counter(int Index, string Metric, ValueList<AttributeValue> EventFilter)
{
    /// <summary>Names the counter in stored states: the metric's key, followed by its filter if it has one.</summary>
    public string Key { get; } = KeyOf(Metric, EventFilter);

    public bool IsTotal => EventFilter.Count == 0;

    public static string KeyOf(string metric, ValueList<AttributeValue> filter) =>
        filter.Count == 0 ? metric : metric + "?" + string.Join('&', filter.Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value)}"));
}
