using System.Text.Json.Nodes;
using NodaTime;

namespace Laurel.Server.Tests.Leaderboards;

public sealed class LeaderboardTests
{
    [Fact]
    public async Task Board_ShowsItsRankingToTheLetter()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/metrics/laps/event", """{"user":{"id":"u1","name":"Ana"},"value":31.9}""");
        await server.Event("u2", "12");
        await server.Event("u3", "11");

        var answer = await server.Get("/v1/leaderboards/top?offset=0&limit=10");

        TestServer.Same(
            """
            {"id":"id","key":"top","name":"Top","description":null,"rankBy":"metric","metricKey":"laps","metricName":"Laps","breakdownAttribute":null,"breakdownAttributes":[],
             "start":"2026-01-05","end":null,"startTime":null,"endTime":null,"maxParticipants":2,"runUnit":null,"runInterval":null,"status":"active",
             "rankings":[{"userId":"u1","userName":"Ana","rank":1,"value":31,"previousRank":null,"movement":"new","score":31.9},{"userId":"u2","userName":null,"rank":2,"value":12,"previousRank":null,"movement":"new","score":12}],"aggregation":"sum","order":"descending"}
            """,
            answer.Body);
    }

    [Fact]
    public async Task Board_ReadInParts_GivesTheSameOrder()
    {
        await using var server = await TestServer.Start();
        for (var i = 1; i <= 9; i++)
        {
            await server.Event($"u{i}", i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        const string Board = "/v1/leaderboards/daily-laps";
        Assert.Equal(["u9", "u8"], await Users(server, Board + "?limit=2"));
        Assert.Equal(["u7", "u6"], await Users(server, Board + "?offset=2&limit=2"));
        Assert.Equal(["u6", "u5", "u4"], await Users(server, Board + "?userId=u5&limit=3"));
        Assert.Equal(["u4", "u3", "u2"], await Users(server, Board + "?userId=u5&limit=3&offset=2"));
        Assert.Equal(["u9", "u8", "u7"], await Users(server, Board + "?userId=u9&limit=3"));
        Assert.Empty(await Users(server, Board + "?userId=stranger"));
        Assert.Empty(await Users(server, Board + "?limit=0"));
        Assert.Empty(await Users(server, Board + "?offset=2147483647"));
        Assert.Equal(9, (await Users(server, Board + "?limit=1000000")).Count);
    }

    [Fact]
    public async Task Run_ThatIsOver_StaysReadable()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "3");
        await server.Event("v", "4");
        server.Clock.Advance(Duration.FromDays(1));
        await server.PassTime();
        await server.Event("u", "1");

        Assert.Equal(["v", "u"], await Users(server, "/v1/leaderboards/daily-laps?run=2026-03-04"));
        Assert.Equal(["u"], await Users(server, "/v1/leaderboards/daily-laps?run=2026-03-04&userId=u&limit=1"));
        Assert.Equal(["u"], await Users(server, "/v1/leaderboards/daily-laps"));
        var past = (await server.Get("/v1/users/u/leaderboards/daily-laps?run=2026-03-04")).Body;
        Assert.Equal((2, 3), ((int?)past["rank"], (int?)past["value"]));
        Assert.Equal((422, "unknown_run"), ((await server.Get("/v1/leaderboards/daily-laps?run=2026-03-06")).Status, (await server.Get("/v1/leaderboards/daily-laps?run=2026-03-06")).Code));
    }

    [Fact]
    public async Task Board_ThatIsFinished_IsListedOnlyOnRequest()
    {
        await using var server = await TestServer.Start();
        server.Clock.Advance(Duration.FromDays(10));

        var some = (await server.Get("/v1/leaderboards")).Body.AsArray();
        var all = (await server.Get("/v1/leaderboards?includeFinished=true")).Body.AsArray();

        Assert.Equal((3, 4), (some.Count, all.Count));
        Assert.Equal("finished", (string?)all.Single(board => (string?)board?["key"] == "daily-laps")?["status"]);
        Assert.Equal(200, (await server.Get("/v1/leaderboards/daily-laps")).Status);
    }

    [Fact]
    public async Task BrokenDownBoard_NeedsTheAttributes()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/metrics/laps/event", """{"user":{"id":"u","attributes":{"city":"lyon"}},"value":3,"attributes":{"course":"rust"}}""");
        await server.Post("/v1/metrics/laps/event", """{"user":{"id":"v","attributes":{"city":"oslo"}},"value":4,"attributes":{"course":"rust"}}""");

        Assert.Equal(["u"], await Users(server, "/v1/leaderboards/weekly-laps?userAttributes=city:lyon"));
        Assert.Empty(await Users(server, "/v1/leaderboards/weekly-laps?userAttributes=city:rome"));
        Assert.Equal(["v", "u"], await Users(server, "/v1/leaderboards/courses?eventAttributes=course:rust"));
        Assert.Equal("breakdown_required", (await server.Get("/v1/leaderboards/weekly-laps")).Code);
        Assert.Equal("breakdown_required", (await server.Get("/v1/leaderboards/courses")).Code);
        Assert.Equal("breakdown_unexpected", (await server.Get("/v1/leaderboards/top?userAttributes=city:lyon")).Code);
        Assert.Equal("breakdown_unexpected", (await server.Get("/v1/leaderboards/weekly-laps?userAttributes=plan:pro")).Code);
        Assert.Equal(1, (int?)(await server.Get("/v1/users/u/leaderboards/weekly-laps")).Body["rank"]);
    }

    [Fact]
    public async Task OfUser_NotOnTheBoard_HasNoRank()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/users", """{"id":"u"}""");

        var body = (await server.Get("/v1/users/u/leaderboards/top")).Body;

        Assert.Null(body["rank"]);
        Assert.Null(body["value"]);
        Assert.Empty(body["history"]?.AsArray() ?? [1]);
    }

    [Theory]
    [InlineData("/v1/leaderboards/none", 404)]
    [InlineData("/v1/leaderboards/top?limit=-1", 422)]
    [InlineData("/v1/leaderboards/top?offset=-1", 422)]
    [InlineData("/v1/leaderboards/top?run=soon", 422)]
    [InlineData("/v1/leaderboards/top?run=9999-12-31", 422)]
    [InlineData("/v1/leaderboards/top?limit=1&limit=2", 422)]
    [InlineData("/v1/users/u/leaderboards/none", 404)]
    [InlineData("/v1/users/u/leaderboards/top?numEvents=101", 422)]
    public async Task Get_OfWhatIsNot_IsRefused(string path, int status)
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        Assert.Equal(status, (await server.Get(path)).Status);
    }

    private static async Task<IReadOnlyList<string?>> Users(TestServer server, string path)
    {
        var answer = await server.Get(path);
        Assert.Equal(200, answer.Status);
        return [.. (answer.Body["rankings"] as JsonArray ?? []).Select(row => (string?)row?["userId"])];
    }

    [Fact]
    public async Task Statistics_AreThoseOfTheRanking()
    {
        await using var server = await TestServer.Start("""
            metrics: [{key: laps}]
            leaderboards:
              - {key: all, rankBy: {metric: laps}, start: 2020-01-01}
              - {key: weekly, rankBy: {metric: laps}, start: 2020-01-06, repeat: {every: 7, unit: day}}
            """);
        var empty = (await server.Get("/v1/leaderboards/all/statistics")).Body;
        await server.Event("a", "1");
        await server.Event("b", "4");
        await server.PassTime();
        server.Clock.Advance(Duration.FromDays(40));
        await server.PassTime();
        await server.Event("c", "10");
        await server.Event("d", "5");
        var all = (await server.Get("/v1/leaderboards/all/statistics")).Body;
        await server.PassTime();
        server.Clock.Advance(Duration.FromDays(8));
        await server.PassTime();
        await server.Event("d", "6");
        var weekly = (await server.Get("/v1/leaderboards/weekly/statistics")).Body;
        var rows = (await server.Get("/v1/leaderboards/all")).Body["rankings"]?.AsArray();

        Assert.Equal((0, false), ((int?)empty["participants"], empty["average"] is not null));
        Assert.Equal((4, 2, 5m, 4.5m), ((int?)all["participants"], (int?)all["active"], (decimal?)all["average"], (decimal?)all["median"]));
        Assert.Equal(("c", 10m, 75m, 50m), ((string?)all["top"]?["userId"], (decimal?)all["top"]?["score"], (decimal?)all["competitionIndex"], (decimal?)all["churn"]));
        Assert.Equal((1, 50m), ((int?)weekly["participants"], (decimal?)weekly["churn"]));
        Assert.Equal(["d up", "c down", "b same", "a same"], rows?.Select(row => $"{row?["userId"]} {row?["movement"]}"));
        Assert.Equal(404, (await server.Get("/v1/leaderboards/none/statistics")).Status);
    }
}
