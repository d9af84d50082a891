using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Metrics;

/// <summary>
/// A counter of a metric moved: the metric's total, or, when <paramref name="Counter"/> has a filter, the total of its matching events.
/// </summary>
public sealed record MetricChanged(FactId Id, Cause Cause, Instant At, Counter Counter, decimal Before, decimal After) : Fact(Id, Cause, At);
