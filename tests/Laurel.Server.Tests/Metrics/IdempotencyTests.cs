namespace Laurel.Server.Tests.Metrics;

public sealed class IdempotencyTests
{
    private const string Path = "/v1/metrics/laps/event";
    private const string Body = """{"user":{"id":"u"},"value":2}""";

    [Fact]
    public async Task Event_SentAgainWithItsKey_IsAnsweredAndNotApplied()
    {
        await using var server = await TestServer.Start();

        var first = await server.Send(HttpMethod.Post, Path, Body, idempotencyKey: "k");
        var second = await server.Send(HttpMethod.Post, Path, """{"user":{"id":"u","name":"Ana"},"value":99}""", idempotencyKey: "k");

        Assert.Equal((201, 202), (first.Status, second.Status));
        Assert.True((bool?)second.Body["idempotentReplayed"]);
        Assert.Equal("k", (string?)second.Body["idempotencyKey"]);
        Assert.Equal(2m, (decimal?)second.Body["total"]);
        Assert.Equal("{}", second.Body["points"]?.ToJsonString());
        Assert.Equal("{}", second.Body["leaderboards"]?.ToJsonString());
        Assert.Equal((string?)first.Body["eventId"], (string?)second.Body["eventId"]);
        Assert.Null((await server.Get("/v1/users/u")).Body["name"]);
    }

    [Fact]
    public async Task Event_WithTheSameKeyOfAnotherUserOrMetric_IsAnotherEvent()
    {
        await using var server = await TestServer.Start();
        await server.Send(HttpMethod.Post, Path, Body, idempotencyKey: "k");

        var metric = await server.Send(HttpMethod.Post, "/v1/metrics/books/event", """{"user":{"id":"u"},"value":1}""", idempotencyKey: "k");
        var user = await server.Send(HttpMethod.Post, Path, """{"user":{"id":"v"},"value":2}""", idempotencyKey: "k");

        Assert.Equal((201, 201), (metric.Status, user.Status));
    }

    [Fact]
    public async Task Event_FiftyTimesAtOnceWithOneKey_IsAppliedOnce()
    {
        await using var server = await TestServer.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Send(HttpMethod.Post, Path, Body, idempotencyKey: "k")));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.Equal(49, answers.Count(answer => answer.Status == 202));
        Assert.All(answers, answer => Assert.Equal(2m, (decimal?)answer.Body["total"]));
        Assert.Equal(2m, (decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
    }

    [Fact]
    public async Task Event_RefusedWithAKey_LeavesTheKeyFree()
    {
        await using var server = await TestServer.Start();
        var refused = await server.Send(HttpMethod.Post, Path, """{"user":{"id":"u","tz":"Mars/Base"},"value":2}""", idempotencyKey: "k");

        Assert.Equal((422, "unknown_time_zone"), (refused.Status, refused.Code));
        Assert.Equal(201, (await server.Send(HttpMethod.Post, Path, Body, idempotencyKey: "k")).Status);
    }

    [Fact]
    public async Task Restart_AfterEvents_KeepsEverything()
    {
        await using var server = await TestServer.Start();
        await server.Send(HttpMethod.Post, Path, Body, idempotencyKey: "k");
        string[] paths = ["/v1/users/u", "/v1/users/u/streak", "/v1/users/u/achievements", "/v1/users/u/points/xp", "/v1/users/u/metrics", "/v1/leaderboards/top", "/v1/achievements", "/v1/points/xp"];
        var before = await Task.WhenAll(paths.Select(path => server.Get(path)));

        await server.Restart();

        var after = await Task.WhenAll(paths.Select(path => server.Get(path)));
        Assert.Equal(before.Select(answer => answer.Body.ToJsonString()), after.Select(answer => answer.Body.ToJsonString()));
        Assert.Equal(202, (await server.Send(HttpMethod.Post, Path, Body, idempotencyKey: "k")).Status);
    }
}
