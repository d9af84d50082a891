using System.Diagnostics;
using System.Net;
using System.Text;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary><c>laurel serve</c> as a process of its own, on a free port.</summary>
internal sealed class RunningServer : IDisposable
{
    private const string AdminKey = "crashes.0123456789abcdef0123456789abcdef";

    private readonly Process process;
    private readonly HttpClient client;

    private RunningServer(Process process, string url, TimeSpan startedIn)
    {
        this.process = process;
        StartedIn = startedIn;
        client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Add("X-API-KEY", AdminKey);
    }

    /// <summary>From the start of the process until it listened.</summary>
    public TimeSpan StartedIn { get; }

    public static async Task<RunningServer> Start(Workplace place)
    {
        var watch = Stopwatch.StartNew();
        var process = LaurelProgram.Start(
            LaurelProgram.File, "serve", "--database", place.Database, "--rulebook", place.Rulebook,
            "--urls", "http://127.0.0.1:0", "--admin-key", AdminKey);
        var url = await LaurelProgram.UrlOf(process);

        // What it logs is not read, and must not fill the pipe.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new RunningServer(process, url, watch.Elapsed);
    }

    /// <summary>
    /// Sends one step under an idempotency key: 201 or 202 when it was acknowledged, 503 when there was no room for it, null when nothing answered.
    /// </summary>
    public async Task<HttpStatusCode?> Send(string user, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/metrics/steps/event")
        {
            Content = new StringContent($$"""{"user": {"id": "{{user}}"}, "value": 1}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await client.SendAsync(request);
            Assert.True(
                response.StatusCode is HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable,
                await response.Content.ReadAsStringAsync());
            return response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Whether somebody killed it: it does not end by itself.</summary>
    public bool IsKilled { get; private set; }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
        IsKilled = true;
    }

    public void Dispose()
    {
        Kill();
        client.Dispose();
        process.Dispose();
    }
}
