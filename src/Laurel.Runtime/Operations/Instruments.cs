using System.Diagnostics.Metrics;

namespace Laurel.Runtime.Operations;

/// <summary>
/// What an engine measures of itself, under the meter <see cref="MeterName"/>, whose scope is this: a process may have several engines. Costs
/// next to nothing while nobody listens. No instrument carries anything about users.
/// </summary>
public sealed class Instruments : IDisposable
{
    public const string MeterName = "Laurel";

    private readonly Meter meter;
    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> commitSeconds;
    private readonly Counter<long> cacheHits;
    private readonly Counter<long> cacheMisses;
    private readonly Counter<long> deliveries;

    public Instruments()
    {
        meter = new(MeterName, version: null, tags: null, scope: this);
        batchSize = meter.CreateHistogram<int>("laurel.batch.size", "{input}", "Inputs that one transaction applied.");
        commitSeconds = meter.CreateHistogram<double>("laurel.commit.duration", "s", "From the first statement of a transaction until it is durable.");
        cacheHits = meter.CreateCounter<long>("laurel.cache.hits", "{user}", "Users whose state a batch found in memory.");
        cacheMisses = meter.CreateCounter<long>("laurel.cache.misses", "{user}", "Users whose state a batch had to read, or who are new.");
        deliveries = meter.CreateCounter<long>("laurel.webhook.deliveries", "{attempt}", "Attempts to send a webhook message, by what came of them.");
    }

    /// <summary>A transaction of inputs was committed.</summary>
    internal void Committed(int inputs, TimeSpan took)
    {
        batchSize.Record(inputs);
        commitSeconds.Record(took.TotalSeconds);
    }

    /// <summary>A batch looked for states.</summary>
    internal void LookedUp(int hits, int misses)
    {
        cacheHits.Add(hits);
        cacheMisses.Add(misses);
    }

    /// <summary>A message was sent, or was not.</summary>
    /// <param name="state">delivered, pending (it is tried again) or dead.</param>
    public void Delivered(string state) => deliveries.Add(1, new KeyValuePair<string, object?>("result", state));

    /// <summary>Something that is asked for when somebody looks.</summary>
    /// <param name="name">laurel.queue.length.</param>
    public void Watch(string name, string unit, string description, Func<long> value) =>
        meter.CreateObservableGauge(name, value, unit, description);

    public void Dispose() => meter.Dispose();
}
