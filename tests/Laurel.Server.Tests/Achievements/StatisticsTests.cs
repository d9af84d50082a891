using NodaTime;

namespace Laurel.Server.Tests.Achievements;

public sealed class StatisticsTests
{
    private const string Rulebook = """
        metrics: [{key: laps}]
        achievements: [{key: five, name: Five, when: {metric: laps, reaches: 5}, maxTimes: 3}]
        """;

    [Fact]
    public async Task Statistics_NameTheFirstAndTheLatest()
    {
        await using var server = await TestServer.Start(Rulebook);
        await server.Post("/v1/users", """{"id":"a"}""");
        await server.Post("/v1/users", """{"id":"idle"}""");
        server.Clock.Advance(Duration.FromSeconds(90));
        await server.Event("a", "5");
        server.Clock.Advance(Duration.FromSeconds(10));
        await server.Event("b", "5");

        var all = (await server.Get("/v1/achievements")).Body[0];
        var statistics = (await server.Get("/admin/v1/achievements/five/statistics")).Body;

        Assert.Equal((2, 2, 45), ((int?)all?["completions"], (int?)all?["timesCompleted"], (int?)all?["averageSecondsToComplete"]));
        Assert.Equal(("a", "2026-03-04T10:17:00.120Z"), ((string?)statistics["first"]?["userId"], (string?)statistics["first"]?["achievedAt"]));
        Assert.Equal(["b", "a"], statistics["recent"]?.AsArray().Select(earner => (string?)earner?["userId"]));
        Assert.Equal(1, (int?)(await server.Get("/v1/users/a/achievements")).Body[0]?["timesCompleted"]);
        Assert.Equal(404, (await server.Get("/admin/v1/achievements/none/statistics")).Status);
    }
}
