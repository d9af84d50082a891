using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Metrics;
using Laurel.Server.Http;

namespace Laurel.Server.Metrics;

/// <summary>A metric as the wire shows it.</summary>
internal sealed class MetricEntry(Catalog catalog, MetricDefinition definition)
{
    private readonly int counter = catalog.Plan.Counters.First(counter => counter.IsTotal && counter.Metric == definition.Key).Index;

    public MetricDefinition Definition { get; } = definition;

    public string Id { get; } = catalog.IdOf("metric", definition.Key);

    public decimal TotalOf(UserState state) => WireText.Of(state.Counters[counter]);
}
