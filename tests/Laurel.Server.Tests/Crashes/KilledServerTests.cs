using System.Collections.Concurrent;
using Laurel.Runtime.Inputs;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A server under load is killed at random moments; every event that it acknowledged is there exactly once.</summary>
public sealed class KilledServerTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 3;
    private const int ClientCount = 16;
    private const int AcknowledgedMax = 2_000;

    private readonly Workplace place = new();
    private readonly ConcurrentBag<(string User, string Key)> sent = [];
    private readonly ConcurrentDictionary<(string User, string Key), bool> acknowledged = new();

    [Fact]
    public async Task Serve_KilledUnderLoad_KeepsWhatItAcknowledgedOnce()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            await LoadUntilKilled(acknowledged.Count + random.Next(1, AcknowledgedMax));
            output.WriteLine($"killed: {sent.Count} sent, {acknowledged.Count} acknowledged");
            Assert.Equal("ok", place.Integrity());
            AssertKept();
        }

        await SendEverythingAgain();
        AssertKept();
        Assert.Equal([$"{sent.Count}"], place.Query("select count(*) from journal where metric is not null"));
        Assert.Equal([$"{sent.Count}"], place.Query("select sum(amount) from points_awards where trigger_key = 'step'"));
    }

    public void Dispose() => place.Dispose();

    private async Task LoadUntilKilled(int target)
    {
        using var server = await RunningServer.Start(place);
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(client => SendUntilKilled(server, $"u{client}", target)));
    }

    private async Task SendUntilKilled(RunningServer server, string user, int target)
    {
        var isUp = true;
        while (isUp)
        {
            var name = (user, $"{Guid.NewGuid()}");
            sent.Add(name);
            isUp = await Send(server, name);
            if (acknowledged.Count >= target)
            {
                server.Kill();
            }
        }
    }

    private async Task SendEverythingAgain()
    {
        using var server = await RunningServer.Start(place);
        foreach (var part in sent.Chunk(ClientCount))
        {
            Assert.DoesNotContain(false, await Task.WhenAll(part.Select(name => Send(server, name))));
        }

        server.Kill();
    }

    private async Task<bool> Send(RunningServer server, (string User, string Key) name)
    {
        var isAcknowledged = await server.Send(name.User, name.Key);
        if (isAcknowledged)
        {
            acknowledged[name] = true;
        }

        return isAcknowledged;
    }

    private void AssertKept()
    {
        var ids = place.Query("select input_id from journal where metric is not null");
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(acknowledged.Keys.Select(name => Convert.ToHexString(InputIds.OfKey(name.User, "steps", name.Key).Value.ToByteArray(bigEndian: true))).Except(ids));
    }
}
