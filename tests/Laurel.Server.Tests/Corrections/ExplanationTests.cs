namespace Laurel.Server.Tests.Corrections;

/// <summary>Why, and why not.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public async Task Event_IsExplained_WithWhatFollowedAndWhatDidNot()
    {
        await using var server = await TestServer.Start();
        var sent = await server.Event("u", "4");

        var answer = await server.Get($"/v1/users/u/explain?event={sent.Body["eventId"]}");

        Assert.Equal((200, "laps"), (answer.Status, (string?)answer.Body["input"]?["metric"]));
        Assert.Contains("+60 points in xp by hello; the balance is 60.", Texts(answer, "consequences"));
        Assert.Contains("The streak daily has 1 periods.", Texts(answer, "consequences"));
        Assert.Contains(("trigger", "xp/lap", "not_reached", "The total of laps is 4; the next award is at 5."), Missed(answer));
        Assert.Contains(("achievement", "ten-laps", "not_reached", "4 of 10."), Missed(answer));
        Assert.Contains(("leaderboard", "weekly-laps", "no_group", "The user has no city."), Missed(answer));
        Assert.Contains(("leaderboard", "courses", "no_group", "The event has no course."), Missed(answer));
    }

    [Fact]
    public async Task Achievement_IsExplained_ByItsCauses_OrByWhatIsMissing()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");

        var done = await server.Get("/v1/users/u/explain?achievement=ten-laps");
        var open = await server.Get("/v1/users/u/explain?achievement=both");
        var unknown = await server.Get("/v1/users/u/explain?achievement=none");

        Assert.Equal(["laps went from 0 to 10.", "The achievement ten-laps was completed."], Texts(done, "causes"));
        Assert.Equal([("achievement", "both", "not_reached", "1 of 2.")], Missed(open));
        Assert.Equal((404, "unknown_achievement"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Event_OfTheWrongKindOrBeyondALimit_IsExplainedByWhatFailedFirst()
    {
        await using var server = await TestServer.Start("""
            metrics: [{key: laps}]
            attributes: {event: [{key: course}]}
            achievements: [{key: hilly, when: {metric: laps, reaches: 5}, where: {event: {course: hill}}}]
            points: [{key: xp, triggers: [{key: lap, points: 10, metric: laps, limits: [{awards: 1, per: day}, {awards: 9, per: week}]}], limits: [{points: 500, per: month}]}]
            """);
        await server.Event("u", "1");
        var sent = await server.Event("u", "1");

        var answer = await server.Get($"/v1/users/u/explain?event={sent.Body["eventId"]}");

        Assert.Equal(
        [
            ("trigger", "xp/lap", "limit", "A limit left 0 of 10 points: at most 1 awards per day and 9 awards per week."),
            ("achievement", "hilly", "event_attribute", "Of the event, course is not set, and not hill."),
        ], Missed(answer));
    }

    [Fact]
    public async Task Award_IsExplained_ByItsCauses()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "5");
        var award = (await server.Get("/v1/users/u/points/xp?awards=5")).Body["awards"]?[0]?["id"];

        var answer = await server.Get($"/v1/users/u/explain?award={award}");

        Assert.Equal(["laps went from 0 to 5.", "+20 points in xp by lap; the balance is 80."], Texts(answer, "causes"));
        Assert.Equal(404, (await server.Get($"/v1/users/u/explain?award={Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task Award_ThatNoLongerHolds_IsExplainedByWhatReversedIt()
    {
        await using var server = await TestServer.Start();
        var sent = await server.Event("u", "5");
        var award = (string?)(await server.Get("/v1/users/u/points/xp?awards=5")).Body["awards"]?[0]?["id"];
        await server.Send(HttpMethod.Delete, $"/admin/v1/events/{sent.Body["eventId"]}?reason=bot", null);
        var reversal = (await server.Get("/v1/users/u/points/xp?awards=5")).Body["awards"]?.AsArray().Single(entry => (int?)entry?["awarded"] == -20)?["id"];

        foreach (var id in new[] { award, (string?)reversal })
        {
            var answer = await server.Get($"/v1/users/u/explain?award={id}");

            Assert.Equal((200, "RetractEvent"), (answer.Status, (string?)answer.Body["input"]?["kind"]));
            Assert.Equal(["The award of +20 points in xp by lap no longer holds; the balance was 60."], Texts(answer, "causes"));
            Assert.Equal((string?)reversal, (string?)answer.Body["causes"]?[0]?["id"]);
            Assert.Equal(award, (string?)answer.Body["causes"]?[0]?["because"]);
        }
    }

    [Fact]
    public async Task Event_Retracted_ExplainsNothing()
    {
        await using var server = await TestServer.Start();
        var sent = await server.Event("u", "4");
        await server.Send(HttpMethod.Delete, $"/admin/v1/events/{sent.Body["eventId"]}?reason=bot", null);

        var answer = await server.Get($"/v1/users/u/explain?event={sent.Body["eventId"]}");

        Assert.True((bool?)answer.Body["retracted"]);
        Assert.Contains("The user was seen for the first time.", Texts(answer, "consequences"));
        Assert.DoesNotContain(Texts(answer, "consequences"), text => text?.StartsWith("laps", StringComparison.Ordinal) is true);
        Assert.Empty(Missed(answer));
        Assert.Equal((422, "invalid_request"), ((await server.Get("/v1/users/u/explain")).Status, (await server.Get("/v1/users/u/explain")).Code));
        Assert.Equal((404, "unknown_event"), ((await server.Get("/v1/users/u/explain?event=x")).Status, (await server.Get("/v1/users/u/explain?event=x")).Code));
    }

    private static IEnumerable<string?> Texts(Answered answer, string part) => [.. answer.Body[part]?.AsArray().Select(fact => (string?)fact?["text"]) ?? []];

    private static IEnumerable<(string?, string?, string?, string?)> Missed(Answered answer) =>
        [.. answer.Body["missed"]?.AsArray().Select(miss => ((string?)miss?["kind"], (string?)miss?["rule"], (string?)miss?["reason"], (string?)miss?["detail"])) ?? []];
}
