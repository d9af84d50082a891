namespace Laurel.Server.Tests.Metrics;

public sealed class ConcurrencyTests
{
    private const int ClientsCount = 50;

    [Fact]
    public async Task Events_OfOneUserAndMetric_AtOnce_AreAllCounted()
    {
        await using var server = await TestServer.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, ClientsCount * 4).Select(i => server.Event("u", i % 4 == 0 ? "0.1" : "1")));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Equal((ClientsCount * 3) + (ClientsCount * 0.1m), (decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
        Assert.Equal(ClientsCount * 4, answers.Select(answer => (decimal?)answer.Body["total"]).Distinct().Count());
        Assert.Single(answers, answer => (bool?)answer.Body["currentStreak"]?["extended"] == true);
        Assert.Single(answers, answer => answer.Body["achievements"]?.AsArray().Any(achievement => (string?)achievement?["name"] == "Ten laps") == true);
    }

    [Fact]
    public async Task Events_UnderOneKey_AtOnce_HappenOnce()
    {
        await using var server = await TestServer.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, ClientsCount).Select(_ => Keyed(server, "u", "laps", "5", "k")));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(ClientsCount - 1, answers.Count(answer => answer.Status == 202));
        Assert.Single(answers.Select(answer => (string?)answer.Body["eventId"]).Distinct());
        Assert.All(answers, answer => Assert.Equal((5m, 1), ((decimal?)answer.Body["total"], (int?)answer.Body["currentStreak"]?["length"])));
        Assert.Equal(5m, (decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
        // 30 for signing up and 10, doubled by the boost.
        Assert.Equal(80, (int?)(await server.Get("/v1/users/u/points/xp")).Body["total"]);
    }

    [Fact]
    public async Task Events_OfManyUsersAndKeys_AtOnce_AreExact()
    {
        await using var server = await TestServer.Start();

        // Each key of each user and metric is sent by five clients.
        var sent =
            from client in Enumerable.Range(0, 5)
            from user in Enumerable.Range(0, 5)
            from key in Enumerable.Range(0, 4)
            from metric in new[] { "laps", "laps", "all" }
            select Keyed(server, $"u{user}", metric, "2", $"k{key}");
        var answers = await Task.WhenAll(sent);

        Assert.Equal(5 * 4, answers.Count(answer => answer.Status == 201));
        Assert.Equal((5 * 5 * 4 * 2) - (5 * 4), answers.Count(answer => answer.Status == 202));
        Assert.Equal(5 * 5 * 4, answers.Count(answer => answer.Code == "combined_metric"));
        foreach (var user in Enumerable.Range(0, 5))
        {
            Assert.Equal(8m, (decimal?)(await server.Get($"/v1/users/u{user}/metrics/laps")).Body["current"]);
        }

        Assert.Equal([8L, 8L], (await server.Get("/v1/leaderboards/top")).Body["rankings"]?.AsArray().Select(row => (long?)row?["value"] ?? 0));
    }

    private static Task<Answered> Keyed(TestServer server, string user, string metric, string value, string key) =>
        server.Send(HttpMethod.Post, $"/v1/metrics/{metric}/event", $$"""{"user":{"id":"{{user}}"},"value":{{value}}}""", idempotencyKey: key);
}
