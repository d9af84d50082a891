using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
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
        admin.Post("/metrics/events", Submit, new("Events", "Submits up to 1,000 events; they happen now, in their order.", typeof(BatchEventsResponse))
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
        var now = call.Now;
        var problems = new List<ProblemResponse>();
        var submissions = items.Select((item, index) => Read(call, JsonBody.Item(item, index, problems), now)).ToArray();
        if (problems.Count > 0)
        {
            throw JsonBody.Invalid(problems);
        }

        if (submissions.OfType<Submission>().Any(submission => call.Catalog.FindMetric(((MetricEvent)submission.Input).Metric) is null))
        {
            throw new RefusedException(ErrorTable.Of(Core.Rejection.UnknownMetric));
        }

        var answers = await call.Backend.Engine.Submit([.. submissions.OfType<Submission>()]);
        IReadOnlyList<AdminIssue> issues = [.. answers.Index().SelectMany(answer => IssueOf(answer.Index, answer.Item))];
        return new(StatusCodes.Status202Accepted, new BatchEventsResponse(answers.Count - issues.Count, issues), AdminJson.Default.BatchEventsResponse);
    }

    private static Submission? Read(Call call, FieldReader? item, NodaTime.Instant now)
    {
        if (item is null)
        {
            return null;
        }

        var metric = item.RequiredText("key");
        var request = EventRequest.Read(item);
        var key = item.Text("idempotencyKey") is { Length: > 0 } text ? text : null;
        var id = key is null ? InputIds.New(now) : InputIds.OfKey(request.User, metric, key);
        var input = new MetricEvent(id, request.User, now, metric, request.Value) { Patch = request.Patch, Attributes = request.Attributes, IdempotencyKey = key };
        return new Submission(call.Space, input, IsKeyed: key is not null, AtArrival: true);
    }

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
}
