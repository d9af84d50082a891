namespace Laurel.Server.Tests.Corrections;

/// <summary>What users of other systems rely on when something is taken back, told by those systems' tests.</summary>
public sealed class CaseTests
{
    [Fact]
    public async Task Case9_Unmark_TakesBackTheLength_TheAchievementAndThePoints()
    {
        await using var server = await TestServer.Start("""
            metrics: [{key: tasks}]
            streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: tasks}]}]
            achievements: [{key: days-21, when: {streak: daily, reaches: 21}}]
            points: [{key: gold, triggers: [{key: task, points: 3, metric: tasks, every: 1}, {key: badge, points: 100, achievement: days-21}]}]
            """);
        for (var day = 12; day <= 31; day++)
        {
            await Event(server, "tasks", 1, $"2026-01-{day:00}");
        }

        Assert.Equal((20, 60, 0), await Standing(server, "2026-01-31"));
        var last = await Event(server, "tasks", 1, "2026-02-01");
        Assert.Equal((21, 163, 1), await Standing(server, "2026-02-01"));

        await Retract(server, last);

        Assert.Equal((20, 60, 0), await Standing(server, "2026-01-31"));
        server.AssertVerified();
    }

    // Once a period counted, it stays counted; so the correction must come before the event that lifted the bucket over 80.
    [Theory]
    [InlineData("2026-02-15", 2, 3, 1)]
    [InlineData("2026-02-16", 1, 1, 0)]
    [InlineData("2026-02-17", 1, 3, 1)]
    public async Task Case16_BucketStreak_LateCorrectionOfTheMiddle_TakesTheBadge(string date, int hour, int length, int badges)
    {
        await using var server = await TestServer.Start(Weekly);
        await Weeks(server);
        Assert.Equal((3, 1), await Buckets(server));

        var late = await Event(server, "value", -88, date, hour);

        Assert.Equal((length, badges), await Buckets(server));
        server.AssertVerified();

        await Retract(server, late);
        Assert.Equal((3, 1), await Buckets(server));
        server.AssertVerified();
    }

    [Fact]
    public async Task Case33_UndoCascade_TakesPointsLevelSkillAndTheBadgeThatNeededIt()
    {
        await using var server = await TestServer.Start("""
            metrics: [{key: first}, {key: second}]
            achievements:
              - {key: first-skill, name: first-skill, when: {metric: first, reaches: 5}}
              - {key: second-skill, when: {metric: second, reaches: 5}}
              - {key: badge, name: badge, when: {all: [first-skill]}}
            points:
              - key: subject
                triggers: [{key: a, points: 10, metric: first, every: 1}, {key: b, points: 10, metric: second, every: 1}]
                levels: [{key: l1, points: 10}, {key: l2, points: 25}, {key: l3, points: 45}, {key: l4, points: 67}, {key: l5, points: 92}]
            """);
        var events = new List<string>();
        for (var day = 1; day <= 5; day++)
        {
            events.Add(await Event(server, "first", 1, $"2026-02-2{day}"));
        }

        Assert.Equal((50, "l3", "badge,first-skill"), await Subject(server));

        await Retract(server, events[2]);
        Assert.Equal((40, "l2", ""), await Subject(server));

        var unknown = await server.Send(HttpMethod.Delete, $"/admin/v1/events/{Guid.NewGuid()}?reason=undo", null);
        Assert.Equal((404, "unknown_event"), (unknown.Status, unknown.Code));
        Assert.Equal((40, "l2", ""), await Subject(server));
        server.AssertVerified();
    }

    [Fact]
    public async Task Retraction_OfAnotherTenantsEvent_IsRefused_AndChangesNothing()
    {
        await using var server = await TestServer.Start();
        await server.Post("/admin/v1/tenants", """[{"customerId":"acme","name":"Acme"},{"customerId":"beta","name":"Beta"}]""");
        var theirs = await server.SendFor("acme", HttpMethod.Post, "/v1/metrics/laps/event", """{"user":{"id":"u"},"value":4}""");
        await server.SendFor("beta", HttpMethod.Post, "/v1/metrics/laps/event", """{"user":{"id":"u"},"value":5}""");
        await server.Event("u", "6");
        var rows = server.Count("select count(*) from journal");
        var id = (string?)theirs.Body["eventId"];

        foreach (var query in new[] { "reason=bot", "reason=bot&userId=u" })
        {
            var asBeta = await server.SendFor("beta", HttpMethod.Delete, $"/admin/v1/events/{id}?{query}");
            var asEnvironment = await server.Send(HttpMethod.Delete, $"/admin/v1/events/{id}?{query}", null);
            Assert.Equal((404, "unknown_event", "Event not found"), (asBeta.Status, asBeta.Code, asBeta.Error));
            Assert.Equal((404, "unknown_event"), (asEnvironment.Status, asEnvironment.Code));
        }

        Assert.Equal(rows, server.Count("select count(*) from journal"));
        Assert.Equal(4, (int?)(await server.SendFor("acme", HttpMethod.Get, "/v1/users/u/metrics/laps")).Body["current"]);
        Assert.Equal(5, (int?)(await server.SendFor("beta", HttpMethod.Get, "/v1/users/u/metrics/laps")).Body["current"]);
        Assert.Equal(6, (int?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
    }

    // A week counts from 80 on; three of them in a row are silver.
    private const string Weekly = """
        metrics: [{key: value}]
        streaks: [{key: weeks, frequency: weekly, mode: any, metrics: [{metric: value, threshold: 80}]}]
        achievements: [{key: silver, when: {streak: weeks, reaches: 3}}]
        """;

    // 138, 145 and 122 in the weeks from the 9th, 16th and 23rd of February on.
    private static async Task Weeks(TestServer server)
    {
        foreach (var (date, value) in new[] { ("2026-02-09", 75), ("2026-02-12", 63), ("2026-02-16", 145), ("2026-02-24", 60), ("2026-02-26", 62) })
        {
            await Event(server, "value", value, date);
        }
    }

    private static async Task<(int?, int)> Buckets(TestServer server) =>
        ((int?)(await server.Get("/v1/users/u/streak")).Body["length"], (await server.Get("/v1/users/u/achievements")).Body.AsArray().Count);

    // As it was on the last day: the clock of the server stands later.
    private static async Task<(int?, int?, int)> Standing(TestServer server, string date) => (
        (int?)server.Count($"select length from streak_periods where user_id = 'u' and period_start = '{date}'"),
        (int?)(await server.Get("/v1/users/u/points/gold")).Body["total"],
        (await server.Get("/v1/users/u/achievements")).Body.AsArray().Count);

    private static async Task<(int?, string?, string)> Subject(TestServer server)
    {
        var points = (await server.Get("/v1/users/u/points/subject")).Body;
        var achievements = (await server.Get("/v1/users/u/achievements")).Body.AsArray();
        return ((int?)points["total"], (string?)points["level"]?["key"], string.Join(',', achievements.Select(one => (string?)one?["name"]).Order(StringComparer.Ordinal)));
    }

    private static async Task<string> Event(TestServer server, string metric, int value, string date, int hour = 12)
    {
        var answer = await server.Post($"/v1/metrics/{metric}/event", $$"""{"user":{"id":"u"},"value":{{value}},"occurredAt":"{{date}}T{{hour:00}}:00:00Z"}""");
        Assert.Equal(201, answer.Status);
        return (string?)answer.Body["eventId"] ?? "";
    }

    private static async Task Retract(TestServer server, string id) =>
        Assert.Equal(200, (await server.Send(HttpMethod.Delete, $"/admin/v1/events/{id}?reason=undo", null)).Status);
}
