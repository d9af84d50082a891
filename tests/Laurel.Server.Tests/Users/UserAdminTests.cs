using System.Text.Json.Nodes;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Tests.Users;

public sealed class UserAdminTests
{
    [Fact]
    public async Task Users_AreListedById_PageByPage()
    {
        await using var server = await TestServer.Start();
        foreach (var user in new[] { "d", "b", "ä", "a", "C" })
        {
            await server.Event(user, "1");
        }

        var first = (await server.Get("/admin/v1/users?limit=3")).Body;
        Assert.Equal(["C", "a", "b"], Ids(first));
        Assert.Equal("b", (string?)first["next"]);
        var second = (await server.Get("/admin/v1/users?limit=3&after=b")).Body;
        Assert.Equal(["d", "ä"], Ids(second));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task Search_LooksAtIdNameAndEmail()
    {
        await using var server = await TestServer.Start();
        await server.Post("/v1/users", """{"id":"u1","name":"Ana Kowalska"}""");
        await server.Post("/v1/users", """{"id":"u2","email":"kowal@example.org"}""");
        await server.Post("/v1/users", """{"id":"KOWAL-3"}""");
        await server.Post("/v1/users", """{"id":"u4","name":"Bo"}""");

        Assert.Equal(["KOWAL-3", "u1", "u2"], Ids((await server.Get("/admin/v1/users?search=kowal")).Body));
        var page = (await server.Get("/admin/v1/users?search=kowal&limit=1")).Body;
        Assert.Equal(["u1"], Ids((await server.Get($"/admin/v1/users?search=kowal&limit=1&after={(string?)page["next"]}")).Body));
        Assert.Empty(Ids((await server.Get("/admin/v1/users?search=100%25")).Body));
    }

    [Fact]
    public async Task Export_HasEverythingThatIsKept_AndNoSecrets()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "12");
        server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "u" });

        var export = (await server.Get("/admin/v1/users/u/export")).Body;

        Assert.Equal("u", (string?)export["user"]?["id"]);
        var records = export["records"]?.AsObject() ?? [];
        Assert.Superset(new HashSet<string> { "users", "journal", "achievement_completions", "points_awards", "level_changes", "streak_periods", "freeze_events", "scores", "api_keys" }, records.Select(table => table.Key).ToHashSet());
        Assert.Equal(("laps", "12", "event"), ((string?)records["journal"]?[0]?["metric"], (string?)records["journal"]?[0]?["value"], (string?)records["journal"]?[0]?["kind"]));
        Assert.Equal("2026-03-04T10:15:30.12Z", (string?)records["journal"]?[0]?["at"]);
        Assert.Equal("u", (string?)records["users"]?[0]?["state"]?["profile"]?["id"]);
        Assert.DoesNotContain("secret", records.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(404, (await server.Get("/admin/v1/users/nobody/export")).Status);
    }

    [Fact]
    public async Task Erasure_LeavesNothing_AndOthersAsTheyWere()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "12");
        await server.Event("v", "11");
        await server.Event("w", "10");
        var key = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "u" });
        var boosts = $"/admin/v1/points/{(string?)(await server.Get("/admin/v1/points")).Body[0]?["id"]}/boosts";
        await server.Post(boosts, """[{"userId":"u","name":"Hers","start":"2026-03-01","multiplier":2}]""");

        Assert.Equal("u", (string?)(await server.Send(HttpMethod.Delete, "/admin/v1/users/u", null)).Body["deleted"]?[0]?["id"]);

        Assert.Equal(404, (await server.Get("/v1/users/u")).Status);
        Assert.Equal(401, (await server.Get("/v1/users/u", key)).Status);
        Assert.Single((await server.Get(boosts)).Body.AsArray());
        await Check(server);
        await server.Restart();
        await Check(server);
        Assert.Equal(404, (await server.Send(HttpMethod.Delete, "/admin/v1/users/u", null)).Status);

        // Who comes back begins anew.
        await server.Event("u", "1");
        Assert.Equal(1, (int?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
        Assert.Single((await server.Get("/admin/v1/users/u/export")).Body["records"]?["journal"]?.AsArray() ?? []);
    }

    private static async Task Check(TestServer server)
    {
        Assert.Equal(["v", "w"], (await server.Get("/v1/leaderboards/top")).Body["rankings"]?.AsArray().Select(row => (string?)row?["userId"]));
        var ten = (await server.Get("/v1/achievements")).Body.AsArray().First(achievement => (string?)achievement?["name"] == "Ten laps");
        Assert.Equal((2, 100), ((int?)ten?["completions"], (double?)ten?["rarity"]));
        Assert.Equal(["v", "w"], Ids((await server.Get("/admin/v1/users")).Body));
    }

    private static IEnumerable<string?> Ids(JsonNode page) => (page["users"]?.AsArray() ?? []).Select(user => (string?)user?["id"]);
}
