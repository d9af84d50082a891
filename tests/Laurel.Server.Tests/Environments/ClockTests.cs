using Laurel.Server.Tests.Webhooks;
using NodaTime;

namespace Laurel.Server.Tests.Environments;

/// <summary>The clock of an environment, moved by its admin.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Clock_MovedByDaysAndAWeek_LosesStreaksAndArchivesRuns_ThereOnly()
    {
        await using var server = await TestServer.Start();
        var key = await Sandbox(server);
        await server.Event("u", "1");
        await Lap(server, key);

        var day = await server.Post("/admin/v1/clock", """{"advance":"P1D"}""", key);
        Assert.Equal((200, "2026-03-05T10:15:30.120Z", 86_400), (day.Status, (string?)day.Body["now"], (int?)day.Body["aheadSeconds"]));
        Assert.Equal((2, "2026-03-05"), (await Lap(server, key) is var next ? (int?)next.Body["currentStreak"]?["length"] : 0, (string?)next.Body["currentStreak"]?["periodStart"]));

        var week = await server.Post("/admin/v1/clock", """{"now":"2026-03-13T10:15:30.12Z"}""", key);
        Assert.Equal((200, "2026-03-13T10:15:30.120Z", 9 * 86_400), (week.Status, (string?)week.Body["now"], (int?)week.Body["aheadSeconds"]));

        // The freeze covered the 6th, so that the 7th ended the streak.
        Assert.Equal(0, (int?)(await server.Get("/v1/users/u/streak", key)).Body["length"]);
        Assert.Equal(1, server.Count("select count(*) from streak_periods where space_id > 1 and outcome = 'broken'"));
        Assert.Equal(3, server.Count("select count(*) from leaderboard_runs where space_id > 1 and closed_at is not null"));
        Assert.Equal([1m], Values(await server.Get("/v1/leaderboards/daily-laps?run=2026-03-05", key)));

        Assert.Equal(1, (int?)(await server.Get("/v1/users/u/streak")).Body["length"]);
        Assert.Equal(0, server.Count("select count(*) from leaderboard_runs where space_id = 1 and closed_at is not null"));
        Assert.Equal((200, "2026-03-04T10:15:30.120Z", 0), await server.Get("/admin/v1/clock") is var real ? (real.Status, (string?)real.Body["now"], (int?)real.Body["aheadSeconds"]) : default);
    }

    [Theory]
    [InlineData("""{"advance":"P-1D"}""", "clock_backwards")]
    [InlineData("""{"advance":"PT-1S"}""", "clock_backwards")]
    [InlineData("""{"now":"2026-03-05T10:15:30.119Z"}""", "clock_backwards")]
    [InlineData("""{"now":"1970-01-01T00:00:00Z"}""", "clock_backwards")]
    [InlineData("""{"advance":"P366DT1S"}""", "invalid_request")]
    [InlineData("""{"advance":"P2147483647W"}""", "invalid_request")]
    [InlineData("""{"advance":"PT9223372036854775807H"}""", "invalid_request")]
    [InlineData("""{"advance":"P1M"}""", "invalid_request")]
    [InlineData("""{"advance":"a day"}""", "invalid_request")]
    [InlineData("""{"now":"2027-03-06T10:15:30.121Z"}""", "invalid_request")]
    [InlineData("""{"now":"tomorrow"}""", "invalid_request")]
    [InlineData("""{"now":"2026-03-06T00:00:00Z","advance":"P1D"}""", "invalid_request")]
    [InlineData("{}", "invalid_request")]
    public async Task Clock_MovedImpossibly_StaysAsItIs(string body, string code)
    {
        await using var server = await TestServer.Start();
        var key = await Sandbox(server);
        await server.Post("/admin/v1/clock", """{"advance":"P1D"}""", key);

        var refused = await server.Post("/admin/v1/clock", body, key);

        Assert.Equal((422, code), (refused.Status, refused.Code));
        Assert.Equal("2026-03-05T10:15:30.120Z", (string?)(await server.Get("/admin/v1/clock", key)).Body["now"]);
    }

    [Fact]
    public async Task Clock_MovedByTheLongestLength_AndByNone_IsMoved()
    {
        await using var server = await TestServer.Start();
        var key = await Sandbox(server);

        Assert.Equal("2027-03-05T10:15:30.120Z", (string?)(await server.Post("/admin/v1/clock", """{"advance":"P366D"}""", key)).Body["now"]);
        Assert.Equal("2027-03-05T10:15:30.120Z", (string?)(await server.Post("/admin/v1/clock", """{"advance":"PT0S"}""", key)).Body["now"]);
        Assert.Equal("2028-03-05T10:15:30.120Z", (string?)(await server.Post("/admin/v1/clock", """{"now":"2028-03-05T10:15:30.120Z"}""", key)).Body["now"]);
    }

    [Fact]
    public async Task Clock_OfTheProduction_IsNotMoved()
    {
        await using var server = await TestServer.Start();
        await server.Post("/admin/v1/tenants", """[{"customerId":"acme","name":"Acme"}]""");

        var refused = await server.Post("/admin/v1/clock", """{"advance":"P1D"}""");
        var ofTenant = await server.SendFor("acme", HttpMethod.Post, "/admin/v1/clock", """{"advance":"P1D"}""");

        Assert.Equal((422, "clock_in_production"), (refused.Status, refused.Code));
        Assert.Equal((422, "clock_in_production"), (ofTenant.Status, ofTenant.Code));
        Assert.False(await server.Engine.MoveClock(Runtime.Spaces.Space.Default, Duration.FromDays(1)));
        Assert.Equal(server.Clock.GetCurrentInstant(), server.Engine.NowOf(Runtime.Spaces.Space.Default));
    }

    [Fact]
    public async Task Clock_Moved_IsThatOfTheTenants_AndStaysAfterARestart()
    {
        await using var server = await TestServer.Start();
        var key = await Sandbox(server);
        await server.Post("/admin/v1/tenants", """[{"customerId":"before","name":"Before"}]""", key);
        await server.Post("/admin/v1/clock", """{"advance":"P2D"}""", key);
        await server.Post("/admin/v1/tenants", """[{"customerId":"after","name":"After"}]""", key);

        await server.Restart();
        server.Clock.Advance(Duration.FromHours(1));

        Assert.Equal("2026-03-06T11:15:30.120Z", (string?)(await server.Get("/admin/v1/clock", key)).Body["now"]);
        foreach (var tenant in new[] { "before", "after" })
        {
            var answer = await server.SendFor(tenant, HttpMethod.Post, "/v1/metrics/laps/event", """{"user":{"id":"u"},"value":1}""", key);
            Assert.Equal((201, "2026-03-06"), (answer.Status, (string?)answer.Body["currentStreak"]?["periodStart"]));
        }
    }

    [Fact]
    public async Task Clock_Moved_DecidesWhatIsTooLate_AndWhatLiesInTheFuture()
    {
        await using var server = await TestServer.Start();
        var key = await Sandbox(server);
        await server.Post("/admin/v1/clock", """{"advance":"P40D"}""", key);
        Assert.Equal(201, (await Lap(server, key, "2026-04-13T10:15:30.120Z")).Status);

        Assert.Equal("occurred_in_future", (await Lap(server, key, "2026-04-13T11:15:30.120Z")).Code);
        Assert.Equal("too_late", (await Lap(server, key, "2026-03-14T10:15:30.119Z")).Code);
        Assert.Equal(201, (await Lap(server, key, "2026-03-14T10:15:30.120Z")).Status);
    }

    [Fact]
    public async Task Clock_Moved_TellsWhatFollows_AndSendsItNow()
    {
        await using var server = await TestServer.Start(null, options => options with { AllowsPrivateWebhooks = true });
        await using var receiver = await Receiver.Start();
        var key = await Sandbox(server);
        await server.Post("/admin/v1/webhooks", $$"""{"name":"test","url":"{{receiver.Url}}","events":["streak.lost","points.boost_finished","leaderboard.finished"]}""", key);
        await Lap(server, key);
        await server.SendWebhooks();

        await server.Post("/admin/v1/clock", """{"advance":"P6D"}""", key);
        await server.SendWebhooks();

        Assert.Equal(
            ["leaderboard.finished daily-laps", "leaderboard.finished daily-laps", "leaderboard.finished weekly-laps", "points.boost_finished", "streak.lost"],
            receiver.All.Select(message => $"{message.Type} {message.Json["leaderboard"]?["key"]}".TrimEnd()).Order(StringComparer.Ordinal));
    }

    private static async Task<string> Sandbox(TestServer server)
    {
        await server.Post("/admin/v1/environments", """[{"key":"sandbox","name":"Sandbox","cloneFrom":"production"}]""");
        return (string?)(await server.Post("/admin/v1/keys?environment=sandbox", """[{"name":"test"}]""")).Body["created"]?[0]?["key"] ?? "";
    }

    private static Task<Answered> Lap(TestServer server, string key, string? at = null) => server.Post(
        "/v1/metrics/laps/event", $$"""{"user":{"id":"u","attributes":{"city":"lyon"} },"value":1{{(at is null ? "" : $",\"occurredAt\":\"{at}\"")}}}""", key);

    private static IEnumerable<decimal?> Values(Answered board) => (board.Body["rankings"]?.AsArray() ?? []).Select(place => (decimal?)place?["value"]);
}
