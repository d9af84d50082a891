using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Laurel.Bench.Processes;

namespace Laurel.Bench.Ingest;

/// <summary>Batches of 1,000 events over HTTP, a few at a time; each is answered when it is durable.</summary>
internal static class BatchLoad
{
    public const int EventsEach = 1_000;
    public const int ClientCount = 4;

    /// <summary>Events per second.</summary>
    public static async Task<double> Run(LaurelServer server, int users, TimeSpan length)
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
                using var body = new StringContent(Body(random, users), Encoding.UTF8, "application/json");
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

    private static string Body(Random random, int users)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < EventsEach; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""{"key":"lessons-completed","user":{"id":"user-{{{random.Next(1, users + 1)}}}"},"value":1,"attributes":{"difficulty":"easy"}}""");
        }

        return text.Append(']').ToString();
    }
}
