using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Laurel.Runtime;
using Laurel.Runtime.Keys;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Bench.Http;

/// <summary>
/// Laurel's web server with one more address, <c>/empty</c>, which parses the event and answers as many bytes as Laurel would: what HTTP costs
/// when nothing follows. Runs as a process of its own, started by this program.
/// </summary>
internal static class EmptyServer
{
    public const string Verb = "empty";
    public const string Path = "/empty";

    public static Command Command()
    {
        var file = new Argument<string>("file");
        var bytes = new Argument<int>("bytes");
        var command = new Command(Verb, "Serves the empty endpoint.") { file, bytes };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => Serve(parsed.GetRequiredValue(file), parsed.GetRequiredValue(bytes), cancellation));
        return command;
    }

    private static async Task Serve(string file, int bytes, CancellationToken cancellation)
    {
        using var engine = Engine.Open(new EngineOptions(file, SystemClock.Instance));
        await using var app = Application.Build(new ServeOptions(engine, new KeyStore(engine.Database, SystemClock.Instance)) { Urls = ["http://127.0.0.1:0"] });
        byte[] answer = [(byte)'"', .. Enumerable.Repeat((byte)'x', bytes - 2), (byte)'"'];
        app.MapPost(Path, (RequestDelegate)(context => Answer(context, answer)));
        await app.StartAsync(cancellation);
        Console.WriteLine($"Laurel is at {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task Answer(HttpContext context, byte[] answer)
    {
        var body = await context.Request.BodyReader.ReadAtLeastAsync((int)(context.Request.ContentLength ?? 0), context.RequestAborted);
        using (var document = JsonDocument.Parse(body.Buffer))
        {
            context.Response.StatusCode = document.RootElement.TryGetProperty("user", out _) ? StatusCodes.Status201Created : StatusCodes.Status422UnprocessableEntity;
        }

        context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        context.Response.BodyWriter.Write(answer);
    }
}
