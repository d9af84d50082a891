using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Server.Tests.Spaces;

public sealed class SpaceTests
{
    [Fact]
    public async Task Tenants_OfOneEnvironment_AreWorldsOfTheirOwn()
    {
        await using var server = await TestServer.Start();
        var acme = await AddTenant(server, "acme");
        var beta = await AddTenant(server, "beta");

        await Laps(server, "", 1);
        await Laps(server, "acme", 20);
        await Laps(server, "beta", 300);

        Assert.Equal((1, 20, 300), (await Total(server, ""), await Total(server, "acme"), await Total(server, "beta")));
        Assert.Equal(20, (int?)(await server.SendFor("acme", HttpMethod.Get, "/v1/leaderboards/top")).Body["rankings"]?[0]?["value"]);
        Assert.Single((await server.SendFor("beta", HttpMethod.Get, "/v1/leaderboards/top")).Body["rankings"]?.AsArray() ?? []);
        Assert.Equal(404, (await server.SendFor("acme", HttpMethod.Get, "/v1/users/nobody")).Status);
        Assert.NotEqual(acme.Space.Id, beta.Space.Id);
        Assert.NotEqual(
            (string?)(await server.SendFor("acme", HttpMethod.Get, "/v1/points/xp")).Body["id"],
            (string?)(await server.SendFor("beta", HttpMethod.Get, "/v1/points/xp")).Body["id"]);
    }

    [Fact]
    public async Task Tenants_AfterARestart_AreStillWhatTheyWere()
    {
        await using var server = await TestServer.Start();
        await AddTenant(server, "acme");
        await Laps(server, "acme", 20);

        await server.Restart();
        await Laps(server, "acme", 3);

        Assert.Equal(23, await Total(server, "acme"));
        Assert.Equal(23, (int?)(await server.SendFor("acme", HttpMethod.Get, "/v1/leaderboards/top")).Body["rankings"]?[0]?["value"]);
        Assert.Equal(100, (double?)(await server.SendFor("acme", HttpMethod.Get, "/v1/achievements")).Body[0]?["rarity"]);
        Assert.Equal(404, (await server.Get("/v1/users/ada")).Status);
    }

    [Fact]
    public async Task Time_PassesInEverySpace()
    {
        await using var server = await TestServer.Start();
        await AddTenant(server, "acme");
        await Laps(server, "", 1);
        await Laps(server, "acme", 1);

        server.Clock.Advance(Duration.FromDays(9));
        await server.PassTime();

        foreach (var tenant in new[] { "", "acme" })
        {
            var state = server.Engine.Reader.Find(server.Engine.Spaces.Find("production", tenant)?.Space ?? Space.Default, "ada", Instant.MinValue);
            Assert.True(state?.At > server.Clock.GetCurrentInstant() - Duration.FromDays(2), tenant);
            Assert.Equal("finished", (string?)(await server.SendFor(tenant, HttpMethod.Get, "/v1/leaderboards/daily-laps")).Body["status"]);
            Assert.Equal(1, (int?)(await server.SendFor(tenant, HttpMethod.Get, "/v1/leaderboards/daily-laps?run=2026-03-04")).Body["rankings"]?[0]?["value"]);
        }
    }

    [Fact]
    public async Task TenantHeader_ThatNamesNobody_IsNotFound()
    {
        await using var server = await TestServer.Start();
        Assert.Equal(200, (await server.SendFor("anything", HttpMethod.Get, "/v1/achievements")).Status);

        var acme = await AddTenant(server, "acme");
        Assert.Equal((404, "unknown_tenant"), StatusOf(await server.SendFor("anything", HttpMethod.Get, "/v1/achievements")));
        Assert.Equal(200, (await server.SendFor("acme", HttpMethod.Get, "/v1/achievements")).Status);

        server.Engine.Spaces.Update(acme with { ArchivedAt = server.Clock.GetCurrentInstant() });
        Assert.Equal((404, "unknown_tenant"), StatusOf(await server.SendFor("acme", HttpMethod.Get, "/v1/achievements")));
    }

    [Fact]
    public async Task Key_OfATenantOrAUser_NamesNoOtherTenant()
    {
        await using var server = await TestServer.Start();
        var acme = await AddTenant(server, "acme");
        await AddTenant(server, "beta");
        await Laps(server, "acme", 2);
        var tenantKey = server.Keys.Create(new NewKey(acme.Space, KeyKind.Admin, "acme"));
        var userKey = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "ada" });

        Assert.Equal(2, (decimal?)(await server.Get("/v1/users/ada/metrics/laps", tenantKey)).Body["current"]);
        Assert.Equal(200, (await server.SendFor("acme", HttpMethod.Get, "/v1/users/ada", key: tenantKey)).Status);
        Assert.Equal((403, "other_tenant"), StatusOf(await server.SendFor("beta", HttpMethod.Get, "/v1/users/ada", key: tenantKey)));
        Assert.Equal((403, "other_tenant"), StatusOf(await server.SendFor("acme", HttpMethod.Get, "/v1/users/ada", key: userKey)));
    }

    [Fact]
    public async Task Environments_AreApart_AndKeysChooseThem()
    {
        await using var server = await TestServer.Start();
        var now = server.Clock.GetCurrentInstant();
        var staging = await server.Engine.Create(new(new(0, "staging", ""), "Staging", EnvironmentKind.Staging, now, now), Space.Default, "test");
        Assert.NotNull(staging);
        var key = server.Keys.Create(new NewKey(staging.Space, KeyKind.Admin, "staging"));

        Assert.Equal(201, (await server.Post("/v1/metrics/laps/event", """{"user":{"id":"ada"},"value":7}""", key)).Status);

        Assert.Equal(7, (decimal?)(await server.Get("/v1/users/ada/metrics/laps", key)).Body["current"]);
        Assert.Equal(404, (await server.Get("/v1/users/ada")).Status);
    }

    [Fact]
    public async Task Rulebook_EditedByMany_KeepsEveryEdit()
    {
        await using var server = await TestServer.Start();
        var before = server.Engine.TimelineOf(Space.Default)?.Current.Version;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => server.Engine.Editor.Edit(
            Space.Default, "test", rulebook => rulebook with { Metrics = rulebook.Metrics.Append(new($"m{number}", $"M {number}")) }))));

        var current = server.Engine.TimelineOf(Space.Default)?.Current;
        Assert.Equal(before + 20, current?.Version);
        Assert.Equal(23, current?.Rulebook.Metrics.Count);
    }

    private static async Task<SpaceEntry> AddTenant(TestServer server, string tenant)
    {
        var now = server.Clock.GetCurrentInstant();
        var entry = new SpaceEntry(new(0, "production", tenant), tenant, EnvironmentKind.Production, now, now);
        return await server.Engine.Create(entry, Space.Default, "test") ?? throw new InvalidOperationException("There is such a tenant.");
    }

    private static async Task Laps(TestServer server, string tenant, int value)
    {
        var answer = await server.SendFor(tenant, HttpMethod.Post, "/v1/metrics/laps/event", $$"""{"user":{"id":"ada"},"value":{{value}}}""");
        Assert.Equal(201, answer.Status);
    }

    private static async Task<int?> Total(TestServer server, string tenant) =>
        (int?)(await server.SendFor(tenant, HttpMethod.Get, "/v1/users/ada/metrics/laps")).Body["current"];

    private static (int, string?) StatusOf(Answered answer) => (answer.Status, answer.Code);
}
