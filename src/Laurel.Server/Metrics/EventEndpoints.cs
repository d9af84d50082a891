using Laurel.Core;
using Laurel.Runtime.Processing;
using Laurel.Server.Achievements;
using Laurel.Server.Http;
using Laurel.Server.Leaderboards;
using Laurel.Server.Points;
using Laurel.Server.Streaks;
using Laurel.Server.Users;
using NodaTime;

namespace Laurel.Server.Metrics;

/// <summary>Submitting events.</summary>
internal static class EventEndpoints
{
    public static void Map(Routes v1) => v1.Post("/metrics/{key}/event", Submit, new("Events", "Submits an event of a metric; the answer is everything that followed.", typeof(EventResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status202Accepted,
        Tier = RateTier.Writes,
        Body = typeof(EventBody),
        BodyExample = """{"user": {"id": "ana", "tz": "Europe/Paris"}, "value": 1, "attributes": {"course": "rust"}}""",
        Errors =
        [
            .. UserRequest.Errors, ErrorTable.OccurredInFuture, ErrorTable.OccurredOutOfRange,
            .. new[]
            {
                Rejection.UnknownMetric, Rejection.CombinedMetric, Rejection.UnknownEventAttribute, Rejection.ValueOutOfRange, Rejection.TotalOutOfRange,
                Rejection.OutOfPoints, Rejection.TooLate,
            }.Select(ErrorTable.Of),
        ],
        Parameters = [new(Call.KeyHeader, "The same event sent again with the same key is answered, not applied.", IsHeader: true, Example: "lesson-42")],
    });

    private static async ValueTask<Reply> Submit(Call call)
    {
        var metric = call.Path("key");
        var idempotencyKey = call.Header(Call.KeyHeader);
        var request = await call.Body(EventRequest.Read);
        call.AllowUser(request.User);
        _ = call.Catalogs;
        if (EventSubmission.RefusalOf(request, call.Now) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        return await call.Backend.Engine.Submit(EventSubmission.Of(call, request, metric, idempotencyKey)) switch
        {
            Answer.Accepted accepted => new(StatusCodes.Status201Created, Of(call, metric, idempotencyKey, accepted), WireJson.Default.EventResponse),
            Answer.Replayed replayed => new(StatusCodes.Status202Accepted, Of(call, metric, idempotencyKey, replayed), WireJson.Default.EventResponse),
            var refused => throw RefusedException.Of(refused),
        };
    }

    private static EventResponse Of(Call call, string metric, string? idempotencyKey, Answer.Accepted answer)
    {
        var catalog = call.Catalogs.Of(answer.Plan.Version);
        var entry = EntryOf(catalog, metric);
        var facts = CausedFacts.Of(answer);
        return new()
        {
            EventId = answer.Input.Id.ToString(),
            MetricId = entry.Id,
            Total = entry.TotalOf(answer.State),
            Achievements = AchievementWire.Completed(catalog, facts),
            CurrentStreak = StreakWire.AfterEvent(catalog, answer.State, facts, answer.Input.At),
            Points = PointsWire.Changed(call.Catalogs, catalog, answer.State, facts),
            Leaderboards = LeaderboardWire.Changed(call, catalog, facts),
            LimitedAwards = PointsWire.Limited(facts),
            IdempotencyKey = idempotencyKey,
            IdempotentReplayed = idempotencyKey is null ? null : false,
        };
    }

    private static EventResponse Of(Call call, string metric, string? idempotencyKey, Answer.Replayed answer)
    {
        var catalog = call.Catalogs.Of(answer.Plan.Version);
        var entry = EntryOf(catalog, metric);
        return new()
        {
            EventId = answer.Input.Id.ToString(),
            MetricId = entry.Id,
            Total = entry.TotalOf(answer.State),
            Achievements = [],
            CurrentStreak = StreakWire.AfterEvent(catalog, answer.State, CausedFacts.None, Instant.Max(answer.State.At, call.Now)),
            Points = PointsWire.Nothing,
            Leaderboards = LeaderboardWire.Nothing,
            IdempotencyKey = idempotencyKey,
            IdempotentReplayed = true,
        };
    }

    // A key that was used before its metric was withdrawn is still answered.
    private static MetricEntry EntryOf(Catalog catalog, string metric) =>
        catalog.FindMetric(metric) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownMetric));
}
