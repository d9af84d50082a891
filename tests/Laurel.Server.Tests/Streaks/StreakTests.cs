using NodaTime;

namespace Laurel.Server.Tests.Streaks;

public sealed class StreakTests
{
    [Fact]
    public async Task OfUser_ShowsTheLatestPeriods()
    {
        await using var server = await TestServer.Start();
        var now = server.Clock.GetCurrentInstant();
        foreach (var days in new[] { 3, 2, 0 })
        {
            server.Clock.Set(now - Duration.FromDays(days));
            await server.PassTime();
            await server.Event("u", "1");
        }

        var answer = await server.Get("/v1/users/u/streak?historyPeriods=4");

        TestServer.Same(
            """
            {"length":3,"frequency":"daily","started":"2026-03-01","periodStart":"2026-03-04","periodEnd":"2026-03-04","expires":"2026-03-05",
             "freezes":0,"maxFreezes":3,"freezeAutoEarnInterval":7,"freezeAutoEarnAmount":1,"extended":"2026-03-04T10:15:30.120Z",
             "streakHistory":[{"periodStart":"2026-03-01","periodEnd":"2026-03-01","length":1,"usedFreeze":false,"usedPause":false},
              {"periodStart":"2026-03-02","periodEnd":"2026-03-02","length":2,"usedFreeze":false,"usedPause":false},
              {"periodStart":"2026-03-03","periodEnd":"2026-03-03","length":2,"usedFreeze":true,"usedPause":false},
              {"periodStart":"2026-03-04","periodEnd":"2026-03-04","length":3,"usedFreeze":false,"usedPause":false}],
             "pauses":[]}
            """,
            answer.Body);
    }

    [Fact]
    public async Task OfUser_LostMeanwhile_IsZeroWithoutAnyEvent()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        server.Clock.Advance(Duration.FromDays(3));

        var body = (await server.Get("/v1/users/u/streak")).Body;

        Assert.Equal((0, null, null), ((int?)body["length"], (string?)body["started"], (string?)body["extended"]));
        Assert.Equal(7, body["streakHistory"]?.AsArray().Count);
    }

    [Fact]
    public async Task OfUser_NotActiveYetToday_ExpiresToday()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        server.Clock.Advance(Duration.FromDays(1));

        var body = (await server.Get("/v1/users/u/streak")).Body;

        Assert.Equal(("2026-03-05", "2026-03-05"), ((string?)body["periodStart"], (string?)body["expires"]));
    }

    [Fact]
    public async Task List_OfUsers_IsSortedByLength()
    {
        await using var server = await TestServer.Start();
        await server.Event("short", "1");
        await server.Event("none", "0.5");

        var rows = (await server.Get("/v1/streaks?userIds=none&userIds=short&userIds=stranger")).Body.AsArray();

        TestServer.Same("""[{"userId":"short","streakLength":1,"extended":"2026-03-04T10:15:30.120Z"},{"userId":"none","streakLength":0,"extended":null},{"userId":"stranger","streakLength":0,"extended":null}]""", rows);
        Assert.Equal(2, (await server.Get("/v1/streaks?userIds=a,b")).Body.AsArray().Count);
        Assert.Equal(422, (await server.Get("/v1/streaks")).Status);
        Assert.Equal(422, (await server.Get("/v1/streaks?userIds=" + string.Join(',', Enumerable.Range(0, 101)))).Status);
    }

    [Fact]
    public async Task Freezes_Granted_ReportWhatCouldNotBe()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        var some = await server.Post("/admin/v1/streaks/freezes", """{"freezes":[{"userId":"u"},{"userId":"u"},{"userId":"u"},{"userId":"nobody"}]}""");
        var none = await server.Post("/admin/v1/streaks/freezes", """{"freezes":[{"userId":"nobody"}]}""");

        Assert.Equal((201, 200), (some.Status, none.Status));
        Assert.Equal(
            [("nobody", "error", "User does not exist"), ("u", "warning", "Would exceed maximum freeze limit")],
            some.Body["issues"]?.AsArray().Select(issue => ((string?)issue?["userId"], (string?)issue?["severity"], (string?)issue?["message"])));
        Assert.All(some.Body["issues"]?.AsArray() ?? [], issue => Assert.Equal(((string?)issue?["severity"], (string?)issue?["message"]), ((string?)issue?["level"], (string?)issue?["reason"])));
        Assert.Equal(3, (int?)(await server.Get("/v1/users/u/streak")).Body["freezes"]);
        Assert.Equal(404, (await server.Get("/v1/users/nobody")).Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"freezes":[]}""")]
    [InlineData("""{"freezes":["u"]}""")]
    [InlineData("""{"freezes":[{"userId":5}]}""")]
    public async Task Freezes_InABadEnvelope_AreRefused(string body)
    {
        await using var server = await TestServer.Start();

        Assert.Equal(422, (await server.Post("/admin/v1/streaks/freezes", body)).Status);
    }

    private const string Sold = """
        metrics: [{key: laps}]
        streaks:
          - {key: daily, frequency: daily, mode: any, metrics: [{metric: laps}], freezes: {max: 2, price: {points: xp, amount: 10}}, repair: {withinDays: 2, price: {points: xp, amount: 5}}}
        points: [{key: xp, triggers: [{key: lap, points: 20, metric: laps}]}]
        """;

    [Fact]
    public async Task Freezes_AreBoughtOncePerKey()
    {
        await using var server = await TestServer.Start(Sold);
        await server.Event("u", "1");

        var bought = await server.Send(HttpMethod.Post, "/v1/users/u/streaks/daily/freezes/purchase", """{"count": 1}""", idempotencyKey: "k");
        var again = await server.Send(HttpMethod.Post, "/v1/users/u/streaks/daily/freezes/purchase", """{"count": 1}""", idempotencyKey: "k");
        var other = await server.Post("/v1/users/u/streaks/daily/freezes/purchase", "{}");
        var refused = await server.Post("/v1/users/u/streaks/daily/freezes/purchase", """{"count": 1}""");
        var wrong = await server.Post("/v1/users/u/streaks/daily/freezes/purchase", """{"count": 0}""");

        Assert.Equal((201, 1, 10), (bought.Status, (int?)bought.Body["freezes"], (int?)bought.Body["points"]?["xp"]?["total"]));
        Assert.Equal((202, 1), (again.Status, (int?)again.Body["freezes"]));
        Assert.Equal((201, 2, "daily"), (other.Status, (int?)other.Body["freezes"], (string?)other.Body["key"]));
        Assert.Equal((422, "freeze_limit"), (refused.Status, refused.Code));
        Assert.Equal((422, "invalid_request"), (wrong.Status, wrong.Code));
        Assert.Equal(404, (await server.Post("/v1/users/u/streaks/nightly/freezes/purchase", "{}")).Status);
        Assert.Equal([-10, -10, 20], (await server.Get("/v1/users/u/points/xp")).Body["awards"]?.AsArray().Select(award => (int?)award?["awarded"]));
    }

    [Fact]
    public async Task Lost_IsRepairedAfterActivity()
    {
        await using var server = await TestServer.Start(Sold);
        await server.Event("u", "1");
        server.Clock.Advance(Duration.FromDays(2));
        await server.PassTime();

        var early = await server.Send(HttpMethod.Post, "/v1/users/u/streaks/daily/repair", null);
        await server.Event("u", "1");
        var repaired = await server.Send(HttpMethod.Post, "/v1/users/u/streaks/daily/repair", null);

        Assert.Equal((422, "repair_needs_activity"), (early.Status, early.Code));
        Assert.Equal((201, 2, 35), (repaired.Status, (int?)repaired.Body["length"], (int?)repaired.Body["points"]?["xp"]?["total"]));
        await server.Restart();
        Assert.Equal([1, 1, 2], (await server.Get("/v1/users/u/streak?historyPeriods=3")).Body["streakHistory"]?.AsArray().Select(period => (int?)period?["length"]));
    }
}
