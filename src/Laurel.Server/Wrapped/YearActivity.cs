using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Runtime.Metrics;
using Laurel.Runtime.Points;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Wrapped;

/// <summary>
/// What a user did in a year on the user's own calendar: one walk through the user's events and awards. Whole weeks belong to it, so
/// the window may begin and end in the years beside it.
/// </summary>
internal sealed class YearActivity
{
    private readonly Dictionary<LocalDate, int> events = [];
    private readonly Dictionary<string, Series> metrics;
    private readonly Dictionary<string, Series> points = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Metric, string Attribute), Dictionary<string, Series>> attributes = [];
    private readonly DateTimeZone zone;

    public YearActivity(Call call, Catalog catalog, UserState state, int year)
    {
        (Year, zone) = (year, Calendar.Zone(state.Profile.TimeZone) ?? DateTimeZone.Utc);
        (FirstOn, LastOn) = (MondayOf(new(year, 1, 1)), MondayOf(new(year, 12, 31)).PlusDays(6));
        metrics = catalog.Metrics.ToDictionary(metric => metric.Definition.Key, _ => new Series(FirstOn, LastOn), StringComparer.Ordinal);
        var movers = catalog.Metrics
            .SelectMany(metric => (metric.Definition.SumOf.Count == 0 ? [metric.Definition.Key] : (IEnumerable<string>)metric.Definition.SumOf).Select(part => (Part: part, metric.Definition.Key)))
            .ToLookup(pair => pair.Part, pair => pair.Key, StringComparer.Ordinal);
        foreach (var row in MetricQueries.Events(call.Backend.Engine.Database, call.Space, state.Profile.Id))
        {
            Add(row, movers[row.Metric]);
        }

        foreach (var entry in catalog.Points)
        {
            points.Add(entry.Definition.Key, PointsOf(call, state.Profile.Id, entry.Definition.Key));
        }
    }

    public int Year { get; }

    public LocalDate FirstOn { get; }

    public LocalDate LastOn { get; }

    /// <summary>The window as instants.</summary>
    public Interval Time => new(Calendar.StartOf(FirstOn, zone), Calendar.StartOf(LastOn.PlusDays(1), zone));

    public static LocalDate MondayOf(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);

    public LocalDate DateOf(Instant at) => at.InZone(zone).Date;

    /// <summary>How many different periods of the year have events, where each date belongs to one; and the one with the most events, the year's first without any.</summary>
    public (int Count, LocalDate Most) PeriodsBy(Func<LocalDate, LocalDate> periodOf)
    {
        LocalDate[] active = [.. events.Keys.Where(on => on.Year == Year).Select(periodOf).Distinct()];
        var counts = events.GroupBy(day => periodOf(day.Key)).ToDictionary(period => period.Key, period => period.Sum(day => day.Value));
        return (active.Length, active.Length == 0 ? periodOf(new(Year, 1, 1)) : active.OrderByDescending(period => counts[period]).ThenBy(period => period).First());
    }

    public Series MetricOf(string metric) => metrics[metric];

    public Series PointsOf(string system) => points[system];

    /// <summary>The attributes that events of a metric had in a period, with their values.</summary>
    public IEnumerable<(string Attribute, IEnumerable<KeyValuePair<string, Series>> Values)> AttributesOf(string metric, LocalDate first, LocalDate last) =>
        from pair in attributes
        where pair.Key.Metric == metric
        let values = pair.Value.Where(value => value.Value.IsActive(first, last)).ToArray()
        where values.Length > 0
        select (pair.Key.Attribute, (IEnumerable<KeyValuePair<string, Series>>)values);

    private void Add(EventRow row, IEnumerable<string> moved)
    {
        var on = DateOf(row.At);
        if (on >= FirstOn && on <= LastOn)
        {
            events[on] = events.GetValueOrDefault(on) + 1;
        }

        foreach (var metric in moved)
        {
            metrics[metric].Add(on, row.Value);
            foreach (ref readonly var attribute in row.Attributes.Values)
            {
                Add(metric, attribute, on, row.Value);
            }
        }
    }

    // No more values are told apart than conditions do.
    private void Add(string metric, AttributeValue attribute, LocalDate on, decimal value)
    {
        if (!attributes.TryGetValue((metric, attribute.Key), out var values))
        {
            attributes.Add((metric, attribute.Key), values = new(StringComparer.Ordinal));
        }

        if (!values.TryGetValue(attribute.Value, out var series) && values.Count < Limits.DistinctMax)
        {
            values.Add(attribute.Value, series = new Series(FirstOn, LastOn));
        }

        series?.Add(on, value);
    }

    private Series PointsOf(Call call, string user, string system)
    {
        var series = new Series(FirstOn, LastOn);
        series.Add(FirstOn.PlusDays(-1), PointsQueries.BalanceBefore(call.Backend.Engine.Database, call.Space, (user, system), Time.Start));
        foreach (var (at, value) in PointsQueries.Changes(call.Backend.Engine.Database, call.Space, (user, system), Time))
        {
            series.Add(DateOf(at), value);
        }

        return series;
    }
}
