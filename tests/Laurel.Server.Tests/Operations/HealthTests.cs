using Laurel.Runtime;
using Laurel.Runtime.Keys;
using Laurel.Server.Http;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Operations;

public sealed class HealthTests
{
    [Fact]
    public async Task Server_WithRulebook_IsReady()
    {
        await using var server = await TestServer.Start();

        Assert.Equal((200, "ok"), await Ask(server, "/health/ready"));
        Assert.Equal((200, "ok"), await Ask(server, "/health"));
        Assert.Equal((200, "ok"), await Ask(server, "/health/live"));
    }

    [Fact]
    public async Task Server_WithoutRulebook_LivesAndIsNotReady()
    {
        using var database = new TestDatabase();
        using var engine = Engine.Open(new EngineOptions(database.Text, new TestClock()));
        await using var app = Application.Build(new ServeOptions(engine, new KeyStore(engine.Database, new TestClock())) { Urls = ["http://127.0.0.1:0"], RunsDueWork = false });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var live = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal((503, 200), ((int)ready.StatusCode, (int)live.StatusCode));
        Assert.Contains("no rulebook", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Engine_Closed_IsNotAlive()
    {
        using var database = new TestDatabase();
        var engine = Engine.Open(new EngineOptions(database.Text, new TestClock()));
        Assert.True(engine.IsAlive);

        engine.Dispose();

        Assert.False(engine.IsAlive);
    }

    private static async Task<(int, string?)> Ask(TestServer server, string path) =>
        await server.Get(path, "") is var answer ? (answer.Status, (string?)answer.Body["status"]) : default;
}
