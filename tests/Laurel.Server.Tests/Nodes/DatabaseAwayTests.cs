using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Nodes;

/// <summary>A server whose PostgreSQL is away: every answer says that it may be asked again.</summary>
public sealed partial class DatabaseAwayTests : IAsyncLifetime
{
    private const string Transfers = """
        metrics: [{key: laps}]
        points: [{key: xp, transfers: true, triggers: [{key: lap, points: 10, metric: laps, every: 1}]}]
        leaderboards: [{key: all, rankBy: {metric: laps}, timeZone: UTC}]
        """;

    private readonly PostgresProxy proxy = new(TestDatabase.Cluster.NewDatabase());
    private TestServer? started;

    private TestServer Server => started ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        started = await TestServer.Start(Transfers, databaseText: proxy.Text);
        Assert.Equal(201, (await Server.Event("ada", "3")).Status);
        Assert.Equal(201, (await Server.Event("bob", "1")).Status);
    }

    [Theory]
    [InlineData("POST", "/v1/metrics/laps/event", """{"user": {"id": "ada"}, "value": 1}""")]
    [InlineData("POST", "/v1/users/ada/points/xp/transfers", """{"to": "bob", "amount": 5}""")]
    [InlineData("GET", "/v1/users/ada", null)]
    [InlineData("GET", "/v1/users/ada/stream", null)]
    [InlineData("PATCH", "/v1/users/ada", """{"name": "Ada"}""")]
    [InlineData("DELETE", "/admin/v1/users/ada", null)]
    public async Task Request_WhileTheDatabaseIsAway_IsAnswered503AndWorksAfterwards(string method, string path, string? body)
    {
        proxy.Cut();
        var away = await Server.Send(new HttpMethod(method), path, body);
        Assert.Equal(503, away.Status);
        Assert.Contains(away.Code, new[] { "unavailable", "outcome_unknown" });
        Assert.Equal(503, (await Server.Get("/health/ready")).Status);

        proxy.Mend();
        Assert.Equal(200, (await Server.Get("/health/ready")).Status);
        if (!path.EndsWith("stream", StringComparison.Ordinal))
        {
            Assert.InRange((await Server.Send(new HttpMethod(method), path, body)).Status, 200, 299);
        }
    }

    [Fact]
    public async Task EveryOperation_WhileTheDatabaseIsAway_AnswersNothingUnexpected()
    {
        var operations = new List<(string Method, string Path)>();
        foreach (var address in new[] { "/v1/openapi", "/admin/v1/openapi" })
        {
            operations.AddRange((await Server.Get(address)).Body["paths"]?.AsObject().SelectMany(path =>
                path.Value?.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), path.Key)) ?? []) ?? []);
        }

        Assert.True(operations.Count > 80, $"{operations.Count} operations");
        proxy.Cut();
        var answers = await Task.WhenAll(operations.Select(async operation =>
        {
            var path = Parameter().Replace(operation.Path, "7b2f0d1e-8a54-4d3c-9f10-6c5e4d3b2a19");
            var answer = await Server.Send(new HttpMethod(operation.Method), path, operation.Method is "GET" or "DELETE" ? null : "{}");
            return $"{answer.Status} {operation.Method} {operation.Path}";
        }));

        Assert.Equal([], answers.Where(answer => answer.StartsWith("500", StringComparison.Ordinal)));
        Assert.Contains(answers, answer => answer.StartsWith("503", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        proxy.Mend();
        if (started is not null)
        {
            await started.DisposeAsync();
        }

        proxy.Dispose();
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
