using Laurel.Runtime.Spaces;

namespace Laurel.Server.Tests.Rulebooks;

public sealed class RulebookEndpointTests
{
    private const string Small = """{"metrics":[{"key":"laps","name":"Rounds"}]}""";

    [Fact]
    public async Task Rulebook_Replaced_Compared_AndRolledBack()
    {
        await using var server = await TestServer.Start();
        var first = (await server.Get("/admin/v1/rulebook")).Body;
        Assert.Equal(1, (int?)first["version"]);

        var put = await server.Send(HttpMethod.Put, "/admin/v1/rulebook?after=1", Small);
        Assert.Equal((200, 2), (put.Status, (int?)put.Body["version"]));
        Assert.Contains(put.Body["changes"]?.AsArray() ?? [], change => (string?)change?["key"] == "laps" && (string?)change?["fields"]?[0]?["after"] == "Rounds");

        var compared = (await server.Get("/admin/v1/rulebook/diff?from=2&to=1")).Body.AsArray();
        Assert.Contains(compared, change => (string?)change?["change"] == "added" && (string?)change?["kind"] == "streak");

        var restored = await server.Post("/admin/v1/rulebook/versions/1/restore", "{}");
        Assert.Equal(3, (int?)restored.Body["version"]);
        Assert.Equal(first["rulebook"]?.ToJsonString(), (await server.Get("/admin/v1/rulebook/versions/3")).Body["rulebook"]?.ToJsonString());
        Assert.Equal([3, 2], (await server.Get("/admin/v1/rulebook/versions?limit=2")).Body.AsArray().Select(version => (int?)version?["version"]));
        Assert.Equal(server.AdminKey.Split('.')[0], (string?)(await server.Get("/admin/v1/rulebook")).Body["author"]);
    }

    [Fact]
    public async Task Rulebook_MadeFromAnOldVersion_OrWithProblems_IsRefused()
    {
        await using var server = await TestServer.Start();
        await server.Send(HttpMethod.Put, "/admin/v1/rulebook", Small);

        Assert.Equal("rulebook_changed", (await server.Send(HttpMethod.Put, "/admin/v1/rulebook?after=1", "{}")).Code);
        var wrong = await server.Send(HttpMethod.Put, "/admin/v1/rulebook", """{"metrics":[{"key":"a b"},{"key":"c","nam":"C"}]}""");
        Assert.Equal((422, "invalid_rulebook", 2), (wrong.Status, wrong.Code, wrong.Body["problems"]?.AsArray().Count));
        Assert.Equal(2, server.Engine.TimelineOf(Space.Default)?.Current.Version);
    }

    [Fact]
    public async Task Check_SaysWhatWouldChange_AndChangesNothing()
    {
        await using var server = await TestServer.Start();

        var valid = (await server.Post("/admin/v1/rulebook/check", Small)).Body;
        var wrong = (await server.Post("/admin/v1/rulebook/check", """{"metrics":[{"name":"x"}]}""")).Body;

        Assert.Equal((true, 0), ((bool?)valid["valid"], valid["problems"]?.AsArray().Count));
        Assert.NotEmpty(valid["changes"]?.AsArray() ?? []);
        Assert.Equal((false, "metrics[0].key"), ((bool?)wrong["valid"], (string?)wrong["problems"]?[0]?["path"]));
        Assert.Equal(1, server.Engine.TimelineOf(Space.Default)?.Current.Version);
    }

    [Theory]
    [InlineData("/admin/v1/rulebook/versions/0", 404)]
    [InlineData("/admin/v1/rulebook/versions/99", 404)]
    [InlineData("/admin/v1/rulebook/versions/x", 422)]
    [InlineData("/admin/v1/rulebook/versions/99999999999", 422)]
    [InlineData("/admin/v1/rulebook/diff", 422)]
    [InlineData("/admin/v1/rulebook/diff?from=-1", 422)]
    [InlineData("/admin/v1/rulebook/diff?from=7", 404)]
    public async Task Version_ThatIsNone_IsNotFound(string path, int status)
    {
        await using var server = await TestServer.Start();

        Assert.Equal(status, (await server.Get(path)).Status);
    }

    [Fact]
    public async Task ControlGroup_IsOfNewUsersOnly_AndForGood()
    {
        await using var server = await TestServer.Start();
        await server.Event("before", "1");

        Assert.Equal(100, (int?)(await server.Send(HttpMethod.Patch, "/admin/v1/experiments", """{"controlPercent":100}""")).Body["controlPercent"]);
        await server.Event("during", "1");
        await server.Send(HttpMethod.Patch, "/admin/v1/experiments", """{"controlPercent":0}""");
        await server.Event("after", "1");
        await server.Event("during", "1");

        Assert.Equal([false, true, false], [await IsControl(server, "before"), await IsControl(server, "during"), await IsControl(server, "after")]);
        Assert.Equal(422, (await server.Send(HttpMethod.Patch, "/admin/v1/experiments", """{"controlPercent":101}""")).Status);
    }

    private static async Task<bool?> IsControl(TestServer server, string user) => (bool?)(await server.Get($"/v1/users/{user}")).Body["control"];
}
