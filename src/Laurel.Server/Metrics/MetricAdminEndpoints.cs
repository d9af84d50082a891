using Laurel.Runtime.Processing;
using Laurel.Server.Bulk;
using Laurel.Server.Http;
using Laurel.Server.Users;

namespace Laurel.Server.Metrics;

/// <summary>Configuring metrics, and many events at once.</summary>
internal static class MetricAdminEndpoints
{
    /// <summary>Events of one request.</summary>
    private const int EventsMax = 1_000;

    public static void Map(Routes admin)
    {
        DefinitionEndpoints.Map(admin, "/metrics", new MetricKind(), new("Metrics", "metrics", typeof(IReadOnlyList<MetricBody>), typeof(IReadOnlyList<MetricChangeBody>))
        {
            Example = """{"name": "Pages read", "key": "pages-read", "units": "pages"}""",
        });
        admin.Post("/metrics/events", Submit, new("Events", "Submits up to 1,000 events; they happen now, in their order, unless they say when they happened.", typeof(BatchEventsResponse))
        {
            Status = StatusCodes.Status202Accepted,
            Body = typeof(IReadOnlyList<BatchEventBody>),
            BodyExample = """[{"key": "pages-read", "user": {"id": "ana"}, "value": 12, "idempotencyKey": "page-12"}]""",
            Errors = [ErrorTable.Of(Core.Rejection.UnknownMetric)],
        });
    }

    private static async ValueTask<Reply> Submit(Call call)
    {
        var items = await call.BodyList(EventsMax);
        var problems = new List<ProblemResponse>();
        var requests = items.Select((item, index) => Read(JsonBody.Item(item, index, problems))).ToArray();
        if (problems.Count > 0)
        {
            throw JsonBody.Invalid(problems);
        }

        var read = requests.OfType<BatchEvent>().ToArray();
        if (Array.Exists(read, item => call.Catalog.FindMetric(item.Metric) is null))
        {
            throw new RefusedException(ErrorTable.Of(Core.Rejection.UnknownMetric));
        }

        var now = call.Now;
        var refusals = read.Select(item => EventSubmission.RefusalOf(item.Request, now)).ToArray();
        var places = Enumerable.Range(0, read.Length).Where(index => refusals[index] is null).ToArray();
        var answers = await call.Backend.Engine.Submit([.. places.Select(index => EventSubmission.Of(call, read[index].Request, read[index].Metric, read[index].Key))]);
        IReadOnlyList<AdminIssue> issues =
        [
            .. refusals.Index().SelectMany(refusal => refusal.Item is { } kind ? new[] { AdminIssue.At(refusal.Index, kind.Sentence) } : [])
                .Concat(places.Zip(answers).SelectMany(answer => IssueOf(answer.First, answer.Second)))
                .OrderBy(issue => issue.Index),
        ];
        return new(StatusCodes.Status202Accepted, new BatchEventsResponse(read.Length - issues.Count, issues), AdminJson.Default.BatchEventsResponse);
    }

    private static BatchEvent? Read(FieldReader? item) => item is null ? null
        : new(item.RequiredText("key"), EventRequest.Read(item), item.Text("idempotencyKey") is { Length: > 0 } key ? key : null);

    private sealed record BatchEvent(string Metric, EventRequest Request, string? Key);

    private static IEnumerable<AdminIssue> IssueOf(int index, Answer answer)
    {
        if (answer is Answer.Rejected or Answer.Failed)
        {
            yield return AdminIssue.At(index, RefusedException.Of(answer).Message);
        }
    }
}

/// <summary>How many events were taken; additive: why the others were not.</summary>
internal sealed record BatchEventsResponse(int Accepted, IReadOnlyList<AdminIssue> Issues);

/// <summary>One of many events, for the published document.</summary>
internal sealed record BatchEventBody(string Key, UpsertedUserBody User, double Value)
{
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>ISO 8601 instant; now when absent. Not in the future, not before 1970.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
