namespace Laurel.Server.Tests.Users;

public sealed class UserTests
{
    [Fact]
    public async Task Post_OfANewUser_AnswersTheUser()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post("/v1/users", """{"id":"u1","name":"Ana","tz":"Europe/Paris","attributes":{"city":"lyon"},"deviceTokens":["t"]}""");

        Assert.Equal(201, answer.Status);
        TestServer.Same(
            """
            {"id":"u1","email":null,"name":"Ana","tz":"Europe/Paris","deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"city":"lyon"},"control":false,
             "created":"2026-03-04T10:15:30.120Z","updated":"2026-03-04T10:15:30.120Z"}
            """,
            answer.Body);
        Assert.Equal(answer.Body.ToJsonString(), (await server.Get("/v1/users/u1")).Body.ToJsonString());
    }

    [Fact]
    public async Task Post_OfAKnownUser_ChangesIt()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/users", """{"id":"u1","name":"Ana"}""");

        var answer = await server.Post("/v1/users", """{"id":"u1","email":"a@example.org"}""");

        Assert.Equal((201, "Ana", "a@example.org"), (answer.Status, (string?)answer.Body["name"], (string?)answer.Body["email"]));
    }

    [Fact]
    public async Task Put_OfAnyUser_CreatesOrChanges()
    {
        await using var server = await TestServer.Start();

        Assert.Equal(200, (await server.Send(HttpMethod.Put, "/v1/users/u", """{"name":"A"}""")).Status);
        Assert.Equal("B", (string?)(await server.Send(HttpMethod.Put, "/v1/users/u", """{"name":"B"}""")).Body["name"]);
    }

    [Fact]
    public async Task Patch_OfAnUnknownUser_IsNotFound()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Send(HttpMethod.Patch, "/v1/users/u", """{"name":"A"}""");

        Assert.Equal((404, "User not found"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Patch_WithNulls_LeavesAsItIsButClearsZoneAndAttributes()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/users", """{"id":"u","name":"Ana","tz":"Asia/Tokyo","attributes":{"city":"lyon","plan":"pro"}}""");

        var answer = await server.Send(HttpMethod.Patch, "/v1/users/u", """{"id":"ignored","name":null,"tz":null,"attributes":{"city":null}}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(("u", "Ana", null), ((string?)answer.Body["id"], (string?)answer.Body["name"], (string?)answer.Body["tz"]));
        Assert.Equal("""{"plan":"pro"}""", answer.Body["attributes"]?.ToJsonString());
    }

    [Fact]
    public async Task Unsubscribing_ErasesTheAddress()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/users", """{"id":"u","email":"a@example.org"}""");

        var answer = await server.Send(HttpMethod.Patch, "/v1/users/u", """{"subscribeToEmails":false}""");

        Assert.Null(answer.Body["email"]);
        Assert.False((bool?)answer.Body["subscribeToEmails"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/streak")]
    [InlineData("/achievements")]
    [InlineData("/metrics")]
    [InlineData("/metrics/laps")]
    [InlineData("/points/xp")]
    [InlineData("/leaderboards/top")]
    [InlineData("/preferences")]
    public async Task Get_OfAnUnknownUser_IsNotFound(string path)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Get("/v1/users/nobody" + path);

        Assert.Equal((404, "User not found"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Preferences_Patched_ChangeOnlyWhatIsNamed()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"notifications":{"recap":["email"],"streak_reminder":["push"]}}""");

        var answer = await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"notifications":{"streak_reminder":[]},"leaderboards":{"optOut":false,"anonymous":false}}""");

        Assert.Equal(200, answer.Status);
        TestServer.Same("""{"notifications":{"recap":["email"],"streak_reminder":[]},"streak":{"enabled":true},"leaderboards":{"optOut":false,"anonymous":false}}""", answer.Body);
        TestServer.Same("""{"notifications":{"recap":["email"],"streak_reminder":[]},"streak":{"enabled":true},"leaderboards":{"optOut":false,"anonymous":false}}""", (await server.Get("/v1/users/u/preferences")).Body);
    }

    [Theory]
    [InlineData("""{"notifications":{"news":["email"]}}""", 422)]
    [InlineData("""{"notifications":{"recap":["fax"]}}""", 422)]
    [InlineData("""{"notifications":{"recap":"email"}}""", 422)]
    [InlineData("""{"streak":{"evaluationMode":"AND"}}""", 403)]
    [InlineData("""{"streak":{"metrics":[{"key":"laps","threshold":2}]}}""", 403)]
    [InlineData("""{"streak":{"evaluationMode":"BOTH"}}""", 422)]
    [InlineData("""{"streak":{"enabled":"no"}}""", 422)]
    [InlineData("""{"streak":{"metrics":[{"key":"laps"}]}}""", 422)]
    [InlineData("""{"streak":{"metrics":[1]}}""", 422)]
    [InlineData("""{"streak":[]}""", 422)]
    public async Task Preferences_ThatCannotBe_AreRefused(string body, int status)
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        Assert.Equal(status, (await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", body)).Status);
    }

    [Fact]
    public async Task Streak_OptedOutOf_IsNone_WithoutAnybodysPermission()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        var answer = await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"streak":{"enabled":false,"evaluationMode":null,"metrics":null}}""");

        Assert.Equal("""{"enabled":false}""", answer.Body["streak"]?.ToJsonString());
        Assert.Equal(0, (int?)(await server.Get("/v1/users/u/streak")).Body["length"]);
        Assert.Equal(0, (int?)(await server.Event("u", "1")).Body["currentStreak"]?["length"]);
    }

    [Fact]
    public async Task Streak_ChosenPersonally_NeedsWhatTheUserChose()
    {
        await using var server = await TestServer.Start(TestRulebook.Yaml.Replace("mode: any,", "mode: any, personal: true,", StringComparison.Ordinal));
        await server.Post("/v1/users", """{"id":"u"}""");

        var chosen = await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"streak":{"evaluationMode":"ALL","metrics":[{"key":"laps","threshold":2},{"key":"books","threshold":0.5}]}}""");
        Assert.Equal("""{"enabled":true,"evaluationMode":"AND","metrics":[{"key":"laps","threshold":2},{"key":"books","threshold":0.5}]}""", chosen.Body["streak"]?.ToJsonString());
        Assert.Equal(0, (int?)(await server.Event("u", "2")).Body["currentStreak"]?["length"]);
        Assert.Equal("streak_preference_invalid", (await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"streak":{"metrics":[{"key":"swims","threshold":2}]}}""")).Code);

        var back = await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"streak":{"metrics":[]}}""");
        Assert.Equal("""{"enabled":true,"evaluationMode":"AND"}""", back.Body["streak"]?.ToJsonString());
        Assert.Equal(1, (int?)(await server.Event("u", "1")).Body["currentStreak"]?["length"]);
    }
}
