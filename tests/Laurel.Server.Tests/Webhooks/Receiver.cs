using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Laurel.Server.Tests.Webhooks;

/// <summary>A request that arrived.</summary>
internal sealed record Arrived(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? new JsonObject();

    public string Type => (string?)Json["type"] ?? "";

    public string Id => Headers["webhook-id"];

    /// <summary>The signatures as the two documents define them, computed here anew.</summary>
    public void AssertSigned(string secret, int count = 1)
    {
        using var trophy = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        Assert.Equal(Convert.ToBase64String(trophy.ComputeHash(Encoding.UTF8.GetBytes(Body))), Headers["X-Trophy-Signature"]);
        using var standard = new HMACSHA256(Convert.FromBase64String(secret.Split('_', 2)[1]));
        var signed = standard.ComputeHash(Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Body}"));
        var signatures = Headers["webhook-signature"].Split(' ');
        Assert.Equal(count, signatures.Length);
        Assert.Contains("v1," + Convert.ToBase64String(signed), signatures);
    }
}

/// <summary>Somebody who receives webhooks, and does with them what the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Arrived> arrived = new();
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/hook";

    /// <summary>Everything that arrived, in order.</summary>
    public IReadOnlyList<Arrived> All => [.. arrived];

    public IReadOnlyList<string> Types => [.. arrived.Select(message => message.Type)];

    /// <summary>What is done with a request, after it was noted; by default it is welcome.</summary>
    public Func<HttpContext, Arrived, Task> Behaviour { get; set; } = Welcome;

    public static Task Welcome(HttpContext context, Arrived message) => context.Response.WriteAsync("thanks");

    public static Task Fail(HttpContext context, Arrived message)
    {
        context.Response.StatusCode = 500;
        return context.Response.WriteAsync("not now");
    }

    public static async Task Hang(HttpContext context, Arrived message)
    {
        var gone = new TaskCompletionSource();
        await using var noticed = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public static Task CloseEarly(HttpContext context, Arrived message)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var message = new Arrived(await reader.ReadToEndAsync(), headers);
        arrived.Enqueue(message);
        await Behaviour(context, message);
    }
}
