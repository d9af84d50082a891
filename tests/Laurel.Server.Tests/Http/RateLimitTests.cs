using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Tests.Http;

public sealed class RateLimitTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 4, 10, 0);

    [Fact]
    public void Bucket_HoldsASecondsWorth_AndFillsEvenly()
    {
        var limiter = new RateLimiter(new RateLimits(4, 0));

        Assert.Equal([true, true, true, true, false], Enumerable.Range(0, 5).Select(_ => Take(limiter, Start).IsAllowed));
        Assert.Equal(Duration.FromMilliseconds(250), Take(limiter, Start).Wait);
        Assert.False(Take(limiter, Start + Duration.FromMilliseconds(249)).IsAllowed);
        Assert.True(Take(limiter, Start + Duration.FromMilliseconds(250)).IsAllowed);
        Assert.False(Take(limiter, Start + Duration.FromMilliseconds(250)).IsAllowed);
        Assert.Equal(3, Take(limiter, Start + Duration.FromSeconds(60)).Remaining);
    }

    [Fact]
    public void Keys_AndTiers_AreCountedApart_AndZeroIsNoLimit()
    {
        var limiter = new RateLimiter(new RateLimits(1, 0));

        Assert.True(limiter.Take("a", RateTier.Writes, Start)?.IsAllowed);
        Assert.True(limiter.Take("b", RateTier.Writes, Start)?.IsAllowed);
        Assert.False(limiter.Take("a", RateTier.Writes, Start)?.IsAllowed);
        Assert.Null(limiter.Take("a", RateTier.Reads, Start));
    }

    [Fact]
    public async Task Request_BeyondTheLimit_IsToldWhenToComeBack()
    {
        await using var server = await TestServer.Start(configure: options => options with { RateLimits = new RateLimits(1, 2) });
        using var client = server.NewClient();

        using var first = await Ask(client, server.AdminKey);
        using var second = await Ask(client, server.AdminKey);
        using var third = await Ask(client, server.AdminKey);

        Assert.Equal((200, 200, 429), ((int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode));
        Assert.Equal(("2", "1"), (Header(first, "X-RateLimit-Limit"), Header(first, "X-RateLimit-Remaining")));
        Assert.Equal("1", Header(third, "Retry-After"));
        Assert.InRange(long.Parse(Header(third, "X-RateLimit-Reset"), null), server.Clock.GetCurrentInstant().ToUnixTimeSeconds(), server.Clock.GetCurrentInstant().ToUnixTimeSeconds() + 2);
        Assert.Equal("rate_limited", (await server.Get("/v1/achievements")).Code);
        Assert.Equal(401, (await server.Get("/v1/achievements", "x.y")).Status);

        server.Clock.Advance(Duration.FromMilliseconds(500));
        Assert.Equal(200, (await server.Get("/v1/achievements")).Status);
        Assert.Equal((201, 429), ((await server.Event("u", "1")).Status, (await server.Get("/admin/v1/metrics")).Status));
    }

    private static RateDecision Take(RateLimiter limiter, Instant now) => limiter.Take("key", RateTier.Writes, now) ?? default;

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/achievements");
        request.Headers.TryAddWithoutValidation("X-API-KEY", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
