namespace Laurel.Server.Tests.Corrections;

/// <summary>Events that come late or are taken back, and what is given and taken by hand.</summary>
public sealed class CorrectionTests
{
    private const string Path = "/v1/metrics/laps/event";

    [Fact]
    public async Task LateEvent_FillsTheGap_AndTheStreakGoesOn()
    {
        await using var server = await TestServer.Start();
        foreach (var day in new[] { "2026-03-01", "2026-03-03" })
        {
            await Lap(server, "u", 1, day);
        }

        var late = await Lap(server, "u", 1, "2026-03-02");

        Assert.Equal((201, 3), (late.Status, (int?)late.Body["currentStreak"]?["length"]));
        Assert.Equal(3, (int?)(await server.Get("/v1/users/u/streak")).Body["length"]);
        Assert.Equal("Three days", (string?)late.Body["achievements"]?[0]?["name"]);
        server.AssertVerified();
    }

    [Fact]
    public async Task Retraction_TakesEverythingBack_OnceAndForAll()
    {
        await using var server = await TestServer.Start();
        var first = await Lap(server, "u", 4);
        var second = await Lap(server, "u", 6);
        Assert.Equal(100, (int?)(await server.Get("/v1/users/u/points/xp")).Body["total"]);

        var retracted = await server.Send(HttpMethod.Delete, $"/admin/v1/events/{second.Body["eventId"]}?reason=bot", null);
        var again = await server.Send(HttpMethod.Delete, $"/admin/v1/events/{second.Body["eventId"]}?reason=bot&userId=u", null);

        Assert.Equal((200, 1, 0), (retracted.Status, (int?)retracted.Body["retracted"], (int?)retracted.Body["alreadyRetracted"]));
        Assert.Equal((200, 0, 1), (again.Status, (int?)again.Body["retracted"], (int?)again.Body["alreadyRetracted"]));
        Assert.Equal(60, (int?)(await server.Get("/v1/users/u/points/xp")).Body["total"]);
        Assert.Empty((await server.Get("/v1/users/u/achievements")).Body.AsArray());
        Assert.Equal(4m, (decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
        Assert.Equal(4, (int?)(await server.Get("/v1/leaderboards/top")).Body["rankings"]?[0]?["value"]);
        Assert.Equal(201, first.Status);
        server.AssertVerified();
    }

    [Fact]
    public async Task Retraction_OfWhatIsNotThere_IsRefused()
    {
        await using var server = await TestServer.Start();
        await Lap(server, "u", 4);

        foreach (var id in new[] { Guid.NewGuid().ToString(), "nothing" })
        {
            var refused = await server.Send(HttpMethod.Delete, $"/admin/v1/events/{id}?reason=bot", null);
            Assert.Equal((404, "unknown_event"), (refused.Status, refused.Code));
        }

        Assert.Equal((404, "unknown_event"), Codes(await server.Send(HttpMethod.Delete, $"/admin/v1/events/{Guid.NewGuid()}?reason=bot&userId=nobody", null)));
        Assert.Equal((422, "invalid_request"), Codes(await server.Send(HttpMethod.Delete, $"/admin/v1/events/{Guid.NewGuid()}", null)));
        Assert.Equal(4m, (decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
    }

    [Fact]
    public async Task Retraction_OfMany_ByIdAndByKey_AnswersForEach()
    {
        await using var server = await TestServer.Start();
        var one = await Lap(server, "u", 1);
        await server.Send(HttpMethod.Post, Path, """{"user":{"id":"v"},"value":2}""", idempotencyKey: "k1");

        var answer = await server.Post("/admin/v1/events/retract", $$"""
            {"reason": "fraud", "events": [{"id": "{{one.Body["eventId"]}}"}, {"userId": "v", "metric": "laps", "idempotencyKey": "k1"},
              {"userId": "v", "metric": "laps", "idempotencyKey": "k2"}, {"id": "x"}]}
            """);

        Assert.Equal((200, 2, 0), (answer.Status, (int?)answer.Body["retracted"], (int?)answer.Body["alreadyRetracted"]));
        Assert.Equal(["x", "k2"], answer.Body["issues"]?.AsArray().Select(issue => (string?)issue?["event"]));
        Assert.Equal((0m, 0m), ((decimal?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"], (decimal?)(await server.Get("/v1/users/v/metrics/laps")).Body["current"]));
        server.AssertVerified();
    }

    [Fact]
    public async Task Achievement_ByHand_IsGivenAndTaken()
    {
        await using var server = await TestServer.Start();
        await Lap(server, "u", 1);

        var given = await server.Post("/admin/v1/users/u/achievements/ten-laps/complete", """{"reason": "sorry", "author": "ann"}""");
        Assert.Equal((200, true), (given.Status, (bool?)given.Body["completed"]));
        Assert.Single((await server.Get("/v1/users/u/achievements")).Body.AsArray());

        var taken = await server.Post("/admin/v1/users/u/achievements/ten-laps/revoke", """{"reason": "mistake"}""");
        Assert.Equal((200, false), (taken.Status, (bool?)taken.Body["completed"]));
        Assert.Empty((await server.Get("/v1/users/u/achievements")).Body.AsArray());

        Assert.Equal((422, "achievement_not_completed"), Codes(await server.Post("/admin/v1/users/u/achievements/ten-laps/revoke", """{"reason": "r"}""")));
        Assert.Equal((404, "unknown_achievement"), Codes(await server.Post("/admin/v1/users/u/achievements/none/complete", """{"reason": "r"}""")));
        Assert.Equal((404, "unknown_user"), Codes(await server.Post("/admin/v1/users/nobody/achievements/ten-laps/complete", """{"reason": "r"}""")));
        Assert.Equal((422, "invalid_request"), Codes(await server.Post("/admin/v1/users/u/achievements/ten-laps/complete", "{}")));
        server.AssertVerified();
    }

    [Fact]
    public async Task Amnesty_ForSomeUsers_BringsTheirStreaksBack()
    {
        await using var server = await TestServer.Start();
        foreach (var user in new[] { "u", "v" })
        {
            await server.Post(Path, $$$"""{"user":{"id":"{{{user}}}","attributes":{"plan":"{{{user}}}"}},"value":1,"occurredAt":"2026-02-25T12:00:00Z"}""");
            await Lap(server, user, 1, "2026-03-02");
        }

        var answer = await server.Post("/admin/v1/streaks/amnesties", """{"startDate": "2026-02-26", "endDate": "2026-03-01", "reason": "outage", "attributes": {"plan": "u"}}""");
        var again = await server.Post("/admin/v1/streaks/amnesties", """{"startDate": "2026-02-26", "endDate": "2026-03-01", "reason": "outage", "attributes": {"plan": "u"}}""");

        Assert.Equal((1, 0), ((int?)answer.Body["granted"], (int?)answer.Body["alreadyGranted"]));
        Assert.Equal((0, 1), ((int?)again.Body["granted"], (int?)again.Body["alreadyGranted"]));
        Assert.Equal((2, 0), ((int?)(await server.Get("/v1/users/u/streak")).Body["length"], (int?)(await server.Get("/v1/users/v/streak")).Body["length"]));
        server.AssertVerified();
    }

    [Theory]
    [InlineData("2026-02-26", "2027-02-27")]
    [InlineData("2026-02-26", "2026-02-25")]
    [InlineData("soon", "2026-02-25")]
    public async Task Amnesty_OfImpossibleDates_IsRefused(string start, string end)
    {
        await using var server = await TestServer.Start();
        await Lap(server, "u", 1);

        Assert.Equal((422, "invalid_request"), Codes(await server.Post("/admin/v1/streaks/amnesties", $$"""{"startDate": "{{start}}", "endDate": "{{end}}", "reason": "outage"}""")));
    }

    private static (int, string?) Codes(Answered answer) => (answer.Status, answer.Code);

    private static Task<Answered> Lap(TestServer server, string user, int value, string? day = null) => server.Post(
        Path, day is null ? $$$"""{"user":{"id":"{{{user}}}"},"value":{{{value}}}}""" : $$$"""{"user":{"id":"{{{user}}}"},"value":{{{value}}},"occurredAt":"{{{day}}}T09:00:00Z"}""");
}
