using System.Text.Json.Nodes;

namespace Laurel.Server.Tests.Environments;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task Environment_Cloned_GoesItsOwnWay_AndIsCopiedBack()
    {
        await using var server = await TestServer.Start();
        var created = await server.Post("/admin/v1/environments", """[{"key":"staging","name":"Staging","kind":"staging","cloneFrom":"production"},{"key":"empty","name":"Empty"}]""");
        Assert.Equal([1, 0], created.Body["created"]?.AsArray().Select(one => (int?)one?["rulebookVersion"]));
        var key = await KeyOf(server, "staging");

        await server.Post("/admin/v1/metrics", """[{"name":"Steps","key":"steps"}]""", key);

        Assert.Equal(4, (await server.Get("/admin/v1/metrics", key)).Body.AsArray().Count);
        Assert.Equal(3, (await server.Get("/admin/v1/metrics")).Body.AsArray().Count);
        var difference = (await server.Get("/admin/v1/environments/production/diff?from=staging")).Body.AsArray();
        Assert.Equal(("added", "metric", "steps"), ((string?)difference.Single()?["change"], (string?)difference[0]?["kind"], (string?)difference[0]?["key"]));
        Assert.Equal(2, (int?)(await server.Post("/admin/v1/environments/production/copy", """{"from":"staging"}""")).Body["version"]);
        Assert.Empty((await server.Get("/admin/v1/environments/production/diff?from=staging")).Body.AsArray());
    }

    [Fact]
    public async Task Environments_OfOthers_AreForTheProductionOnly()
    {
        await using var server = await TestServer.Start();
        await server.Post("/admin/v1/environments", """[{"key":"staging","name":"Staging","cloneFrom":"production"}]""");
        var key = await KeyOf(server, "staging");

        Assert.Equal(["staging"], (await server.Get("/admin/v1/environments", key)).Body.AsArray().Select(one => (string?)one?["key"]));
        Assert.Equal((403, "other_environment"), StatusOf(await server.Post("/admin/v1/environments", """[{"key":"mine","name":"Mine"}]""", key)));
        Assert.Equal((403, "other_environment"), StatusOf(await server.Get("/admin/v1/environments/staging/diff?from=production", key)));
        Assert.Equal((403, "other_environment"), StatusOf(await server.Post("/admin/v1/environments/production/copy", """{"from":"staging"}""", key)));
        Assert.Equal((403, "other_environment"), StatusOf(await server.Get("/admin/v1/keys?environment=production", key)));
        Assert.Equal(404, (await server.Post($"/admin/v1/keys/{server.AdminKey.Split('.')[0]}/revoke", "{}", key)).Status);
    }

    [Fact]
    public async Task Environments_OfAKind_AreLimited()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post("/admin/v1/environments", new JsonArray([.. Enumerable.Range(0, 12).Select(number => new JsonObject { ["key"] = $"e{number}", ["name"] = "E" })]).ToJsonString());

        Assert.Equal((10, 2), (answer.Body["created"]?.AsArray().Count, answer.Body["issues"]?.AsArray().Count));
    }

    [Fact]
    public async Task Tenant_OfAnEnvironment_StartsWithItsRulebook_AndLeavesWithItsData()
    {
        await using var server = await TestServer.Start();
        var id = (string?)(await server.Post("/admin/v1/tenants", """[{"customerId":"acme","name":"Acme"}]""")).Body["created"]?[0]?["id"];
        await server.SendFor("acme", HttpMethod.Post, "/admin/v1/metrics", """[{"name":"Steps","key":"steps"}]""");
        await server.SendFor("acme", HttpMethod.Post, "/v1/metrics/steps/event", """{"user":{"id":"u"},"value":1}""");
        Assert.Equal((404, "unknown_metric"), StatusOf(await server.Event("u", "1", "steps")));

        await server.Send(HttpMethod.Delete, $"/admin/v1/tenants?ids={id}", null);
        Assert.Equal((404, "unknown_tenant"), StatusOf(await server.SendFor("acme", HttpMethod.Get, "/v1/users/u")));
        Assert.Equal("archived", (string?)(await server.Get($"/admin/v1/tenants/{id}")).Body["status"]);

        await server.Send(HttpMethod.Patch, "/admin/v1/tenants", $$"""[{"id":"{{id}}","status":"active","customerId":"acme-2"}]""");
        Assert.Equal(200, (await server.SendFor("acme-2", HttpMethod.Get, "/v1/users/u")).Status);
        Assert.Equal((404, "unknown_tenant"), StatusOf(await server.SendFor("acme", HttpMethod.Get, "/v1/users/u")));
    }

    private static async Task<string> KeyOf(TestServer server, string environment) =>
        (string?)(await server.Post($"/admin/v1/keys?environment={environment}", """[{"name":"test"}]""")).Body["created"]?[0]?["key"] ?? "";

    private static (int, string?) StatusOf(Answered answer) => (answer.Status, answer.Code);
}
