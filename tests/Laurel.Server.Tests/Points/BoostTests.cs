using NodaTime;

namespace Laurel.Server.Tests.Points;

public sealed class BoostTests
{
    private const string Rulebook = """
        metrics: [{key: laps}]
        attributes: {user: [{key: plan}]}
        points:
          - key: xp
            triggers: [{key: lap, points: 1, metric: laps, every: 1}]
            boosts:
              - {key: past, multiplier: 2, start: 2026-02-01, end: 2026-03-03}
              - {key: now, multiplier: 2, start: 2026-03-04, end: 2026-03-04}
              - {key: open, multiplier: 1.5, start: 2026-03-01, rounding: up}
              - {key: next, multiplier: 3, start: 2026-03-05}
              - {key: pros, multiplier: 4, start: 2026-03-01, where: {user: {plan: pro}}}
              - {key: hers, multiplier: 5, start: 2026-03-01, user: ada}
        """;

    [Theory]
    [InlineData("", "now active, open active, next scheduled, pros active")]
    [InlineData("?includeFinished=true", "past finished, now active, open active, next scheduled, pros active")]
    [InlineData("?includeFinished=yes", "now active, open active, next scheduled, pros active")]
    public async Task OfASystem_AreThoseForEverybody(string query, string expected)
    {
        await using var server = await TestServer.Start(Rulebook);

        Assert.Equal(expected, Text(await server.Get("/v1/points/xp/boosts" + query)));
    }

    [Theory]
    [InlineData("""{"id":"u"}""", "u", "now active, open active")]
    [InlineData("""{"id":"u","tz":"Pacific/Kiritimati"}""", "u", "open active, next active")]
    [InlineData("""{"id":"u","attributes":{"plan":"pro"}}""", "u", "now active, open active, pros active")]
    [InlineData("""{"id":"ada"}""", "ada", "now active, open active, hers active")]
    public async Task OfAUser_AreThoseThatApplyToday(string user, string id, string expected)
    {
        await using var server = await TestServer.Start(Rulebook);
        server.Clock.Set(Instant.FromUtc(2026, 3, 4, 12, 0));
        await server.Post("/v1/users", user);

        Assert.Equal(expected, Text(await server.Get($"/v1/users/{id}/points/xp/boosts")));
        Assert.Equal(404, (await server.Get("/v1/users/nobody/points/xp/boosts")).Status);
        Assert.Equal(404, (await server.Get($"/v1/users/{id}/points/gold/boosts")).Status);
    }

    private static string Text(Answered answer) => string.Join(", ", answer.Body.AsArray().Select(boost => $"{boost?["name"]} {boost?["status"]}"));
}
