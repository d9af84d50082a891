namespace Laurel.Server.Tests.Contract;

/// <summary>A valid request, or several, for each operation of the administration's contract.</summary>
internal static class AdminRequests
{
    private const string NoId = "00000000-0000-4000-8000-000000000000";

    public static readonly IReadOnlyDictionary<string, Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>>> All = ContractTable.OfIds(
        ("GET /admin/v1/attributes", async _ => [new("/attributes", 200), new("/attributes?limit=2&skip=1", 200)]),
        ("POST /admin/v1/attributes", async _ =>
        [
            new("/attributes", 201, """[{"name":"Team","key":"team","type":"user"},{"name":"Device","key":"device","type":"event"}]"""),
            new("/attributes", 200, """[{"name":"Team","key":"team","type":"user"}]"""),
        ]),
        ("PATCH /admin/v1/attributes", async world => [new("/attributes", 200, $$"""[{"id":"{{await world.IdOf("/attributes", "plan")}}","name":"Tariff"},{"id":"{{NoId}}","name":"x"}]""")]),
        ("DELETE /admin/v1/attributes", async world => [new($"/attributes?ids={await world.IdOf("/attributes", "course")}&ids={NoId}", 200)]),
        ("GET /admin/v1/attributes/{id}", async world => [new($"/attributes/{await world.IdOf("/attributes", "plan")}", 200), new($"/attributes/{NoId}", 404)]),
        ("GET /admin/v1/metrics", async _ => [new("/metrics?limit=100", 200)]),
        ("POST /admin/v1/metrics", async _ =>
        [
            new("/metrics", 201, """[{"name":"Sales","key":"sales","unitType":"currency","units":"EUR"},{"name":"Steps","key":"steps"}]"""),
            new("/metrics", 200, """[{"name":"Laps","key":"laps"}]"""),
        ]),
        ("PATCH /admin/v1/metrics", async world => [new("/metrics", 200, $$"""[{"id":"{{await world.IdOf("/metrics", "laps")}}","name":"Rounds","unitType":"number","units":"rounds"}]""")]),
        ("DELETE /admin/v1/metrics", async world => [new($"/metrics?ids={await world.IdOf("/metrics", "all")},{await world.IdOf("/metrics", "laps")}", 200)]),
        ("GET /admin/v1/metrics/{id}", async world => [new($"/metrics/{await world.IdOf("/metrics", "laps")}", 200)]),
        ("POST /admin/v1/metrics/events", async _ =>
        [
            new("/metrics/events", 202, """[{"key":"laps","user":{"id":"u1","tz":null},"value":2.5,"attributes":{"course":"go"},"idempotencyKey":"b1"},{"key":"books","user":{"id":"u9","name":"Eve"},"value":1}]"""),
            new("/metrics/events", 404, """[{"key":"nothing","user":{"id":"u1"},"value":1}]"""),
        ]),
        ("GET /admin/v1/points", async _ => [new("/points", 200)]),
        ("POST /admin/v1/points", async world =>
        [
            new("/points", 201, $$"""
                [{"name":"Gems","key":"gems","description":"Shiny","badge":{"url":"https://example.org/gem.png"},"maxPoints":1000,
                  "levels":[{"name":"Bronze","key":"bronze","points":0},{"name":"Silver","key":"silver","points":100,"description":"Better","badge":{"url":"https://example.org/s.png"} }],
                  "boosts":[{"name":"Week","start":"2026-03-01","multiplier":1.5}],
                  "triggers":[{"type":"metric","points":2,"metricId":"{{await world.IdOf("/metrics", "laps")}}","metricThreshold":3,"status":"active"} ]},
                 {"name":"Coins","key":"coins","badge":null,"maxPoints":null}]
                """),
            new("/points", 200, """[{"name":"XP","key":"xp"}]"""),
        ]),
        ("PATCH /admin/v1/points", async world => [new("/points", 200, $$"""[{"id":"{{await world.IdOf("/points", "xp")}}","name":"Experience","description":"All of it","badge":null,"maxPoints":9000}]""")]),
        ("DELETE /admin/v1/points", async world => [new($"/points?ids={await world.IdOf("/points", "xp")}", 200)]),
        ("GET /admin/v1/points/{id}", async world => [new($"/points/{await world.IdOf("/points", "xp")}", 200), new("/points/no-uuid", 422)]),
        ("GET /admin/v1/points/{systemId}/boosts", async world => [new(await world.OfXp("boosts"), 200), new($"/points/{NoId}/boosts", 404)]),
        ("POST /admin/v1/points/{systemId}/boosts", async world =>
        [
            new(await world.OfXp("boosts"), 201, $$"""
                [{"userId":"u1","name":"Hers","start":"2026-03-01","end":"2026-04-01","multiplier":3,"rounding":"up"},
                 {"userId":null,"name":"For pros","start":"2026-05-01","end":null,"multiplier":0.5,"userAttributes":[{"attributeId":"{{await world.IdOf("/attributes", "plan")}}","attributeValue":"pro"}]}]
                """),
            new(await world.OfXp("boosts"), 200, """[{"userId":"nobody","name":"x","start":"2026-03-01","multiplier":2}]"""),
        ]),
        ("PATCH /admin/v1/points/{systemId}/boosts", async world =>
        [
            new(await world.OfXp("boosts"), 200, $$"""[{"id":"{{await world.IdOf(await world.OfXp("boosts"), "double-week")}}","name":"Triple week","start":"2026-03-03","end":null,"multiplier":3,"rounding":"nearest","userAttributes":null}]"""),
        ]),
        ("DELETE /admin/v1/points/{systemId}/boosts", async world => [new($"{await world.OfXp("boosts")}?ids={await world.IdOf(await world.OfXp("boosts"), "double-week")}", 200)]),
        ("GET /admin/v1/points/{systemId}/boosts/{id}", async world => [new($"{await world.OfXp("boosts")}/{await world.IdOf(await world.OfXp("boosts"), "double-week")}", 200)]),
        ("GET /admin/v1/points/{systemId}/levels", async world => [new(await world.OfXp("levels"), 200)]),
        ("POST /admin/v1/points/{systemId}/levels", async world =>
        [
            new(await world.OfXp("levels"), 201, """[{"name":"Middle","key":"middle","points":50,"description":"Half way","badge":{"url":"https://example.org/m.png"}}]"""),
            new(await world.OfXp("levels"), 200, """[{"name":"Novice","key":"novice","points":7}]"""),
        ]),
        ("PATCH /admin/v1/points/{systemId}/levels", async world => [new(await world.OfXp("levels"), 200, $$"""[{"id":"{{await world.IdOf(await world.OfXp("levels"), "novice")}}","name":"Beginner","points":200,"badge":null}]""")]),
        ("DELETE /admin/v1/points/{systemId}/levels", async world => [new($"{await world.OfXp("levels")}?ids={await world.IdOf(await world.OfXp("levels"), "novice")}", 200)]),
        ("GET /admin/v1/points/{systemId}/levels/{id}", async world => [new($"{await world.OfXp("levels")}/{await world.IdOf(await world.OfXp("levels"), "mover")}", 200)]),
        ("GET /admin/v1/points/{systemId}/triggers", async world => [new(await world.OfXp("triggers"), 200)]),
        ("POST /admin/v1/points/{systemId}/triggers", async world =>
        [
            new(await world.OfXp("triggers"), 201, $$"""
                [{"type":"metric","points":5,"status":"active","metricId":"{{await world.IdOf("/metrics", "laps")}}","metricThreshold":2,
                  "eventAttributes":[{"attributeId":"{{await world.IdOf("/attributes", "course")}}","attributeValue":"go"}],"userAttributes":null},
                 {"type":"streak","points":7,"streakLength":3},{"type":"time","points":1,"timeUnit":"hours","timeInterval":3},{"type":"user_creation","points":25},
                 {"type":"metric","points":-1,"metricId":"{{await world.IdOf("/metrics", "books")}}","metricThreshold":1,"blockIfOutOfPoints":true}]
                """),
            new(await world.OfXp("triggers"), 200, """[{"type":"streak","points":7}]"""),
        ]),
        ("PATCH /admin/v1/points/{systemId}/triggers", async world => [new(await world.OfXp("triggers"), 200, $$"""[{"id":"{{await world.IdOf(await world.OfXp("triggers"), "lap")}}","points":11,"status":"inactive","metricThreshold":4}]""")]),
        ("DELETE /admin/v1/points/{systemId}/triggers", async world => [new($"{await world.OfXp("triggers")}?ids={await world.IdOf(await world.OfXp("triggers"), "hello")}", 200)]),
        ("GET /admin/v1/points/{systemId}/triggers/{id}", async world => [new($"{await world.OfXp("triggers")}/{await world.IdOf(await world.OfXp("triggers"), "book")}", 200)]),
        ("GET /admin/v1/leaderboards", async _ => [new("/leaderboards?limit=100", 200)]),
        ("POST /admin/v1/leaderboards", async world =>
        [
            new("/leaderboards", 201, $$"""
                [{"name":"Monthly","key":"monthly","description":"Each month","rankBy":"metric","metricId":"{{await world.IdOf("/metrics", "laps")}}","maxParticipants":100,"start":"2026-03-01",
                  "startTime":"06:00","endTime":"22:30","breakdownAttributes":["{{await world.IdOf("/attributes", "city")}}"],"runUnit":"month","runInterval":1},
                 {"name":"Points","key":"by-points","status":"active","rankBy":"points","pointsSystemId":"{{await world.IdOf("/points", "xp")}}","maxParticipants":null},
                 {"name":"Streaks","key":"by-streak","status":"scheduled","rankBy":"streak","start":"2026-04-27"},
                 {"name":"Over","key":"over","status":"finished","rankBy":"streak","start":"2026-01-01","end":"2026-02-01"}]
                """),
            new("/leaderboards", 200, """[{"name":"Top","key":"top","rankBy":"streak"}]"""),
        ]),
        ("PATCH /admin/v1/leaderboards", async world =>
        [
            new("/leaderboards", 200, $$"""
                [{"id":"{{await world.IdOf("/leaderboards", "top")}}","name":"The top","description":"The best","maxParticipants":50,"end":"2026-12-31"},
                 {"id":"{{await world.IdOf("/leaderboards", "courses")}}","status":"inactive"},{"id":"{{await world.IdOf("/leaderboards", "weekly-laps")}}","status":"finished"}]
                """),
        ]),
        ("DELETE /admin/v1/leaderboards", async world => [new($"/leaderboards?ids={await world.IdOf("/leaderboards", "top")}", 200)]),
        ("GET /admin/v1/leaderboards/{id}", async world => [new($"/leaderboards/{await world.IdOf("/leaderboards", "weekly-laps")}", 200)]),
        ("POST /admin/v1/streaks/freezes", async _ =>
        [
            new("/streaks/freezes", 201, """{"freezes":[{"userId":"u1"},{"userId":"u1"},{"userId":"u1"},{"userId":"nobody"}]}"""),
            new("/streaks/freezes", 200, """{"freezes":[{"userId":"u1"}]}"""),
        ]),
        ("POST /admin/v1/streaks/pauses", async _ =>
        [
            new("/streaks/pauses", 201, """{"pauses":[{"userId":"u1","start":"2026-03-10","end":"2026-03-17"},{"userId":"nobody","start":"2026-03-10","end":"2026-03-17"}]}"""),
            new("/streaks/pauses", 200, """{"pauses":[{"userId":"u1","start":"2026-03-01","end":"2026-03-17"}]}"""),
        ]),
        ("DELETE /admin/v1/streaks/pauses", async world =>
        [
            new($"/streaks/pauses?ids={(string?)(await world.Server.Post("/admin/v1/streaks/pauses", """{"pauses":[{"userId":"u1","start":"2026-03-10","end":"2026-03-17"}]}""")).Body["created"]?[0]?["id"]}", 200),
        ]),
        ("POST /admin/v1/streaks/restore", async _ => [new("/streaks/restore", 200, """{"users":[{"id":"u1"},{"id":"nobody"}]}""")]),
        ("POST /admin/v1/application-api-keys", async _ => [new("/application-api-keys", 201, """[{"userId":"u1"},{"userId":"new"}]""")]),
        ("DELETE /admin/v1/application-api-keys", async world =>
        [
            new($"/application-api-keys?ids={(string?)(await world.Server.Post("/admin/v1/application-api-keys", """[{"userId":"u1"}]""")).Body["created"]?[0]?["id"]}&ids={NoId}", 200),
        ]),
        ("GET /admin/v1/tenants", async _ => [new("/tenants?skip=0", 200)]),
        ("POST /admin/v1/tenants", async _ => [new("/tenants", 201, """[{"customerId":"beta","name":"Beta"}]"""), new("/tenants", 200, """[{"customerId":"beta","name":"Beta"}]""")]),
        ("PATCH /admin/v1/tenants", async world => [new("/tenants", 200, $$"""[{"id":"{{await world.IdOf("/tenants", "customerId", "acme")}}","customerId":"acme-2","name":"Acme Two"}]""")]),
        ("DELETE /admin/v1/tenants", async world => [new($"/tenants?ids={await world.IdOf("/tenants", "customerId", "acme")}", 200)]),
        ("GET /admin/v1/tenants/{id}", async world => [new($"/tenants/{await world.IdOf("/tenants", "customerId", "acme")}", 200), new($"/tenants/{NoId}", 404)]));
}
