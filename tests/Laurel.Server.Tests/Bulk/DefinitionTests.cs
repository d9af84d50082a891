using System.Text.Json.Nodes;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Tests.Bulk;

public sealed class DefinitionTests
{
    private const string NoId = "00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task Creation_WithGoodAndBadItems_TakesTheGoodOnes_InOneVersion()
    {
        await using var server = await TestServer.Start();
        var before = Version(server);

        var answer = await server.Post("/admin/v1/metrics", """
            [{"name":"Steps","key":"steps"},{"name":"Laps","key":"laps"},{"key":"x"},{"name":7,"key":"y"},{"name":"Z","key":"no spaces"},
             {"name":"Money","key":"money","unitType":"currency","units":"coins"},"text",{"name":"Steps","key":"steps"},{"name":"Last","key":"last"}]
            """);

        Assert.Equal(201, answer.Status);
        Assert.Equal(["steps", "last"], answer.Body["created"]?.AsArray().Select(metric => (string?)metric?["key"]));
        var issues = answer.Body["issues"]?.AsArray() ?? [];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], issues.Select(issue => (int?)issue?["index"] ?? -1));
        Assert.Equal("Key already in use by another metric", (string?)issues[0]?["message"]);
        Assert.Equal("Name not a string", (string?)issues[1]?["message"]);
        Assert.Equal("Name not a string", (string?)issues[2]?["message"]);
        Assert.Equal("must be an object", (string?)issues[5]?["message"]);
        Assert.All(issues, issue => Assert.Equal("error", (string?)issue?["severity"]));
        Assert.Equal(before + 1, Version(server));
    }

    [Fact]
    public async Task Creation_OfNothingValid_ChangesNothing()
    {
        await using var server = await TestServer.Start();
        var before = Version(server);

        var answer = await server.Post("/admin/v1/metrics", """[{"name":"Laps","key":"laps"}]""");

        Assert.Equal((200, 0), (answer.Status, answer.Body["created"]?.AsArray().Count));
        Assert.Equal(before, Version(server));
    }

    [Fact]
    public async Task Change_OfManyKinds_KeepsWhatIsNotNamed()
    {
        await using var server = await TestServer.Start();
        var system = await IdOf(server, "/points", "xp");
        var trigger = await IdOf(server, $"/points/{system}/triggers", "lap");

        var answer = await server.Send(HttpMethod.Patch, $"/admin/v1/points/{system}/triggers", $$"""
            [{"id":"{{trigger}}","points":12},{"id":"{{NoId}}","points":1},{"id":"x"},{},{"id":"{{trigger}}","streakLength":3},{"id":"{{trigger}}","type":"user_creation"},{"id":"{{trigger}}","points":0}]
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal((12, 5, "active"), ((int?)answer.Body["updated"]?[0]?["points"], (int?)answer.Body["updated"]?[0]?["metricThreshold"], (string?)answer.Body["updated"]?[0]?["status"]));
        Assert.Single(answer.Body["updated"]?.AsArray() ?? []);
        var messages = Messages(answer);
        Assert.Equal([NoId, "x", "", trigger, trigger, trigger], (answer.Body["issues"]?.AsArray() ?? []).Select(issue => (string?)issue?["id"]));
        Assert.Equal(["Trigger not found by ID", "id must be a valid UUID", "id must be a valid UUID", "streakLength is only for triggers of the type streak"], messages.Take(4));
        Assert.StartsWith("type can be changed only while", messages[4], StringComparison.Ordinal);
        Assert.Contains("not 0", messages[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_OfWhatIsNeeded_IsRefused_UntilItIsNot()
    {
        await using var server = await TestServer.Start();
        var (laps, all, ten, both) = (await IdOf(server, "/metrics", "laps"), await IdOf(server, "/metrics", "all"), await IdOf(server, "/achievements", "ten-laps"), await IdOf(server, "/achievements", "both"));

        var refused = await server.Send(HttpMethod.Delete, $"/admin/v1/metrics?ids={laps}&ids={all}", null);
        Assert.Equal([all], (refused.Body["deleted"]?.AsArray() ?? []).Select(one => (string?)one?["id"]));
        Assert.StartsWith("Still needed: ", Messages(refused).Single(), StringComparison.Ordinal);

        // Of these two the second needs the first.
        var deleted = await server.Send(HttpMethod.Delete, $"/admin/v1/achievements?ids={ten},{both}", null);
        Assert.Equal(2, deleted.Body["deleted"]?.AsArray().Count);
        Assert.Equal(404, (await server.Get($"/admin/v1/achievements/{ten}")).Status);
    }

    [Fact]
    public async Task Levels_StayInTheirOrder_AndIdsStayWhatTheyWere()
    {
        await using var server = await TestServer.Start();
        var levels = $"/points/{await IdOf(server, "/points", "xp")}/levels";
        var novice = await IdOf(server, levels, "novice");

        await server.Post("/admin/v1" + levels, """[{"name":"Middle","key":"middle","points":50}]""");
        await server.Send(HttpMethod.Patch, "/admin/v1" + levels, $$"""[{"id":"{{novice}}","points":500,"name":"Master"}]""");
        await server.Restart();

        Assert.Equal(["middle 50", "mover 100", "novice 500"], (await server.Get("/admin/v1" + levels)).Body.AsArray().Select(level => $"{level?["key"]} {level?["points"]}"));
        Assert.Equal("Master", (string?)(await server.Get($"/admin/v1{levels}/{novice}")).Body["name"]);
        Assert.Equal(["middle", "mover", "novice"], (await server.Get("/v1/points/xp/levels")).Body.AsArray().Select(level => (string?)level?["key"]));
    }

    [Fact]
    public async Task Lists_AreShownInParts()
    {
        await using var server = await TestServer.Start();

        Assert.Equal(["books"], (await server.Get("/admin/v1/metrics?limit=1&skip=1")).Body.AsArray().Select(metric => (string?)metric?["key"]));
        Assert.Empty((await server.Get("/admin/v1/metrics?skip=100")).Body.AsArray());
        foreach (var query in new[] { "limit=0", "limit=101", "limit=-1", "limit=x", "skip=-1", "limit=1&limit=2" })
        {
            Assert.Equal(422, (await server.Get("/admin/v1/metrics?" + query)).Status);
        }
    }

    [Fact]
    public async Task Edits_OfManyAtOnce_AreAllKept()
    {
        await using var server = await TestServer.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => server.Post("/admin/v1/attributes", $$"""[{"name":"A{{number}}","key":"a{{number}}","type":"user"}]""")));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Equal(22, server.Engine.TimelineOf(Space.Default)?.Current.Rulebook.UserAttributes.Count);
    }

    [Fact]
    public async Task Board_ThatIsActive_KeepsWhatItRanks()
    {
        await using var server = await TestServer.Start();
        var (top, books) = (await IdOf(server, "/leaderboards", "top"), await IdOf(server, "/metrics", "books"));

        var frozen = await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","metricId":"{{books}}"}]""");
        Assert.Equal("What is ranked and when can be changed only while the leaderboard is inactive", Messages(frozen).Single());
        Assert.Equal("status can be scheduled only with a start in the future", Messages(await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","status":"scheduled"}]""")).Single());

        await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","status":"inactive"}]""");
        var changed = await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","metricId":"{{books}}","start":"2026-03-01","status":"active"}]""");
        Assert.Equal(("active", books), ((string?)changed.Body["updated"]?[0]?["status"], (string?)changed.Body["updated"]?[0]?["metricId"]));

        var finished = await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","status":"finished"}]""");
        Assert.Equal("2026-03-03", (string?)finished.Body["updated"]?[0]?["end"]);
    }

    [Fact]
    public async Task Board_ThatIsInactive_CanHaveAnotherKeyAndKeepsItsId()
    {
        await using var server = await TestServer.Start();
        var top = await IdOf(server, "/leaderboards", "top");
        Assert.Equal(
            "What is ranked and when can be changed only while the leaderboard is inactive",
            Messages(await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","key":"best"}]""")).Single());

        await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","status":"inactive"}]""");
        var renamed = await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","key":"best"}]""");
        Assert.Equal((top, "best"), ((string?)renamed.Body["updated"]?[0]?["id"], (string?)renamed.Body["updated"]?[0]?["key"]));
        Assert.StartsWith(
            "Key already in use by another leaderboard", Messages(await server.Post("/admin/v1/leaderboards", """[{"name":"Top","key":"top","rankBy":"points"}]""")).Single(), StringComparison.Ordinal);

        await server.Send(HttpMethod.Patch, "/admin/v1/leaderboards", $$"""[{"id":"{{top}}","status":"active"}]""");
        await server.Post("/v1/metrics/laps/event", """{"user":{"id":"ana"},"value":1}""");
        var shown = await server.Get("/v1/leaderboards/best");
        Assert.Equal((200, top, "ana"), (shown.Status, (string?)shown.Body["id"], (string?)shown.Body["rankings"]?[0]?["userId"]));
        Assert.Equal(404, (await server.Get("/v1/leaderboards/top")).Status);
    }

    [Fact]
    public async Task System_WithAPartThatIsWrong_IsRefusedAsAWhole()
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post("/admin/v1/points", """[{"name":"Gems","key":"gems","levels":[{"name":"A","key":"a","points":1},{"name":"B","key":"b","points":-1}]}]""");

        Assert.Equal(200, answer.Status);
        Assert.Contains("levels[1].points", Messages(answer).Single(), StringComparison.Ordinal);
        Assert.Single((await server.Get("/admin/v1/points")).Body.AsArray());
    }

    private static int Version(TestServer server) => server.Engine.TimelineOf(Space.Default)?.Current.Version ?? 0;

    private static IReadOnlyList<string> Messages(Answered answer) => [.. (answer.Body["issues"]?.AsArray() ?? []).Select(issue => (string?)issue?["message"] ?? "")];

    private static async Task<string> IdOf(TestServer server, string list, string key) =>
        (string?)(await server.Get($"/admin/v1{list}?limit=100")).Body.AsArray().First(item => (string?)item?["key"] == key)?["id"] ?? "";
}
