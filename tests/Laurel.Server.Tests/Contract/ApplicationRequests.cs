namespace Laurel.Server.Tests.Contract;

/// <summary>A valid request, or several, for each operation of the application's contract.</summary>
internal static class ApplicationRequests
{
    public static readonly IReadOnlyDictionary<string, Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>>> All = ContractTable.Of(
        ("GET /v1/achievements", _ => [new("/achievements", 200), new("/achievements?userAttributes=plan:pro", 200)]),
        ("POST /v1/achievements/{key}/complete", _ => [new("/achievements/profile/complete", 201, """{"user":{"id":"u1","name":"Ana"}}""")]),
        ("POST /v1/metrics/{key}/event", _ =>
        [
            new("/metrics/laps/event", 201, """{"user":{"id":"u1"},"value":3}"""),
            new("/metrics/laps/event", 201, """{"user":{"id":"u2","attributes":{"city":"oslo"}},"value":0.5,"attributes":{"course":"go"}}""") { IdempotencyKey = "lap-1" },
        ]),
        ("POST /v1/users", _ => [new("/users", 201, """{"id":"u3","email":"u3@example.org","name":"Cleo","tz":null,"deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"plan":"pro"}}""")]),
        ("GET /v1/users/{id}", _ => [new("/users/u1", 200)]),
        ("PUT /v1/users/{id}", _ => [new("/users/u4", 200, """{"name":"Dora"}"""), new("/users/u4", 200, """{"name":"Dora B."}""")]),
        ("PATCH /v1/users/{id}", _ => [new("/users/u1", 200, """{"tz":"Europe/Oslo"}""")]),
        ("GET /v1/users/{id}/preferences", _ => [new("/users/u1/preferences", 200)]),
        ("PATCH /v1/users/{id}/preferences", _ => 
        [
            new("/users/u1/preferences", 200, """{"notifications":{"recap":["email"],"streak_reminder":[]},"streak":{"enabled":true}}"""),
            new("/users/u1/preferences", 403, """{"streak":{"evaluationMode":"AND","metrics":[{"key":"laps","threshold":2}]}}"""),
        ]),
        ("GET /v1/users/{id}/metrics", _ => [new("/users/u1/metrics", 200)]),
        ("GET /v1/users/{id}/metrics/{key}", _ => [new("/users/u1/metrics/laps", 200)]),
        ("GET /v1/users/{id}/achievements", _ => [new("/users/u1/achievements", 200), new("/users/u1/achievements?includeIncomplete=true", 200)]),
        ("GET /v1/users/{id}/streak", _ => [new("/users/u1/streak", 200), new("/users/u1/streak?historyPeriods=3", 200)]),
        ("GET /v1/streaks", _ => [new("/streaks?userIds=u1", 200), new("/streaks?userIds=u1&userIds=u2", 200)]),
        ("GET /v1/users/{id}/points/{key}", _ => [new("/users/u1/points/xp?awards=5", 200)]),
        ("GET /v1/users/{id}/leaderboards/{key}", _ => [new("/users/u1/leaderboards/top", 200), new("/users/u1/leaderboards/weekly-laps?numEvents=3&run=2026-03-04", 200)]),
        ("GET /v1/points/{key}", _ => [new("/points/xp", 200)]),
        ("GET /v1/points/{key}/levels", _ => [new("/points/xp/levels", 200)]),
        ("GET /v1/leaderboards", _ => [new("/leaderboards", 200), new("/leaderboards?includeFinished=true", 200)]),
        ("GET /v1/leaderboards/{key}", _ => [new("/leaderboards/top?offset=0&limit=5", 200), new("/leaderboards/weekly-laps?userAttributes=city:lyon&userId=u1", 200)]),
        ("GET /v1/users/{id}/metrics/{key}/event-summary", _ =>
        [
            new("/users/u1/metrics/laps/event-summary?aggregation=daily&startDate=2026-03-01&endDate=2026-03-05", 200),
            new("/users/u1/metrics/laps/event-summary?aggregation=monthly&startDate=2025-03-01&endDate=2026-03-05", 200),
            new("/users/u1/metrics/laps/event-summary?aggregation=daily&startDate=2026-03-05&endDate=2026-03-01", 422),
        ]),
        ("GET /v1/users/{id}/points/{key}/event-summary", _ => [new("/users/u1/points/xp/event-summary?aggregation=weekly&startDate=2026-03-01&endDate=2026-03-05", 200)]),
        ("GET /v1/users/{id}/points/{key}/boosts", _ => [new("/users/u1/points/xp/boosts", 200)]),
        ("GET /v1/users/{id}/wrapped", _ => [new("/users/u1/wrapped", 200), new("/users/u1/wrapped?year=2001", 200), new("/users/nobody/wrapped", 404)]),
        ("GET /v1/points/{key}/summary", _ => [new("/points/xp/summary", 200), new("/points/xp/summary?userAttributes=city:lyon", 200)]),
        ("GET /v1/points/{key}/boosts", _ => [new("/points/xp/boosts?includeFinished=true", 200)]),
        ("GET /v1/points/{key}/level-summary", _ => [new("/points/xp/level-summary", 200), new("/points/none/level-summary", 404)]));
}
