namespace Laurel.Server.Tests.Contract;

/// <summary>Valid requests for what the administration API has beside the contract.</summary>
internal static class AdditiveRequests
{
    public static readonly IReadOnlyDictionary<string, Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>>> All = ContractTable.OfIds(
        ("GET /admin/v1/achievements", async _ => [new("/achievements", 200)]),
        ("POST /admin/v1/achievements", async _ => [new("/achievements", 201, """[{"key":"far","name":"Far","when":{"metric":"laps","reaches":1000}}]""")]),
        ("PATCH /admin/v1/achievements", async world => [new("/achievements", 200, $$"""[{"id":"{{await world.IdOf("/achievements", "ten-laps")}}","description":"Ten of them","status":"locked"}]""")]),
        ("DELETE /admin/v1/achievements", async world => [new($"/achievements?ids={await world.IdOf("/achievements", "paid")}", 200)]),
        ("GET /admin/v1/achievements/{id}", async world => [new($"/achievements/{await world.IdOf("/achievements", "paid")}", 200)]),
        ("GET /admin/v1/streaks", async _ => [new("/streaks", 200)]),
        ("POST /admin/v1/streaks", async _ => [new("/streaks", 201, """[{"key":"weekly","frequency":"weekly","mode":"any","metrics":[{"metric":"laps"}]}]""")]),
        ("PATCH /admin/v1/streaks", async world => [new("/streaks", 200, $$"""[{"id":"{{await world.IdOf("/streaks", "daily")}}","freezes":{"initial":2,"max":5} }]""")]),
        ("DELETE /admin/v1/streaks", async world => [new($"/streaks?ids={await world.IdOf("/streaks", "daily")}", 200)]),
        ("GET /admin/v1/streaks/{id}", async world => [new($"/streaks/{await world.IdOf("/streaks", "daily")}", 200)]),
        ("GET /admin/v1/rulebook", async _ => [new("/rulebook", 200)]),
        ("PUT /admin/v1/rulebook", async _ => [new("/rulebook", 200, """{"metrics":[{"key":"laps"}]}""")]),
        ("POST /admin/v1/rulebook/check", async _ => [new("/rulebook/check", 200, "{}")]),
        ("GET /admin/v1/rulebook/versions", async _ => [new("/rulebook/versions", 200)]),
        ("GET /admin/v1/rulebook/versions/{version}", async _ => [new("/rulebook/versions/1", 200)]),
        ("POST /admin/v1/rulebook/versions/{version}/restore", async _ => [new("/rulebook/versions/1/restore", 200, "{}")]),
        ("GET /admin/v1/rulebook/diff", async _ => [new("/rulebook/diff?from=1", 200)]),
        ("GET /admin/v1/environments", async _ => [new("/environments", 200)]),
        ("POST /admin/v1/environments", async _ => [new("/environments", 201, """[{"key":"dev","name":"Dev","cloneFrom":"production"}]""")]),
        ("PATCH /admin/v1/environments", async world => [new("/environments", 200, $$"""[{"id":"{{await world.IdOf("/environments", "production")}}","name":"Live"}]""")]),
        ("GET /admin/v1/environments/{key}/diff", async _ => [new("/environments/production/diff?from=production", 200)]),
        ("POST /admin/v1/environments/{key}/copy", async _ => [new("/environments/production/copy", 200, """{"from":"production"}""")]),
        ("GET /admin/v1/clock", async _ => [new("/clock", 200)]),
        ("POST /admin/v1/clock", async _ => [new("/clock", 422, """{"advance":"P1D"}""")]),
        ("GET /admin/v1/keys", async _ => [new("/keys", 200)]),
        ("POST /admin/v1/keys", async _ => [new("/keys", 201, """[{"name":"another"}]""")]),
        ("POST /admin/v1/keys/{prefix}/rotate", async world => [new($"/keys/{await Prefix(world)}/rotate", 200, "{}")]),
        ("POST /admin/v1/keys/{prefix}/revoke", async world => [new($"/keys/{await Prefix(world)}/revoke", 200, "{}")]),
        ("GET /admin/v1/users", async _ => [new("/users?search=u1", 200)]),
        ("GET /admin/v1/users/{id}/export", async _ => [new("/users/u1/export", 200)]),
        ("DELETE /admin/v1/users/{id}", async _ => [new("/users/u1", 200)]),
        ("POST /admin/v1/users/{id}/points/{key}/adjustments", async _ => [new("/users/u1/points/xp/adjustments", 201, """{"amount":5,"reason":"thanks"}""")]),
        ("GET /admin/v1/achievements/{key}/statistics", async _ => [new("/achievements/ten-laps/statistics", 200)]),
        ("DELETE /admin/v1/events/{id}", async world => [new($"/events/{await EventId(world)}?reason=mistake", 200)]),
        ("POST /admin/v1/events/retract", async world => [new("/events/retract", 200, $$"""{"events":[{"id":"{{await EventId(world)}}","userId":"u1"}],"reason":"mistake"}""")]),
        ("POST /admin/v1/users/{id}/achievements/{key}/complete", async _ => [new("/users/u1/achievements/paid/complete", 200, """{"reason":"earned"}""")]),
        ("POST /admin/v1/users/{id}/achievements/{key}/revoke", async _ => [new("/users/u1/achievements/ten-laps/revoke", 200, """{"reason":"mistake"}""")]),
        ("POST /admin/v1/streaks/amnesties", async _ => [new("/streaks/amnesties", 200, """{"startDate":"2026-03-03","endDate":"2026-03-03","reason":"outage"}""")]),
        ("GET /admin/v1/webhooks", async _ => [new("/webhooks", 200)]),
        ("POST /admin/v1/webhooks", async _ => [new("/webhooks", 201, Webhook)]),
        ("GET /admin/v1/webhooks/{id}", async world => [new($"/webhooks/{await WebhookId(world)}", 200)]),
        ("PATCH /admin/v1/webhooks/{id}", async world => [new($"/webhooks/{await WebhookId(world)}", 200, """{"name":"Other"}""")]),
        ("POST /admin/v1/webhooks/{id}/rotate", async world => [new($"/webhooks/{await WebhookId(world)}/rotate", 200, "{}")]),
        ("DELETE /admin/v1/webhooks/{id}", async world => [new($"/webhooks/{await WebhookId(world)}", 200)]),
        ("GET /admin/v1/webhooks/{id}/deliveries", async world => [new($"/webhooks/{await WebhookId(world)}/deliveries", 200)]),
        ("POST /admin/v1/simulations", async _ => [new("/simulations", 200, """{"rulebook":{"metrics":[{"key":"laps"}]}}""")]),
        ("GET /admin/v1/experiments", async _ => [new("/experiments", 200)]),
        ("PATCH /admin/v1/experiments", async _ => [new("/experiments", 200, """{"controlPercent":5}""")]));

    private const string Webhook = """{"name":"CRM","url":"https://example.com/hook","events":["streak.lost"]}""";

    private static async Task<string?> WebhookId(ContractWorld world) => (string?)(await world.Server.Post("/admin/v1/webhooks", Webhook)).Body["id"];

    private static async Task<string?> EventId(ContractWorld world) => (string?)(await world.Server.Event("u1", "1")).Body["eventId"];

    private static async Task<string?> Prefix(ContractWorld world) =>
        (string?)(await world.Server.Post("/admin/v1/keys", """[{"name":"short-lived"}]""")).Body["created"]?[0]?["prefix"];
}
