using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Server.Tests.Http;

public sealed class AccessTests
{
    [Theory]
    [InlineData("GET", "/v1/users/u")]
    [InlineData("POST", "/v1/metrics/laps/event")]
    [InlineData("GET", "/v1/achievements")]
    [InlineData("GET", "/v1/leaderboards/top")]
    [InlineData("POST", "/admin/v1/streaks/freezes")]
    public async Task Request_WithoutAWorkingKey_IsUnauthorized(string method, string path)
    {
        await using var server = await TestServer.Start();
        var revoked = server.Keys.Create(new NewKey(Space.Default, KeyKind.Admin, "old"));
        server.Keys.Revoke(revoked.Split('.')[0]);
        var prefix = server.AdminKey.Split('.')[0];

        foreach (var key in new[] { "", "x", ".", "a.b", prefix, prefix + ".", prefix + ".wrong", server.AdminKey + "x", revoked, new string('a', 5000) + ".b" })
        {
            var answer = await server.Send(new HttpMethod(method), path, method == "POST" ? "{}" : null, key);
            Assert.Equal((401, "unauthorized"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task UserKey_ForItsOwnUser_IsServed()
    {
        await using var server = await TestServer.Start();
        var key = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "u" });

        Assert.StartsWith("app_", key, StringComparison.Ordinal);
        Assert.Equal(201, (await server.Post("/v1/metrics/laps/event", """{"user":{"id":"u"},"value":1}""", key)).Status);
        foreach (var path in new[] { "users/u", "users/u/streak", "users/u/metrics", "users/u/achievements", "users/u/points/xp", "users/u/preferences", "streaks?userIds=u", "achievements", "leaderboards/top", "points/xp" })
        {
            Assert.Equal(200, (await server.Get("/v1/" + path, key)).Status);
        }
    }

    [Fact]
    public async Task UserKey_ForAnotherUser_IsForbidden()
    {
        await using var server = await TestServer.Start();
        await server.Event("v", "1");
        var key = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "u" });

        Assert.Equal(403, (await server.Post("/v1/metrics/laps/event", """{"user":{"id":"v"},"value":1}""", key)).Status);
        Assert.Equal(403, (await server.Post("/v1/users", """{"id":"v"}""", key)).Status);
        Assert.Equal(403, (await server.Post("/v1/achievements/profile/complete", """{"user":{"id":"v"}}""", key)).Status);
        Assert.Equal(403, (await server.Send(HttpMethod.Put, "/v1/users/v", "{}", key)).Status);
        Assert.Equal(403, (await server.Send(HttpMethod.Patch, "/v1/users/v/preferences", "{}", key)).Status);
        foreach (var path in new[] { "users/v", "users/v/streak", "users/v/metrics", "users/v/metrics/laps", "users/v/achievements", "users/v/points/xp", "users/v/leaderboards/top", "users/v/preferences", "streaks?userIds=u,v" })
        {
            Assert.Equal((403, "forbidden"), await StatusAndCode(server, "/v1/" + path, key));
        }
    }

    [Fact]
    public async Task UserKey_OnTheAdminApi_IsUnauthorized()
    {
        await using var server = await TestServer.Start();
        var key = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "u" });

        Assert.Equal(401, (await server.Post("/admin/v1/streaks/freezes", """{"freezes":[{"userId":"u"}]}""", key)).Status);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/v1/openapi")]
    public async Task PublicAddress_WithoutAKey_IsServed(string path)
    {
        await using var server = await TestServer.Start();

        Assert.Equal(200, (await server.Get(path, "")).Status);
    }

    [Fact]
    public async Task Key_ChosenByAnOperator_WorksAndReplacesItsOwn()
    {
        await using var server = await TestServer.Start();

        server.Keys.Create(new NewKey(Space.Default, KeyKind.Admin, "fixed") { Fixed = "operator.first-secret" });
        server.Keys.Create(new NewKey(Space.Default, KeyKind.Admin, "fixed") { Fixed = "operator.second-secret" });

        Assert.Equal(401, (await server.Get("/v1/achievements", "operator.first-secret")).Status);
        Assert.Equal(200, (await server.Get("/v1/achievements", "operator.second-secret")).Status);
        Assert.Throws<ArgumentException>(() => server.Keys.Create(new NewKey(Space.Default, KeyKind.Admin, "short") { Fixed = "a.b" }));
        Assert.Throws<ArgumentException>(() => server.Keys.Create(new NewKey(Space.Default, KeyKind.Admin, "dotless") { Fixed = "abcdefghijklmnopqrst" }));
    }

    [Fact]
    public async Task Key_RevokedByAnotherProcess_StopsWithinASecond()
    {
        await using var server = await TestServer.Start();
        await server.Get("/v1/achievements");
        new KeyStore(server.Engine.Database, server.Clock).Revoke(server.AdminKey.Split('.')[0]);

        server.Clock.Advance(Duration.FromMilliseconds(1001));

        Assert.Equal(401, (await server.Get("/v1/achievements")).Status);
    }

    [Fact]
    public async Task Key_ThatIsUsed_RemembersWhenAtMostOnceAMinute()
    {
        await using var server = await TestServer.Start();
        var first = server.Clock.GetCurrentInstant();
        await server.Get("/v1/achievements");
        server.Keys.WriteUses();
        Assert.Equal(Laurel.Core.Calendar.ToMillisecond(first), server.Keys.List(Space.Default).Single().LastUsedAt);

        server.Clock.Advance(Duration.FromSeconds(59));
        await server.Get("/v1/achievements");
        server.Keys.WriteUses();
        Assert.Equal(Laurel.Core.Calendar.ToMillisecond(first), server.Keys.List(Space.Default).Single().LastUsedAt);

        server.Clock.Advance(Duration.FromSeconds(1));
        await server.Get("/v1/achievements");
        server.Keys.WriteUses();
        Assert.Equal(Laurel.Core.Calendar.ToMillisecond(first + Duration.FromMinutes(1)), server.Keys.List(Space.Default).Single().LastUsedAt);
    }

    private static async Task<(int, string?)> StatusAndCode(TestServer server, string path, string key)
    {
        var answer = await server.Get(path, key);
        return (answer.Status, answer.Code);
    }
}
