using System.Diagnostics;
using System.Net;
using System.Text;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Ingest;

/// <summary>Batches of 1,000 events over HTTP, a few at a time; each is answered when it is durable.</summary>
internal static class BatchLoad
{
    public const int EventsEach = 1_000;
    public const int ClientCount = 4;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(2);

    /// <summary>Events per second, once the server is warm.</summary>
    public static async Task<double> Run(LaurelServer server, History history, TimeSpan length)
    {
        BenchRun.Say($"  {history.Name}: batches over HTTP…");
        await Send(server, history, Warming);
        var perSecond = await Send(server, history, length);
        BenchRun.Say($"    {perSecond:0} events/s, load {Machine.Load()}");
        return perSecond;
    }

    private static async Task<double> Send(LaurelServer server, History history, TimeSpan length)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        client.DefaultRequestHeaders.Add("X-API-KEY", LaurelServer.AdminKey);
        var watch = Stopwatch.StartNew();
        var batches = await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            var count = 0;
            for (; watch.Elapsed < length; count++)
            {
                using var body = new StringContent(Body(history, random), Encoding.UTF8, "application/json");
                using var response = await client.PostAsync("/admin/v1/metrics/events", body);
                if (response.StatusCode != HttpStatusCode.Accepted)
                {
                    throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
                }
            }

            return count;
        })));
        return batches.Sum() * EventsEach / watch.Elapsed.TotalSeconds;
    }

    private static string Body(History history, Random random) =>
        $"[{string.Join(',', Enumerable.Range(0, EventsEach).Select(_ => history.NextEvent(random).InBatch))}]";
}
