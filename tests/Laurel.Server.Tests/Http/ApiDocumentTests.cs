namespace Laurel.Server.Tests.Http;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task Document_DescribesEveryEndpoint()
    {
        await using var server = await TestServer.Start();

        var document = (await server.Get("/v1/openapi", "")).Body;

        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        var paths = document["paths"]?.AsObject();
        Assert.NotNull(paths);
        Assert.Equal(29, paths.Count);
        Assert.DoesNotContain(paths, path => path.Key.StartsWith("/api", StringComparison.Ordinal));
        var submit = paths["/v1/metrics/{key}/event"]?["post"];
        Assert.Equal(["key", "Idempotency-Key"], submit?["parameters"]?.AsArray().Select(parameter => (string?)parameter?["name"]));
        Assert.NotNull(submit?["requestBody"]?["content"]?["application/json"]?["schema"]);
        Assert.NotNull(submit?["responses"]?["202"]);
        Assert.Equal("X-API-KEY", (string?)document["components"]?["securitySchemes"]?["ApiKeyAuth"]?["name"]);
    }
}
