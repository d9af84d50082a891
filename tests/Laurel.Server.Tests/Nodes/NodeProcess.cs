using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Laurel.Server.Tests.CommandLine;

namespace Laurel.Server.Tests.Nodes;

/// <summary>One <c>laurel serve</c> of several on the same database.</summary>
internal sealed class NodeProcess : IDisposable
{
    public const string AdminKey = "nodes.0123456789abcdef0123456789abcdef";
    private const int LogLinesMax = 400;

    // A node that stands still gets no answer out; a load goes on to another one soon.
    private static readonly TimeSpan StepPatience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly HttpClient client;
    private readonly ConcurrentQueue<string> log = new();

    private NodeProcess(Process process, string url)
    {
        this.process = process;
        client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Add("X-API-KEY", AdminKey);
    }

    public static async Task<NodeProcess> Start(string database, string rulebook)
    {
        var process = LaurelProgram.Start(
            LaurelProgram.File, "serve", "--database", database, "--rulebook", rulebook, "--urls", "http://127.0.0.1:0", "--admin-key", AdminKey, "--allow-private-webhooks");
        var node = new NodeProcess(process, await LaurelProgram.UrlOf(process));
        _ = node.Note(process.StandardOutput);
        _ = node.Note(process.StandardError);
        return node;
    }

    /// <summary>What it logged of late, for a test that fails.</summary>
    public string Log => string.Join('\n', log);

    /// <summary>Sends one step under an idempotency key; the status, or null when nothing answered in time.</summary>
    public async Task<int?> Step(string user, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/metrics/steps/event")
        {
            Content = new StringContent($$"""{"user": {"id": "{{user}}"}, "value": 1}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var patience = new CancellationTokenSource(StepPatience);
        try
        {
            using var response = await client.SendAsync(request, patience.Token);
            return (int)response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The board over all times: rank, user and value of each place. Null when it did not answer with one, which it may do later.</summary>
    public async Task<string?> Board() => (await Get("/v1/leaderboards/all?limit=100"))?["rankings"]?.AsArray() is { } places
        ? string.Join(' ', places.Select(place => $"{place?["rank"]}.{place?["userId"]}:{place?["value"]}"))
        : null;

    /// <summary>The rank of a user on the board over all times, as this node knows it; null: none yet, or no answer.</summary>
    public async Task<int?> Rank(string user) => (int?)(await Get($"/v1/users/{user}/leaderboards/all"))?["rank"];

    public async Task<JsonNode> Post(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text) ?? new JsonObject();
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Freeze() => Signal("STOP");

    public void Wake() => Signal("CONT");

    public void Dispose()
    {
        Kill();
        client.Dispose();
        process.Dispose();
    }

    private async Task<JsonNode?> Get(string path)
    {
        try
        {
            return JsonNode.Parse(await client.GetStringAsync(path));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task Note(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            log.Enqueue(line);
            if (log.Count > LogLinesMax)
            {
                log.TryDequeue(out _);
            }
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
