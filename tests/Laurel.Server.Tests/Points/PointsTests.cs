using NodaTime;

namespace Laurel.Server.Tests.Points;

public sealed class PointsTests
{
    [Fact]
    public async Task OfUser_ShowsBalanceLevelAndLatestAwards()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "5");
        server.Clock.Advance(Duration.FromMinutes(1));
        await server.Event("u", "5");

        var body = (await server.Get("/v1/users/u/points/xp?awards=2")).Body;

        Assert.Equal((100, "mover"), ((int?)body["total"], (string?)body["level"]?["key"]));
        Assert.Equal([100, 80], body["awards"]?.AsArray().Select(award => (int?)award?["total"]));
        Assert.Equal("Double week", (string?)body["awards"]?[0]?["boosts"]?[0]?["name"]);
    }

    [Fact]
    public async Task Expiry_IsShownUntilItHappens()
    {
        await using var server = await TestServer.Start("metrics: [{key: laps}]\npoints: [{key: xp, expiry: {days: 2}, triggers: [{key: lap, points: 10, metric: laps}]}]");
        await server.Event("u", "1");
        server.Clock.Advance(Duration.FromDays(1));
        await server.Event("u", "2");
        var today = server.Clock.GetCurrentInstant().InUtc().Date;

        var next = (await server.Get("/v1/users/u/points/xp")).Body["nextExpiry"];
        server.Clock.Advance(Duration.FromDays(5));
        await server.PassTime();
        var gone = (await server.Get("/v1/users/u/points/xp")).Body;

        Assert.Equal((10, today.PlusDays(1).ToString("uuuu-MM-dd", null)), ((int?)next?["points"], (string?)next?["date"]));
        Assert.Equal([-20, -10, 20, 10], gone["awards"]?.AsArray().Select(award => (int?)award?["awarded"]));
        Assert.Equal((0, false), ((int?)gone["total"], gone.AsObject().ContainsKey("nextExpiry")));
    }

    [Fact]
    public async Task Prestige_OncePerKey_BeginsAgain()
    {
        await using var server = await TestServer.Start("""
            metrics: [{key: laps}]
            achievements: [{key: runner, when: {metric: laps, reaches: 5}}]
            points: [{key: xp, triggers: [{key: lap, points: 10, metric: laps}], levels: [{key: far, points: 50}], prestige: {level: far, bonus: 0.5, resets: {metrics: [laps], achievements: [runner]}}}]
            """);
        await server.Event("u", "4");
        var early = await server.Send(HttpMethod.Post, "/v1/users/u/points/xp/prestige", null);
        await server.Event("u", "1");

        var begun = await server.Send(HttpMethod.Post, "/v1/users/u/points/xp/prestige", null, idempotencyKey: "k");
        var again = await server.Send(HttpMethod.Post, "/v1/users/u/points/xp/prestige", null, idempotencyKey: "k");
        var lap = (await server.Event("u", "5")).Body;
        await server.Restart();
        var points = (await server.Get("/v1/users/u/points/xp")).Body;
        var achievements = (await server.Get("/v1/users/u/achievements")).Body.AsArray();

        Assert.Equal((422, "prestige_level_missing"), (early.Status, early.Code));
        Assert.Equal((201, 0, 1, 1.5m), (begun.Status, (int?)begun.Body["total"], (int?)begun.Body["prestige"]?["count"], (decimal?)begun.Body["prestige"]?["multiplier"]));
        Assert.Equal(202, again.Status);
        Assert.Equal((5, 75, 1), ((int?)lap["total"], (int?)lap["points"]?["xp"]?["total"], lap["achievements"]?.AsArray().Count));
        Assert.Equal([75, -50, 10, 40], points["awards"]?.AsArray().Select(award => (int?)award?["awarded"]));
        Assert.Equal((1, 1), (achievements.Count, (int?)achievements[0]?["completions"]));
    }

    [Fact]
    public async Task LosingTheLastLevel_ShowsNull()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        var points = (await server.Event("u", "1", "books")).Body["points"]?["xp"]?.AsObject();

        Assert.Equal((10, -50), ((int?)points?["total"], (int?)points?["added"]));
        Assert.False(points?.ContainsKey("level"));

        await using var other = await TestServer.Start(TestRulebook.Yaml.Replace("points: -50", "points: -60", StringComparison.Ordinal));
        await other.Event("u", "1");
        var lost = (await other.Event("u", "1", "books")).Body["points"]?["xp"]?.AsObject();
        Assert.True(lost?.ContainsKey("level"));
        Assert.Null(lost?["level"]);
    }

    [Fact]
    public async Task System_ShowsActiveTriggersAndLevels()
    {
        await using var server = await TestServer.Start();

        var system = (await server.Get("/v1/points/xp")).Body;
        var levels = (await server.Get("/v1/points/xp/levels")).Body.AsArray();

        Assert.Equal(["metric", "user_creation", "metric"], system["triggers"]?.AsArray().Select(trigger => (string?)trigger?["type"]));
        Assert.Equal([10, 100], levels.Select(level => (int?)level?["points"]));
    }

    [Fact]
    public async Task Trigger_ChangedByALaterRulebook_KeepsItsIdAndShowsWhen()
    {
        await using var server = await TestServer.Start();
        var before = (await server.Get("/v1/points/xp")).Body["triggers"]?[0];
        server.Clock.Advance(Duration.FromHours(1));
        await server.Apply(TestRulebook.Yaml.Replace("{key: lap, points: 10", "{key: lap, points: 11", StringComparison.Ordinal));

        var after = (await server.Get("/v1/points/xp")).Body["triggers"]?[0];

        Assert.Equal((string?)before?["id"], (string?)after?["id"]);
        Assert.Equal(("2026-03-04T10:15:30.120Z", "2026-03-04T11:15:30.120Z"), ((string?)after?["created"], (string?)after?["updated"]));
    }

    [Theory]
    [InlineData("/v1/points/gold", 404)]
    [InlineData("/v1/points/gold/levels", 404)]
    [InlineData("/v1/users/u/points/gold", 404)]
    [InlineData("/v1/users/u/points/xp?awards=0", 422)]
    [InlineData("/v1/users/u/points/xp?awards=101", 422)]
    [InlineData("/v1/users/u/points/xp?awards=many", 422)]
    public async Task Get_OfWhatIsNot_IsRefused(string path, int status)
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        Assert.Equal(status, (await server.Get(path)).Status);
    }
}
