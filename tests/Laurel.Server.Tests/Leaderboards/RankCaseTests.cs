using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Laurel.Server.Tests.Leaderboards;

/// <summary>What every reader of a board must agree on, over HTTP.</summary>
public sealed class RankCaseTests
{
    private const string Rules = """
        metrics: [{key: laps}, {key: time}]
        attributes: {event: [{key: hits}]}
        leaderboards:
          - {key: ordinal, rankBy: {metric: laps}}
          - {key: competition, rankBy: {metric: laps}, ranks: competition, anonymousName: Someone}
          - {key: dense, rankBy: {metric: laps}, ranks: dense}
          - {key: fastest, rankBy: {metric: time}, aggregation: minimum, order: ascending, tieBreakers: [{event: hits}]}
        """;

    [Theory]
    [InlineData("ordinal", "50 20 20 10", "1 2 3 4")]
    [InlineData("competition", "50 20 20 10", "1 2 2 4")]
    [InlineData("dense", "50 20 20 10", "1 2 2 3")]
    [InlineData("competition", "130 120 100 30 20 20 10", "1 2 3 4 5 5 7")]
    [InlineData("dense", "50 50 30 30 10", "1 1 2 2 3")]
    [InlineData("competition", "50 50 30 30 10", "1 1 3 3 5")]
    public async Task Ranks_OnListPageWindowAndUser_AreTheSame(string board, string values, string ranks)
    {
        await using var server = await Start(values.Split(' '));
        var expected = ranks.Split(' ');

        Assert.Equal(expected, await Ranks(server, board, "limit=100"));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal([expected[i]], await Ranks(server, board, $"offset={i}&limit=1"));
            Assert.Equal([expected[i]], await Ranks(server, board, $"userId=u{i}&limit=1"));
            Assert.Equal(expected[i], Text((await server.Get($"/v1/users/u{i}/leaderboards/{board}")).Body["rank"]));
        }
    }

    [Theory]
    [InlineData("u2", "2 3 4")]
    [InlineData("u0", "1 2 3")]
    [InlineData("u4", "3 4 5")]
    public async Task Window_AtTheEdges_IsFull(string user, string ranks)
    {
        await using var server = await Start("50", "40", "30", "20", "10");

        Assert.Equal(ranks.Split(' '), await Ranks(server, "ordinal", $"userId={user}&limit=3"));
    }

    [Fact]
    public async Task OptedOut_HasNoRank_ThoseBelowMoveUp_AndComesBack()
    {
        await using var server = await Start("50", "40", "30", "20", "10");
        await Choose(server, "u2", """{"leaderboards":{"optOut":true}}""");

        Assert.Equal(["u0 1", "u1 2", "u3 3", "u4 4"], await Rows(server, "ordinal"));
        Assert.Null((await server.Get("/v1/users/u2/leaderboards/ordinal")).Body["rank"]);
        Assert.Empty(await Ranks(server, "ordinal", "userId=u2"));

        await server.Event("u2", "5");
        await Choose(server, "u2", """{"leaderboards":{"optOut":false}}""");
        await server.Restart();
        Assert.Equal(["u0 1", "u1 2", "u2 3", "u3 4", "u4 5"], await Rows(server, "ordinal"));
        Assert.Equal("35", Text((await server.Get("/v1/users/u2/leaderboards/ordinal")).Body["value"]));
    }

    [Fact]
    public async Task Anonymous_KeepsTheRank_ShowsTheNameOfTheBoard()
    {
        await using var server = await Start("50");
        await server.Post("/v1/users", """{"id":"u0","name":"Ana"}""");
        var chosen = await Choose(server, "u0", """{"leaderboards":{"anonymous":true}}""");

        Assert.Equal("""{"optOut":false,"anonymous":true}""", chosen.Body["leaderboards"]?.ToJsonString());
        Assert.Equal("Someone", Text((await server.Get("/v1/leaderboards/competition")).Body["rankings"]?[0]?["userName"]));
        Assert.Equal("Anonymous", Text((await server.Get("/v1/leaderboards/ordinal")).Body["rankings"]?[0]?["userName"]));
        Assert.Equal("Ana", Text((await server.Get("/v1/users/u0")).Body["name"]));
    }

    [Fact]
    public async Task Fastest_LowestFirst_WithItsTieBreakers()
    {
        await using var server = await TestServer.Start(Rules);
        await server.Post("/v1/metrics/time/event", """{"user":{"id":"a"},"value":61.25,"attributes":{"hits":"3"}}""");
        await server.Post("/v1/metrics/time/event", """{"user":{"id":"b"},"value":61.25,"attributes":{"hits":"4"}}""");
        await server.Post("/v1/metrics/time/event", """{"user":{"id":"c"},"value":60}""");

        var rows = (await server.Get("/v1/leaderboards/fastest")).Body["rankings"]?.AsArray() ?? [];

        Assert.Equal(["c 60 [null]", "b 61.25 [4]", "a 61.25 [3]"], rows.Select(row => $"{row?["userId"]} {row?["score"]} {row?["tieBreakers"]?.ToJsonString()}"));
    }

    [Fact]
    public async Task PreviousRank_IsThatOfTheLastDay()
    {
        await using var server = await Start("50", "40");
        server.Clock.Advance(Duration.FromDays(1));
        await server.PassTime();
        await server.Event("u1", "20");
        await server.Event("new", "1");

        var rows = (await server.Get("/v1/leaderboards/ordinal")).Body["rankings"]?.AsArray() ?? [];

        Assert.Equal(["u1 1 2", "u0 2 1", "new 3 "], rows.Select(row => $"{row?["userId"]} {row?["rank"]} {row?["previousRank"]}"));
    }

    private static async Task<TestServer> Start(params string[] values)
    {
        var server = await TestServer.Start(Rules);
        for (var i = 0; i < values.Length; i++)
        {
            await server.Event(string.Create(CultureInfo.InvariantCulture, $"u{i}"), values[i]);
        }

        return server;
    }

    private static Task<Answered> Choose(TestServer server, string user, string body) => server.Send(HttpMethod.Patch, $"/v1/users/{user}/preferences", body);

    private static async Task<IReadOnlyList<string?>> Ranks(TestServer server, string board, string query) =>
        [.. ((await server.Get($"/v1/leaderboards/{board}?{query}")).Body["rankings"] as JsonArray ?? []).Select(row => Text(row?["rank"]))];

    private static async Task<IReadOnlyList<string?>> Rows(TestServer server, string board) =>
        [.. ((await server.Get($"/v1/leaderboards/{board}")).Body["rankings"] as JsonArray ?? []).Select(row => $"{row?["userId"]} {row?["rank"]}")];

    private static string? Text(JsonNode? node) => node?.ToString();
}
