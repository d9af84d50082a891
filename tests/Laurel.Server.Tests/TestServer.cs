using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Due;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Verifications;
using Laurel.Server.Http;
using Laurel.Server.Webhooks;
using Laurel.Tests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Laurel.Server.Tests;

/// <summary>An answer: its status and body.</summary>
public sealed record Answered(int Status, JsonNode Body)
{
    public string? Code => (string?)Body["code"];

    public string? Error => (string?)Body["error"];
}

/// <summary>The real server on a free port, with a database of its own and a clock that stands still.</summary>
public sealed partial class TestServer : IAsyncDisposable
{
    private readonly TestDatabase database = new();
    private string? databaseText;
    private Running? running;
    private Func<ServeOptions, ServeOptions> configure = options => options;

    public TestClock Clock { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address => new(Now.App.Urls.Single());

    public Engine Engine => Now.Engine;

    public KeyStore Keys => Now.Keys;

    private Running Now => running ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>An admin key.</summary>
    public string AdminKey { get; private set; } = "";

    /// <param name="databaseText">Null: a database of its own.</param>
    public static async Task<TestServer> Start(string? rulebook = null, Func<ServeOptions, ServeOptions>? configure = null, string? databaseText = null)
    {
        var server = new TestServer { configure = configure ?? (options => options), databaseText = databaseText };
        await server.Open();
        await server.Apply(rulebook ?? TestRulebook.Yaml);
        server.AdminKey = server.Keys.Create(new NewKey(Space.Default, KeyKind.Admin, "test"));
        return server;
    }

    public async Task Apply(string rulebook)
    {
        var reading = RulebookYaml.Read(rulebook);
        Assert.Empty(reading.Problems);
        await Engine.Apply(Space.Default, reading.Rulebook ?? Rulebook.Empty, "test");
    }

    /// <summary>Stops the server and starts another one on the same database.</summary>
    public async Task Restart()
    {
        await Close();
        await Open();
    }

    /// <summary>What a second of waiting does while serving.</summary>
    public Task PassTime() => new DueRounds(Engine) { OnSpaceFailed = (_, error) => throw error }.RunOnce(TestContext.Current.CancellationToken);

    /// <summary>What a second of waiting does for webhooks; returns when all that is due was tried.</summary>
    public Task SendWebhooks(CancellationToken? cancellation = null) =>
        Now.App.Services.GetRequiredService<WebhookWorker>().RunOnce(cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>Opens an answer that goes on.</summary>
    public Task<HttpResponseMessage> Open(string path, string? lastEventId, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-API-KEY", AdminKey);
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return Now.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>The first column of the first row.</summary>
    public long Count(string sql)
    {
        using var connection = Engine.Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Fails unless everything stored is what the journal leads to.</summary>
    public void AssertVerified()
    {
        var timeline = Engine.TimelineOf(Space.Default) ?? throw new InvalidOperationException("There is no rulebook.");
        var differences = new List<Difference>();
        new Verifier(Engine.Database, timeline, Space.Default) { OnDifference = differences.Add }.Run("", CancellationToken.None);
        Assert.Empty(differences);
    }

    public Task<Answered> Get(string path, string? key = null) => Send(HttpMethod.Get, path, null, key);

    public Task<Answered> Post(string path, string body, string? key = null) => Send(HttpMethod.Post, path, body, key);

    public Task<Answered> Event(string user, string value, string metric = "laps") =>
        Post($"/v1/metrics/{metric}/event", $$"""{"user":{"id":"{{user}}"},"value":{{value}}}""");

    /// <summary>A client of the server that sends no key by itself.</summary>
    public HttpClient NewClient() => new() { BaseAddress = Now.Client.BaseAddress };

    /// <summary>As an admin of a tenant.</summary>
    public async Task<Answered> SendFor(string tenant, HttpMethod method, string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("X-API-KEY", key ?? AdminKey);
        request.Headers.TryAddWithoutValidation("Tenant-ID", tenant);
        return await Send(request);
    }

    public async Task<Answered> Send(HttpMethod method, string path, string? body, string? key = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("X-API-KEY", key ?? AdminKey);
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return await Send(request);
    }

    public async Task<Answered> Send(HttpRequestMessage request)
    {
        using var response = await Now.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text) ?? new JsonObject());
    }

    /// <summary>The answer as it came, with its headers.</summary>
    public Task<HttpResponseMessage> Raw(HttpRequestMessage request) => Now.Client.SendAsync(request, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Close();
        database.Dispose();
    }

    /// <summary>The same JSON with every id replaced by the text id.</summary>
    public static JsonNode WithoutIds(JsonNode body) => JsonNode.Parse(Uuid().Replace(body.ToJsonString(), "id")) ?? new JsonObject();

    public static void Same(string expected, JsonNode actual) =>
        Assert.Equal(JsonNode.Parse(expected)?.ToJsonString(), WithoutIds(actual).ToJsonString());

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    private async Task Open()
    {
        var engine = Engine.Open(new EngineOptions(databaseText ?? database.Text, Clock) { LateWindow = Duration.FromDays(30) });
        var keys = new KeyStore(engine.Database, Clock);
        var app = Application.Build(configure(new ServeOptions(engine, keys) { Urls = ["http://127.0.0.1:0"], RunsDueWork = false }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        running = new(engine, keys, app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    private async Task Close()
    {
        Now.Client.Dispose();
        await Now.App.StopAsync(CancellationToken.None);
        await Now.App.DisposeAsync();
        Now.Engine.Dispose();
    }

    private sealed record Running(Engine Engine, KeyStore Keys, WebApplication App, HttpClient Client);
}
