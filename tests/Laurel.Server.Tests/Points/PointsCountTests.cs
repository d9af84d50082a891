using System.Text.Json.Nodes;

namespace Laurel.Server.Tests.Points;

public sealed class PointsCountTests
{
    private const string Rulebook = """
        metrics: [{key: laps}]
        attributes: {user: [{key: plan}]}
        points:
          - {key: xp, triggers: [{key: lap, points: 1, metric: laps, every: 1}], levels: [{key: zero, points: 0}, {key: ten, points: 10}]}
          - {key: bare}
        """;

    [Theory]
    [InlineData("", "0-0", 1)]
    [InlineData("3", "3-3", 1)]
    [InlineData("10", "10-10", 1)]
    [InlineData("11", "11-20", 10)]
    [InlineData("100", "91-100", 10)]
    [InlineData("537", "501-600", 100)]
    [InlineData("1001", "1001-2000", 1000)]
    public async Task Summary_HasElevenRanges_UpToThePowerOfTen(string balance, string range, int width)
    {
        await using var server = await TestServer.Start(Rulebook);
        await server.Post("/v1/users", """{"id":"u"}""");
        if (balance.Length > 0)
        {
            await server.Event("u", balance);
        }

        var ranges = (await server.Get("/v1/points/xp/summary")).Body.AsArray();

        Assert.Equal(11, ranges.Count);
        Assert.Equal((0, 0), ((int?)ranges[0]?["from"], (int?)ranges[0]?["to"]));
        Assert.Equal((1, width), ((int?)ranges[1]?["from"], (int?)ranges[1]?["to"]));
        Assert.Equal(10 * width, (int?)ranges[10]?["to"]);
        Assert.Equal(range, ranges.Where(item => (int?)item?["users"] == 1).Select(item => $"{item?["from"]}-{item?["to"]}").Single());
    }

    [Fact]
    public async Task Counts_FollowEveryCommit_AndSurviveARestart()
    {
        await using var server = await TestServer.Start(Rulebook);
        await server.Post("/v1/users", """{"id":"a","attributes":{"plan":"pro"}}""");
        Assert.Equal("zero 1, ten 0", await Levels(server));

        await server.Event("a", "10");
        await server.Event("b", "9");
        Assert.Equal("zero 1, ten 1", await Levels(server));
        Assert.Equal(1, Sum((await server.Get("/v1/points/xp/summary?userAttributes=plan:pro")).Body));
        Assert.Equal(0, Sum((await server.Get("/v1/points/xp/summary?userAttributes=plan:free")).Body));

        await server.Restart();
        Assert.Equal("zero 1, ten 1", await Levels(server));
        await server.Event("b", "1");
        Assert.Equal("zero 0, ten 2", await Levels(server));
        Assert.Equal(2, Sum((await server.Get("/v1/points/bare/summary")).Body));
    }

    [Fact]
    public async Task Summary_AfterANewRulebook_CountsEverybody()
    {
        await using var server = await TestServer.Start(Rulebook);
        await server.Event("a", "10");
        await server.Apply(Rulebook + "\n  - {key: gems, levels: [{key: one, points: 0}]}");

        Assert.Equal(1, Sum((await server.Get("/v1/points/gems/summary")).Body));
        Assert.Equal(1, (int?)(await server.Get("/v1/points/gems/level-summary")).Body[0]?["users"]);
    }

    [Fact]
    public async Task LevelSummary_WithoutLevels_IsRefused()
    {
        await using var server = await TestServer.Start(Rulebook);

        var answer = await server.Get("/v1/points/bare/level-summary");

        Assert.Equal((422, "no_levels"), (answer.Status, answer.Code));
        Assert.Equal(404, (await server.Get("/v1/points/none/level-summary")).Status);
        Assert.Equal(404, (await server.Get("/v1/points/none/summary")).Status);
    }

    private static async Task<string> Levels(TestServer server) =>
        string.Join(", ", (await server.Get("/v1/points/xp/level-summary")).Body.AsArray().Select(row => $"{row?["level"]?["key"]} {row?["users"]}"));

    private static int Sum(JsonNode ranges) => ranges.AsArray().Sum(range => (int?)range?["users"] ?? 0);
}
