namespace Laurel.Server.Tests.Http;

public sealed class BrowserTests
{
    [Theory]
    [InlineData("/v1/users/u", true)]
    [InlineData("/api/metrics/laps/event", true)]
    [InlineData("/admin/v1/streaks/freezes", false)]
    public async Task Pages_OfOtherSites_MayAskTheApplicationApi(string path, bool isAllowed)
    {
        await using var server = await TestServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://app.example.org");
        request.Headers.Add("Access-Control-Request-Method", path.EndsWith("event", StringComparison.Ordinal) ? "POST" : "GET");
        request.Headers.Add("Access-Control-Request-Headers", "x-api-key,idempotency-key,x-fern-language");

        using var response = await server.Raw(request);

        Assert.Equal(isAllowed, response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(isAllowed, response.Headers.Contains("Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData("good", 404)]
    [InlineData("bad", 401)]
    public async Task Answers_ToOtherSites_CanBeRead(string key, int status)
    {
        await using var server = await TestServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/users/u");
        request.Headers.Add("Origin", "https://app.example.org");
        request.Headers.Add("X-API-KEY", key == "good" ? server.AdminKey : "a.b");

        using var response = await server.Raw(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }
}
