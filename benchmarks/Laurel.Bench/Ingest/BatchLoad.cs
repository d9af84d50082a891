using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Ingest;

/// <summary>Batches of 1,000 events over HTTP, a few at a time; each is answered when it is durable.</summary>
internal sealed class BatchLoad : IDisposable
{
    public const int EventsEach = 1_000;
    public const int ClientCount = 4;

    // When all were sent, they come again.
    private const int BodyCount = 400;

    /// <summary>How long the server is warmed before anything counts.</summary>
    public static readonly TimeSpan Warming = TimeSpan.FromSeconds(6);

    private static readonly string AllTaken = $"\"accepted\":{EventsEach},\"issues\":[]";

    // Made beforehand: the machine is the server's while the clock runs.
    private readonly byte[][] bodies;
    private readonly HttpClient client;
    private int sent = -1;

    private BatchLoad(LaurelServer server, History history)
    {
        var random = new Random(1);
        bodies = [.. Enumerable.Range(0, BodyCount).Select(_ => Body(history, random))];
        client = new HttpClient { BaseAddress = new Uri(server.Url) };
        client.DefaultRequestHeaders.Add("X-API-KEY", LaurelServer.AdminKey);
    }

    /// <summary>Events per second, once the server is warm.</summary>
    public static async Task<double> Run(LaurelServer server, History history, TimeSpan length)
    {
        BenchRun.Say($"  {history.Name}: batches over HTTP…");
        using var load = new BatchLoad(server, history);
        await load.Send(Warming);
        var perSecond = await load.Send(length);
        BenchRun.Say($"    {perSecond:0} events/s, {load.sent + 1} batches, load {Machine.Load()}");
        return perSecond;
    }

    public void Dispose() => client.Dispose();

    private async Task<double> Send(TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < length; count++)
            {
                await Send(bodies[Interlocked.Increment(ref sent) % BodyCount]);
            }

            return count;
        })));
        return counts.Sum() * EventsEach / watch.Elapsed.TotalSeconds;
    }

    // A batch is answered with 202 also when some of its events were refused.
    private async Task Send(byte[] batch)
    {
        using var body = new ByteArrayContent(batch);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync("/admin/v1/metrics/events", body);
        var answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.Accepted || !answer.Contains(AllTaken, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not all events of a batch were taken: {answer}");
        }
    }

    private static byte[] Body(History history, Random random) =>
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, EventsEach).Select(_ => history.NextEvent(random).InBatch))}]");
}
