namespace Laurel.Server.Tests.Keys;

public sealed class KeyEndpointTests
{
    [Fact]
    public async Task Key_Created_Rotated_AndRevoked_WorksAsLongAsItShould()
    {
        await using var server = await TestServer.Start();
        var first = (await server.Post("/admin/v1/keys", """[{"name":"ci"},{"name":""}]""")).Body;
        var (key, prefix) = ((string?)first["created"]?[0]?["key"] ?? "", (string?)first["created"]?[0]?["prefix"]);
        Assert.Single(first["issues"]?.AsArray() ?? []);
        Assert.Equal(200, (await server.Get("/admin/v1/metrics", key)).Status);

        var second = (await server.Post($"/admin/v1/keys/{prefix}/rotate", "{}")).Body;
        Assert.Equal("ci", (string?)second["name"]);
        Assert.Equal(401, (await server.Get("/admin/v1/metrics", key)).Status);
        Assert.Equal(200, (await server.Get("/admin/v1/metrics", (string?)second["key"])).Status);
        Assert.Equal((422, "key_revoked"), Of(await server.Post($"/admin/v1/keys/{prefix}/rotate", "{}")));

        Assert.Equal("revoked", (string?)(await server.Post($"/admin/v1/keys/{(string?)second["prefix"]}/revoke", "{}")).Body["status"]);
        Assert.Equal(401, (await server.Get("/admin/v1/metrics", (string?)second["key"])).Status);
        Assert.Equal(["active", "revoked", "revoked"], (await server.Get("/admin/v1/keys")).Body.AsArray().Select(one => (string?)one?["status"]).Order());
        Assert.DoesNotContain(key.Split('.')[1], (await server.Get("/admin/v1/keys")).Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplicationKey_OpensOneUser_UntilItIsDeleted()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        await server.Event("v", "1");
        var created = (await server.Post("/admin/v1/application-api-keys", """[{"userId":"u"},{"userId":""}]""")).Body;
        var (id, key) = ((string?)created["created"]?[0]?["id"], (string?)created["created"]?[0]?["key"]);
        Assert.StartsWith("app_", key, StringComparison.Ordinal);
        Assert.Single(created["issues"]?.AsArray() ?? []);

        Assert.Equal((200, 403, 401), ((await server.Get("/v1/users/u", key)).Status, (await server.Get("/v1/users/v", key)).Status, (await server.Get("/admin/v1/users/u/export", key)).Status));

        Assert.Equal(id, (string?)(await server.Send(HttpMethod.Delete, $"/admin/v1/application-api-keys?ids={id}", null)).Body["deleted"]?[0]?["id"]);
        Assert.Equal(401, (await server.Get("/v1/users/u", key)).Status);
        Assert.Equal("Application API key not found by ID", (string?)(await server.Send(HttpMethod.Delete, $"/admin/v1/application-api-keys?ids={id}", null)).Body["issues"]?[0]?["message"]);
    }

    private static (int, string?) Of(Answered answer) => (answer.Status, answer.Code);
}
