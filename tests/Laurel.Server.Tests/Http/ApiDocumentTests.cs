using Laurel.Server.Tests.Contract;

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
        Assert.DoesNotContain(paths, path => path.Key.StartsWith("/api", StringComparison.Ordinal));
        var submit = paths["/v1/metrics/{key}/event"]?["post"];
        Assert.Equal(["key", "Idempotency-Key"], submit?["parameters"]?.AsArray().Select(parameter => (string?)parameter?["name"]));
        Assert.NotNull(submit?["requestBody"]?["content"]?["application/json"]?["schema"]);
        Assert.NotNull(submit?["responses"]?["202"]);
        Assert.Equal("X-API-KEY", (string?)document["components"]?["securitySchemes"]?["ApiKeyAuth"]?["name"]);
    }

    [Fact]
    public async Task Operations_OfTheApplication_AreDescribedWithExamplesAndErrors()
    {
        await using var server = await TestServer.Start();
        var paths = (await server.Get("/v1/openapi", "")).Body["paths"]?.AsObject() ?? [];

        foreach (var name in ApplicationRequests.All.Keys)
        {
            var operation = paths[name.Split(' ')[1]]?[name.Split(' ')[0].ToLowerInvariant()];
            Assert.False(string.IsNullOrEmpty((string?)operation?["summary"]), name);
            Assert.All(operation?["parameters"]?.AsArray() ?? [], parameter => Assert.True(parameter?["example"] is not null || (string?)parameter?["name"] == "Tenant-ID", $"{name} {parameter?["name"]}"));
            Assert.All(new[] { "401", "404", "422" }, status => Assert.NotNull(operation?["responses"]?[status]));
            var body = operation?["requestBody"]?["content"]?["application/json"];
            Assert.True(body is null || body["example"] is not null, $"{name} has no example of its body");
        }

        Assert.Contains("`out_of_points` (422)", (string?)paths["/v1/metrics/{key}/event"]?["post"]?["description"]);
        Assert.NotNull(paths["/v1/users/{id}/preferences"]?["patch"]?["responses"]?["403"]);
    }
}
