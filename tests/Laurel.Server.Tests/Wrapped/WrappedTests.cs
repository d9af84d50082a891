using System.Text.Json.Nodes;
using NodaTime;

namespace Laurel.Server.Tests.Wrapped;

public sealed class WrappedTests
{
    [Fact]
    public async Task Year_WithActivity_NamesTheMostActivePeriods()
    {
        await using var server = await TestServer.Start();
        await Play(server, (2025, 12, 30, 4), (2026, 3, 4, 5), (2026, 3, 4, 5), (2026, 3, 5, 1), (2026, 5, 1, 3));
        server.Clock.Set(Instant.FromUtc(2026, 6, 1, 12, 0));

        var activity = await Activity(server, "");

        Assert.Equal((3, 2, 2), ((int?)activity["daysActive"], (int?)activity["weeksActive"], (int?)activity["monthsActive"]));
        Assert.Equal("2026-03-04", (string?)activity["mostActiveDay"]?["date"]);
        Assert.Equal(("2026-03-02", "2026-03-08"), ((string?)activity["mostActiveWeek"]?["start"], (string?)activity["mostActiveWeek"]?["end"]));
        Assert.Equal(2, (int?)activity["mostActiveMonth"]?["month"]);
        Same("""{"currentTotal":18,"changeThisPeriod":10,"percentChange":250,"name":"Laps","units":"","byAttribute":{"course":{"sea":{"currentTotal":18,"changeThisPeriod":10,"percentChange":250}}}}""", activity["mostActiveDay"]?["metrics"]?["laps"]);
        Same("""{"currentTotal":18,"changeThisPeriod":14,"percentChange":350}""", activity["entireYear"]?["metrics"]?["laps"], "currentTotal", "changeThisPeriod", "percentChange");
        Assert.Equal(["Ten laps"], activity["mostActiveWeek"]?["achievements"]?.AsArray().Select(achievement => (string?)achievement?["name"]));
        Assert.Equal([], activity["mostActiveMonth"]?["points"]?["xp"]?["byAttribute"]?.AsArray() ?? []);
        Same("""{"length":2,"frequency":"daily","periodStart":"2026-03-04","periodEnd":"2026-03-05","started":"2026-03-04"}""", activity["entireYear"]?["longestStreak"]);
    }

    [Fact]
    public async Task Points_ComeFromTheLedger()
    {
        await using var server = await TestServer.Start();
        await Play(server, (2025, 12, 20, 10), (2026, 3, 4, 5));

        var points = (await Activity(server, ""))["entireYear"]?["points"]?["xp"];

        // 30 for signing up and 2 × 10, then 10 doubled by the boost.
        Same("""{"currentTotal":70,"changeThisPeriod":20,"percentChange":40,"name":"XP","description":null}""", points);
    }

    [Fact]
    public async Task Ranks_AreTheBestOfThePeriod()
    {
        await using var server = await TestServer.Start();
        await Play(server, (2026, 3, 4, 5));
        await server.Event("v", "9");
        server.Clock.Set(Instant.FromUtc(2026, 3, 5, 0, 0, 1));
        await server.PassTime();
        await server.Event("u", "20");
        server.Clock.Set(Instant.FromUtc(2026, 3, 6, 0, 0, 1));
        await server.PassTime();

        var activity = await Activity(server, "");

        Assert.Equal((1, 25), ((int?)activity["entireYear"]?["leaderboards"]?["top"]?["rank"], (int?)activity["entireYear"]?["leaderboards"]?["top"]?["value"]));
        Assert.Equal(2, (int?)activity["mostActiveDay"]?["leaderboards"]?["top"]?["rank"]);
        Assert.Equal(("2026-03-04", "2026-03-04"), ((string?)activity["mostActiveDay"]?["leaderboards"]?["daily-laps"]?["start"], (string?)activity["mostActiveDay"]?["leaderboards"]?["daily-laps"]?["end"]));
        Assert.Null(activity["entireYear"]?["leaderboards"]?["top"]?["history"]);
    }

    [Theory]
    [InlineData("?year=2024", "2024-01-01", "2024-01-01", "2024-01-07")]
    [InlineData("?year=1", "0001-01-01", "0001-01-01", "0001-01-07")]
    public async Task Year_WithoutActivity_IsZerosFromItsFirstDay(string query, string day, string start, string end)
    {
        await using var server = await TestServer.Start();
        await Play(server, (2026, 3, 4, 5));

        var activity = await Activity(server, query);

        Assert.Equal((0, 0, 0), ((int?)activity["daysActive"], (int?)activity["weeksActive"], (int?)activity["monthsActive"]));
        Assert.Equal((day, start, end), ((string?)activity["mostActiveDay"]?["date"], (string?)activity["mostActiveWeek"]?["start"], (string?)activity["mostActiveWeek"]?["end"]));
        Assert.Equal((0, 5), ((decimal?)activity["mostActiveMonth"]?["metrics"]?["laps"]?["changeThisPeriod"], (decimal?)activity["mostActiveMonth"]?["metrics"]?["laps"]?["currentTotal"]));
        Same("""{"length":0,"frequency":"daily","periodStart":null,"periodEnd":null,"started":null}""", activity["entireYear"]?["longestStreak"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2027")]
    [InlineData("-1")]
    [InlineData("now")]
    [InlineData("2026.0")]
    public async Task Year_OutsideOfTime_IsRefused(string year)
    {
        await using var server = await TestServer.Start();
        await Play(server, (2026, 3, 4, 5));

        Assert.Equal(422, (await server.Get($"/v1/users/u/wrapped?year={year}")).Status);
        Assert.Equal(404, (await server.Get("/v1/users/nobody/wrapped")).Status);
    }

    private static async Task Play(TestServer server, params (int Year, int Month, int Day, int Value)[] events)
    {
        foreach (var (year, month, day, value) in events)
        {
            server.Clock.Set(Instant.FromUtc(year, month, day, 12, 0));
            var answer = await server.Post("/v1/metrics/laps/event", $$$"""{"user":{"id":"u"},"value":{{{value}}},"attributes":{"course":"sea"}}""");
            Assert.Equal(201, answer.Status);
        }
    }

    private static async Task<JsonNode> Activity(TestServer server, string query)
    {
        var answer = await server.Get("/v1/users/u/wrapped" + query);
        Assert.Equal(200, answer.Status);
        return answer.Body["activity"] ?? new JsonObject();
    }

    private static void Same(string expected, JsonNode? actual, params string[] only)
    {
        var shown = only.Length == 0 ? actual : new JsonObject(actual?.AsObject().Where(pair => only.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())) ?? []);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), shown), shown?.ToJsonString());
    }
}
