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
        TestServer.Same("""{"notifications":{"recap":["email"],"streak_reminder":[]},"leaderboards":{"optOut":false,"anonymous":false}}""", answer.Body);
        TestServer.Same("""{"notifications":{"recap":["email"],"streak_reminder":[]},"leaderboards":{"optOut":false,"anonymous":false}}""", (await server.Get("/v1/users/u/preferences")).Body);
    }

    [Theory]
    [InlineData("""{"notifications":{"news":["email"]}}""", 422)]
    [InlineData("""{"notifications":{"recap":["fax"]}}""", 422)]
    [InlineData("""{"notifications":{"recap":"email"}}""", 422)]
    [InlineData("""{"streak":{"evaluationMode":"AND"}}""", 403)]
    public async Task Preferences_ThatCannotBe_AreRefused(string body, int status)
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        Assert.Equal(status, (await server.Send(HttpMethod.Patch, "/v1/users/u/preferences", body)).Status);
    }
}
