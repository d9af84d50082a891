using System.Text.Json.Nodes;
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
        Assert.All(document["paths"]?.AsObject() ?? [], path => Assert.StartsWith("/v1/", path.Key, StringComparison.Ordinal));
        var submit = document["paths"]?["/v1/metrics/{key}/event"]?["post"];
        Assert.Equal(["key", "Idempotency-Key", "Tenant-ID"], submit?["parameters"]?.AsArray().Select(parameter => (string?)parameter?["name"]));
        Assert.NotNull(submit?["requestBody"]?["content"]?["application/json"]?["schema"]);
        Assert.NotNull(submit?["responses"]?["202"]);
        Assert.Equal("X-API-KEY", (string?)document["components"]?["securitySchemes"]?["ApiKeyAuth"]?["name"]);
    }

    [Fact]
    public async Task AdminDocument_DescribesEveryEndpoint_WithASummary()
    {
        await using var server = await TestServer.Start();

        var document = (await server.Get("/admin/v1/openapi", "")).Body;

        var operations = (document["paths"]?.AsObject() ?? []).SelectMany(path => (path.Value?.AsObject() ?? []).Select(method => (Name: $"{method.Key} {path.Key}", method.Value))).ToArray();
        Assert.True(operations.Length >= 47, $"{operations.Length} operations");
        Assert.All(operations, operation => Assert.EndsWith(".", (string?)operation.Value?["summary"] ?? "", StringComparison.Ordinal));
        Assert.All(operations, operation => Assert.NotNull(operation.Value?["responses"]?["401"]));
        var created = operations.Single(operation => operation.Name == "post /admin/v1/metrics").Value;
        Assert.Equal("array", TypeOf(created?["requestBody"]?["content"]?["application/json"]?["schema"]));
        Assert.NotNull(created?["responses"]?["201"]?["content"]?["application/json"]?["schema"]);
    }

    [Fact]
    public async Task DocsPage_IsServedWithoutAKey_AndNeedsNothingFromElsewhere()
    {
        await using var server = await TestServer.Start();
        using var client = server.NewClient();

        using var answer = await client.GetAsync(new Uri("/docs", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    private static string? TypeOf(JsonNode? schema) => (string?)schema?["type"];

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
