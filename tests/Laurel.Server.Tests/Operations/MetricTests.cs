using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Laurel.Runtime.Operations;
using Laurel.Runtime.Tests;
using Laurel.Server.Tests.Webhooks;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Operations;

public sealed class MetricTests
{
    [Fact]
    public async Task Server_AtWork_MeasuresItself()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        var seen = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            // Other tests have engines of their own.
            if (instrument.Meter.Name == Instruments.MeterName && ReferenceEquals(instrument.Meter.Scope, subscribed.Server.Engine.Instruments))
            {
                seen.TryAdd(instrument.Name, 0);
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        await subscribed.Server.Event("u", "1");
        await subscribed.Server.Event("u", "1");
        listener.RecordObservableInstruments();
        var backlog = seen["laurel.webhook.backlog"];
        await subscribed.Server.SendWebhooks();

        Assert.Equal(1, backlog);
        Assert.All(
            ["laurel.batch.size", "laurel.commit.duration", "laurel.cache.hits", "laurel.cache.misses", "laurel.webhook.deliveries"],
            name => Assert.True(seen[name] > 0, name));
        Assert.Equal(
            Regex.Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "guides", "operations.md")), @"`(laurel\.[a-z.]+)`").Select(match => match.Groups[1].Value)
                .Where(name => TestDatabase.IsPostgres || name != "laurel.feed.lag").Distinct().Order(StringComparer.Ordinal),
            seen.Keys.Order(StringComparer.Ordinal));
    }
}
