namespace Laurel.Server.Tests.Achievements;

public sealed class AchievementTests
{
    [Fact]
    public async Task List_ShowsActiveOnesWithTheirShare()
    {
        await using var server = await TestServer.Start();
        await server.Event("a", "10");
        await server.Event("b", "1");

        var list = (await server.Get("/v1/achievements")).Body.AsArray();

        Assert.Equal(["Ten laps", "Three days", "Profile", "Both", "Paid"], list.Select(item => (string?)item?["name"]));
        TestServer.Same(
            """
            {"id":"id","name":"Ten laps","trigger":"metric","description":null,"badgeUrl":null,"metricId":"id","metricName":"Laps","metricValue":10,
             "userAttributes":[],"eventAttributes":[],"completions":1,"rarity":50,"timesCompleted":1,"averageSecondsToComplete":0}
            """,
            list[0] ?? "");
        Assert.Equal(2, list[3]?["achievementIds"]?.AsArray().Count);
        Assert.Equal("profile", (string?)list[2]?["key"]);
    }

    [Fact]
    public async Task List_FilteredByAttributes_ShowsWhatSuchAUserCanComplete()
    {
        await using var server = await TestServer.Start();

        var without = (await server.Get("/v1/achievements?userAttributes=plan:free")).Body.AsArray();
        var with = (await server.Get("/v1/achievements?userAttributes=plan:pro,city:lyon")).Body.AsArray();

        Assert.Equal((4, 5), (without.Count, with.Count));
        Assert.Equal(422, (await server.Get("/v1/achievements?userAttributes=plan")).Status);
    }

    [Fact]
    public async Task OfUser_ShowsCompletedOnesOrAllWithProgress()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");

        var completed = (await server.Get("/v1/users/u/achievements")).Body.AsArray();
        var all = (await server.Get("/v1/users/u/achievements?includeIncomplete=true")).Body.AsArray();

        Assert.Single(completed);
        TestServer.Same("""{"current":10,"target":10,"percent":100}""", completed[0]?["progress"] ?? "");
        Assert.Equal(5, all.Count);
        TestServer.Same("""{"current":1,"target":3,"percent":33.33}""", all[1]?["progress"] ?? "");
        TestServer.Same("""{"current":1,"target":2,"percent":50}""", all[3]?["progress"] ?? "");
        Assert.Null(all[1]?["achievedAt"]);
    }

    [Fact]
    public async Task Complete_TwiceAnswersTheSameCompletion()
    {
        await using var server = await TestServer.Start();

        var first = await server.Post("/v1/achievements/profile/complete", """{"user":{"id":"u","name":"Ana"}}""");
        var second = await server.Post("/v1/achievements/profile/complete", """{"user":{"id":"u"}}""");

        Assert.Equal((201, 201), (first.Status, second.Status));
        TestServer.Same(
            """
            {"id":"id","name":"Profile","trigger":"api","description":"Filled in","badgeUrl":null,"key":"profile","userAttributes":[],"achievedAt":"2026-03-04T10:15:30.120Z"}
            """,
            first.Body["achievement"] ?? "");
        Assert.Equal(60, (int?)first.Body["points"]?["xp"]?["added"]);
        Assert.Equal("{}", second.Body["points"]?.ToJsonString());
        Assert.Equal((string?)first.Body["completionId"], (string?)second.Body["completionId"]);
    }

    [Theory]
    [InlineData("nothing", 404, "unknown_achievement")]
    [InlineData("ten-laps", 422, "achievement_not_by_api")]
    [InlineData("hidden", 422, "achievement_not_active")]
    [InlineData("paid", 422, "achievement_not_for_user")]
    public async Task Complete_WhatCannotBe_IsRefused(string key, int status, string code)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post($"/v1/achievements/{key}/complete", """{"user":{"id":"u"}}""");

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(404, (await server.Get("/v1/users/u")).Status);
    }

    [Fact]
    public async Task Metrics_OfUser_ShowTotalsWithTheirAchievements()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "2.50");

        var list = (await server.Get("/v1/users/u/metrics")).Body.AsArray();

        Assert.Equal(["laps", "books", "all"], list.Select(item => (string?)item?["key"]));
        Assert.Equal(["2.5", "0", "2.5"], list.Select(item => item?["current"]?.ToJsonString()));
        Assert.Equal("Ten laps", (string?)list[0]?["achievements"]?[0]?["name"]);
        Assert.Equal(404, (await server.Get("/v1/users/u/metrics/none")).Status);
    }
}
