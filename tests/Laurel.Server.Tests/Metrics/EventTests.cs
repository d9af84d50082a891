using NodaTime;

namespace Laurel.Server.Tests.Metrics;

public sealed class EventTests
{
    private const string Path = "/v1/metrics/laps/event";

    [Fact]
    public async Task Event_WithEverythingFollowing_AnswersTheWholeBody()
    {
        await using var server = await TestServer.Start();
        var now = server.Clock.GetCurrentInstant();
        server.Clock.Set(now - Duration.FromDays(2));
        foreach (var (user, laps) in new[] { ("a", "20"), ("b", "19"), ("c", "18"), ("d", "10"), ("e", "9"), ("u", "2.5") })
        {
            await server.Post(Path, $$"""{"user":{"id":"{{user}}","tz":"Europe/Paris","attributes":{"city":"lyon"} },"value":{{laps}} }""");
        }

        server.Clock.Set(now - Duration.FromDays(1));
        await server.Event("u", "3");
        server.Clock.Set(now);

        var answer = await server.Send(HttpMethod.Post, Path, """{"user":{"id":"u"},"value":7}""", idempotencyKey: "lap-42");

        Assert.Equal(201, answer.Status);
        var board = answer.Body["leaderboards"]?["weekly-laps"]?.DeepClone();
        Assert.NotNull(board);
        answer.Body["leaderboards"] = null;
        TestServer.Same(
            """
            {"eventId":"id","metricId":"id","total":12.5,
             "achievements":[
               {"id":"id","name":"Ten laps","trigger":"metric","description":null,"badgeUrl":null,"metricId":"id","metricName":"Laps","metricValue":10,
                "userAttributes":[],"eventAttributes":[],"achievedAt":"2026-03-04T10:15:30.120Z"},
               {"id":"id","name":"Three days","trigger":"streak","description":null,"badgeUrl":null,"streakLength":3,
                "userAttributes":[],"achievedAt":"2026-03-04T10:15:30.120Z"}],
             "currentStreak":{"length":3,"frequency":"daily","started":"2026-03-02","periodStart":"2026-03-04","periodEnd":"2026-03-04","expires":"2026-03-05",
               "freezes":1,"maxFreezes":3,"freezeAutoEarnInterval":7,"freezeAutoEarnAmount":1,"extended":true},
             "points":{"xp":{"id":"id","key":"xp","name":"XP","description":null,"badgeUrl":null,"maxPoints":null,"total":100,
               "level":{"id":"id","key":"mover","name":"Mover","description":"","badgeUrl":null,"points":100},"added":20,
               "awards":[{"id":"id","awarded":20,"date":"2026-03-04T10:15:30.120Z","total":100,
                 "trigger":{"id":"id","type":"metric","points":10,"status":"active","metricId":"id","metricName":"Laps","metricThreshold":5,
                   "userAttributes":[],"eventAttributes":[],"created":"2026-03-04T10:15:30.120Z","updated":"2026-03-04T10:15:30.120Z"},
                 "boosts":[{"id":"id","name":"Double week","status":"active","start":"2026-03-02","end":"2026-03-08","multiplier":2,"rounding":"down"}]}]}},
             "leaderboards":null,"idempotencyKey":"lap-42","idempotentReplayed":false}
            """,
            answer.Body);
        TestServer.Same(
            """
            {"id":"id","key":"weekly-laps","name":"Weekly laps","description":null,"rankBy":"metric","metricKey":"laps","metricName":"Laps",
             "breakdownAttribute":"city","breakdownAttributes":["city"],"start":"2026-03-02","end":"2026-03-08","startTime":null,"endTime":null,
             "maxParticipants":1000,"runUnit":"day","runInterval":7,"rank":4,"previousRank":6,"threshold":0,
             "breakdownAttributeValue":"lyon","breakdownAttributeValues":[{"key":"city","value":"lyon"}],"aggregation":"sum","order":"descending"}
            """,
            board);
    }

    [Fact]
    public async Task Event_WithNothingFollowing_AnswersTheSmallestBody()
    {
        await using var server = await TestServer.Start("metrics: [{key: laps, name: Laps}]");

        var answer = await server.Event("u", "-0.5");

        Assert.Equal(201, answer.Status);
        TestServer.Same(
            """
            {"eventId":"id","metricId":"id","total":-0.5,"achievements":[],
             "currentStreak":{"length":0,"frequency":"daily","started":null,"periodStart":null,"periodEnd":null,"expires":null,"extended":false},
             "points":{},"leaderboards":{}}
            """,
            answer.Body);
    }

    [Fact]
    public async Task Event_OccurredEarlier_CountsThen()
    {
        await using var server = await TestServer.Start();

        var early = await server.Post(Path, """{"user":{"id":"u"},"value":1,"occurredAt":"2026-03-01T23:30:00+02:00"}""");
        var earlier = await server.Post(Path, """{"user":{"id":"u"},"value":1,"occurredAt":"2026-02-28T12:00:00Z"}""");
        var late = await server.Post(Path, """{"user":{"id":"u"},"value":1,"occurredAt":"2026-02-01T00:00:00Z"}""");

        Assert.Equal(201, early.Status);
        Assert.Equal("2026-03-01", (string?)early.Body["currentStreak"]?["started"]);
        Assert.Equal((201, "2026-02-28", 2), (earlier.Status, (string?)earlier.Body["currentStreak"]?["started"], (int?)earlier.Body["currentStreak"]?["length"]));
        Assert.Equal((422, "too_late"), (late.Status, late.Code));
        Assert.Equal(2m, (decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
    }

    [Fact]
    public async Task Batch_WithInstants_PlacesEachWhereItBelongs_AndNamesThoseItCannot()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        static string At(string instant) => $$"""{"key":"laps","user":{"id":"u"},"value":1,"occurredAt":"{{instant}}"}""";

        var answer = await server.Post("/admin/v1/metrics/events", $$"""
            [{{At("2026-03-04T09:00:00Z")}}, {{At("2026-03-04T10:15:31Z")}}, {"key":"laps","user":{"id":"u"},"value":1}, {{At("2026-03-02T09:00:00Z")}},
             {{At("1969-12-31T23:59:59Z")}}, {{At("2026-02-01T00:00:00Z")}}, {{At("2026-03-03T09:00:00Z")}}]
            """);

        Assert.Equal((202, 4), (answer.Status, (int?)answer.Body["accepted"]));
        Assert.Equal(
            ["1: occurredAt lies in the future.", "4: occurredAt lies before 1970."],
            answer.Body["issues"]?.AsArray().Where(issue => (int?)issue?["index"] != 5).Select(issue => $"{issue?["index"]}: {issue?["message"]}"));
        Assert.Equal(3, answer.Body["issues"]?.AsArray().Count);
        Assert.Equal((5m, 3), ((decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"], (int?)(await server.Get("/v1/users/u/streak")).Body["length"]));
        Assert.Equal(422, (await server.Post("/admin/v1/metrics/events", $"[{At("yesterday")}]")).Status);
    }

    [Theory]
    [InlineData("2026-03-04T10:15:31Z", "occurred_in_future")]
    [InlineData("9999-12-31T23:59:59Z", "occurred_in_future")]
    [InlineData("1969-12-31T23:59:59Z", "occurred_out_of_range")]
    [InlineData("yesterday", "invalid_request")]
    public async Task Event_OccurredAtAnImpossibleInstant_IsRefused(string at, string code)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post(Path, $$"""{"user":{"id":"u"},"value":1,"occurredAt":"{{at}}"}""");

        Assert.Equal((422, code), (answer.Status, answer.Code));
        Assert.Equal(404, (await server.Get("/v1/users/u")).Status);
    }

    [Fact]
    public async Task Event_TenTimesATenth_IsExactlyOne()
    {
        await using var server = await TestServer.Start();
        for (var i = 0; i < 9; i++)
        {
            await server.Event("u", "0.1");
        }

        Assert.Equal("1", (await server.Event("u", "1e-1")).Body["total"]?.ToJsonString());
    }

    [Fact]
    public async Task Event_ThatCannotBePaid_ChangesNothing()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        var answer = await server.Event("u", "2", "books");

        Assert.Equal((422, "out_of_points"), (answer.Status, answer.Code));
        Assert.Equal(60, (int?)(await server.Get("/v1/users/u/points/xp")).Body["total"]);
        Assert.Equal(0m, (decimal?)(await server.Get("/v1/users/u/metrics/books")).Body["current"]);
    }

    [Fact]
    public async Task Event_BeyondTheBoardsLimit_HasNoRankAndAThreshold()
    {
        await using var server = await TestServer.Start();
        await server.Event("a", "9.5");
        await server.Event("b", "8");

        var board = (await server.Event("c", "7")).Body["leaderboards"]?["top"];

        Assert.Null(board?["rank"]);
        Assert.Equal(8, (int?)board?["threshold"]);
    }
}
