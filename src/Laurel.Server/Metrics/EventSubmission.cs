using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Metrics;

/// <summary>What a requested event is to the engine. It happens when it arrives, unless it says when it happened.</summary>
internal static class EventSubmission
{
    /// <summary>What is wrong with when it happened; null: nothing.</summary>
    public static ErrorKind? RefusalOf(EventRequest request, Instant now) =>
        request.OccurredAt > now ? ErrorTable.OccurredInFuture
        : request.OccurredAt < Limits.EarliestAt ? ErrorTable.OccurredOutOfRange
        : null;

    /// <param name="call">The request.</param>
    /// <param name="request">What it says of the event.</param>
    /// <param name="metric">Key of the metric.</param>
    /// <param name="idempotencyKey">Null: it is a new event whatever it says.</param>
    public static Submission Of(Call call, EventRequest request, string metric, string? idempotencyKey)
    {
        var now = call.Now;
        var id = idempotencyKey is null ? InputIds.New(now) : InputIds.OfKey(request.User, metric, idempotencyKey);
        var input = new MetricEvent(id, request.User, request.OccurredAt ?? now, metric, request.Value)
        {
            Patch = request.Patch,
            Attributes = request.Attributes,
            IdempotencyKey = idempotencyKey,
        };
        return new Submission(call.Space, input, IsKeyed: idempotencyKey is not null, AtArrival: request.OccurredAt is null);
    }
}
