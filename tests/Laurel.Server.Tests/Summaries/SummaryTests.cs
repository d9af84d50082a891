using System.Text.Json.Nodes;
using NodaTime;

namespace Laurel.Server.Tests.Summaries;

public sealed class SummaryTests
{
    private static readonly Instant March = Instant.FromUtc(2026, 3, 28, 12, 0);

    [Fact]
    public async Task Daily_OverAClockChange_CutsAtTheUsersMidnights()
    {
        await using var server = await TestServer.Start();
        server.Clock.Set(March);
        await server.Post("/v1/users", """{"id":"u","tz":"Europe/Berlin"}""");

        // The 29th has 23 hours in Berlin: from 23:00 to 22:00 UTC.
        foreach (var (at, value) in new[] { ("2026-03-28T22:59:59Z", "1"), ("2026-03-28T23:00:00Z", "2"), ("2026-03-29T21:59:59Z", "4"), ("2026-03-29T22:00:00Z", "0.5") })
        {
            server.Clock.Set(NodaTime.Text.InstantPattern.General.Parse(at).Value);
            await server.Event("u", value);
        }

        var answer = await server.Get("/v1/users/u/metrics/laps/event-summary?aggregation=daily&startDate=2026-03-27&endDate=2026-03-31");

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["2026-03-27 0 0", "2026-03-28 1 1", "2026-03-29 7 6", "2026-03-30 7.5 0.5", "2026-03-31 7.5 0"],
            Rows(answer.Body));
    }

    [Theory]
    [InlineData("weekly", "2026-03-11", "2026-03-17", "2026-03-09 3 0|2026-03-16 3 0")]
    [InlineData("weekly", "2026-02-28", "2026-03-08", "2026-02-23 1 1|2026-03-02 3 2")]
    [InlineData("monthly", "2026-01-31", "2026-03-01", "2026-01-01 0 0|2026-02-01 1 1|2026-03-01 3 2")]
    [InlineData("daily", "2026-03-02", "2026-03-03", "2026-03-02 3 2|2026-03-03 3 0")]
    public async Task Periods_AreWhole_AndCarryWhatWasBefore(string aggregation, string start, string end, string expected)
    {
        await using var server = await TestServer.Start();
        server.Clock.Set(Instant.FromUtc(2026, 2, 27, 12, 0));
        await server.Event("u", "1");
        server.Clock.Set(Instant.FromUtc(2026, 3, 2, 12, 0));
        await server.Event("u", "2");

        var answer = await server.Get($"/v1/users/u/metrics/laps/event-summary?aggregation={aggregation}&startDate={start}&endDate={end}");
        var all = await server.Get($"/v1/users/u/metrics/all/event-summary?aggregation={aggregation}&startDate={start}&endDate={end}");

        Assert.Equal(expected.Split('|'), Rows(answer.Body));
        Assert.Equal(expected.Split('|'), Rows(all.Body));
    }

    [Fact]
    public async Task Points_GoWithTheLedger()
    {
        await using var server = await TestServer.Start();
        server.Clock.Set(Instant.FromUtc(2026, 2, 27, 12, 0));
        await server.Event("u", "5");
        server.Clock.Set(Instant.FromUtc(2026, 3, 4, 12, 0));
        await server.Event("u", "10");

        var answer = await server.Get("/v1/users/u/points/xp/event-summary?aggregation=weekly&startDate=2026-03-01&endDate=2026-03-04");

        Assert.Equal(["2026-02-23 40 40", "2026-03-02 80 40"], Rows(answer.Body));
    }

    [Theory]
    [InlineData("", "aggregation startDate endDate")]
    [InlineData("?aggregation=hourly&startDate=2026-02-30&endDate=x", "aggregation startDate endDate")]
    [InlineData("?aggregation=daily&startDate=2026-03-02&endDate=2026-03-02", "endDate")]
    [InlineData("?aggregation=daily&startDate=2026-03-02&endDate=2026-03-01", "endDate")]
    [InlineData("?aggregation=daily&startDate=2025-01-01&endDate=2026-02-06", "endDate")]
    [InlineData("?aggregation=daily&startDate=0000-01-01&endDate=2026-02-06", "startDate")]
    public async Task Requests_ThatCannotBe_AreRefusedWithAllProblems(string query, string paths)
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        foreach (var path in new[] { "metrics/laps", "points/xp" })
        {
            var answer = await server.Get($"/v1/users/u/{path}/event-summary{query}");

            Assert.Equal((422, "invalid_request"), (answer.Status, answer.Code));
            Assert.Equal(paths.Split(' '), answer.Body["problems"]?.AsArray().Select(problem => (string?)problem?["path"]));
        }
    }

    [Fact]
    public async Task Range_Of400Days_IsAnsweredWhole()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        var answer = await server.Get("/v1/users/u/metrics/laps/event-summary?aggregation=daily&startDate=2025-03-01&endDate=2026-04-05");

        Assert.Equal(401, answer.Body.AsArray().Count);
        Assert.Equal(1, (decimal?)answer.Body.AsArray()[^1]?["total"]);
    }

    [Fact]
    public async Task Unknown_IsNotFound()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        const string Query = "/event-summary?aggregation=daily&startDate=2026-03-01&endDate=2026-03-04";

        Assert.Equal("unknown_user", (await server.Get("/v1/users/v/metrics/laps" + Query)).Code);
        Assert.Equal("unknown_metric", (await server.Get("/v1/users/u/metrics/swims" + Query)).Code);
        Assert.Equal("unknown_points_system", (await server.Get("/v1/users/u/points/gold" + Query)).Code);
    }

    private static IEnumerable<string> Rows(JsonNode body) => body.AsArray().Select(row => $"{row?["date"]} {row?["total"]} {row?["change"]}");
}
