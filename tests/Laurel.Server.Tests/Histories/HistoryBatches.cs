using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Laurel.Runtime;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Replay;
using Laurel.Runtime.Spaces;
using Laurel.Server.Http;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Tests.Histories;

/// <summary>Events of a file on their way over HTTP, each with what is known of its user.</summary>
internal static class HistoryBatches
{
    private const int Size = 1_000;

    /// <summary>Sends all, in their order; the instant of the latest one.</summary>
    public static async Task<Instant> Send(Engine engine, IReadOnlyList<EventRow> events, IReadOnlyDictionary<string, UserRow> users)
    {
        var keys = new KeyStore(engine.Database, SystemClock.Instance);
        await using var app = Application.Build(new ServeOptions(engine, keys) { Urls = ["http://127.0.0.1:0"], RunsDueWork = false });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-API-KEY", keys.Create(new NewKey(Space.Default, KeyKind.Admin, "test")));
        foreach (var part in events.Chunk(Size))
        {
            using var answer = await client.PostAsJsonAsync("/admin/v1/metrics/events", part.Select(row => Body(row, users)), TestContext.Current.CancellationToken);
            Assert.Equal($$"""{"accepted":{{part.Length}},"issues":[]}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        await app.StopAsync(CancellationToken.None);
        return events.Max(row => row.At);
    }

    private static JsonObject Body(EventRow row, IReadOnlyDictionary<string, UserRow> users) => new()
    {
        ["key"] = row.Metric,
        ["user"] = new JsonObject { ["id"] = row.User, ["tz"] = users[row.User].TimeZone },
        ["value"] = row.Value,
        ["idempotencyKey"] = row.Key,
        ["occurredAt"] = InstantPattern.ExtendedIso.Format(row.At),
    };
}
