using System.Collections.Concurrent;
using System.Net;
using Laurel.Runtime.Inputs;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Crashes;

/// <summary>Clients, each a user who walks one step at a time, under a key of its own; and what a database must hold afterwards.</summary>
internal sealed class StepLoad(Workplace place)
{
    private const int ClientCount = 16;

    private readonly ConcurrentBag<(string User, string Key)> sent = [];
    private readonly ConcurrentDictionary<(string User, string Key), bool> acknowledged = new();

    public int SentCount => sent.Count;

    public int AcknowledgedCount => acknowledged.Count;

    /// <summary>Sends until nothing answers any more, or until a step is refused for want of a database.</summary>
    /// <param name="onAcknowledged">Called after every step that was acknowledged.</param>
    public Task SendUntilRefused(RunningServer server, Action? onAcknowledged = null) =>
        Task.WhenAll(Enumerable.Range(0, ClientCount).Select(client => Task.Run(() => Walk(server, $"u{client}", onAcknowledged ?? (() => { })))));

    /// <summary>Sends everything once more, under the same keys; all of it must be acknowledged.</summary>
    public async Task SendAllAgain(RunningServer server)
    {
        foreach (var part in sent.Chunk(ClientCount))
        {
            Assert.DoesNotContain(false, await Task.WhenAll(part.Select(step => Send(server, step))));
        }
    }

    /// <summary>Every acknowledged step is there once, and all tables tell the same story.</summary>
    public async Task AssertKept()
    {
        await AssertWhole();
        var stored = place.Query("select input_id from journal where metric is not null").ToHashSet();
        Assert.DoesNotContain(acknowledged.Keys, step => !stored.Contains(IdOf(step)));
    }

    /// <summary>As <see cref="AssertKept"/>, and there is nothing else than what was sent, nor less.</summary>
    public async Task AssertAllKept()
    {
        await AssertKept();
        await place.Verify();
        Assert.Equal([$"{SentCount}"], place.Query("select count(*) from journal where metric is not null"));

        var steps = sent.GroupBy(step => step.User).OrderBy(user => user.Key, StringComparer.Ordinal).ToList();
        Assert.Equal(steps.Select(user => $"{user.Key},steps,{user.Count()}"), Rows(await place.Export("totals"), ",steps,"));
        var balances = place.Query("select user_id, sum(amount) from points_awards group by user_id order by user_id").Select(row => row.Replace('|', ','));
        Assert.Equal(balances, Rows(await place.Export("points"), ",xp,").Select(row => string.Join(',', row.Split(',')[0], row.Split(',')[2])));
    }

    /// <summary>The tables agree with each other, whichever steps they hold.</summary>
    public async Task AssertWhole()
    {
        await place.EndTransactions();
        Assert.Equal("ok", place.Integrity());
        var steps = place.Query("select user_id, count(*) from journal where metric = 'steps' group by user_id order by user_id");
        Assert.Equal([], place.Query("select input_id from journal group by input_id having count(*) > 1"));
        Assert.Equal([], place.Query("select user_id from journal group by user_id having min(seq) <> 1 or max(seq) <> count(*)"));
        Assert.Equal([], place.Query("select user_id from users u where seq <> (select count(*) from journal j where j.user_id = u.user_id)"));
        Assert.Equal([], place.Query("select user_id from journal j where not exists (select 1 from users u where u.user_id = j.user_id)"));
        Assert.Equal(
            place.Query("select user_id, input_id from journal where metric is not null order by user_id, input_id"),
            place.Query("select user_id, input_id from idempotency_keys order by user_id, input_id"));
        Assert.Equal(steps, place.Query("select user_id, sum(amount) from points_awards where trigger_key = 'step' group by user_id order by user_id"));
        Assert.Equal(steps, place.Query("select user_id, value from scores where leaderboard = 'all' order by user_id"));
    }

    private async Task Walk(RunningServer server, string user, Action onAcknowledged)
    {
        var goesOn = true;
        while (goesOn)
        {
            var step = (user, $"{Guid.NewGuid()}");
            sent.Add(step);
            goesOn = await Send(server, step);
            onAcknowledged();
        }
    }

    private async Task<bool> Send(RunningServer server, (string User, string Key) step)
    {
        var isAcknowledged = await server.Send(step.User, step.Key) is HttpStatusCode.Created or HttpStatusCode.Accepted;
        if (isAcknowledged)
        {
            acknowledged[step] = true;
        }

        return isAcknowledged;
    }

    private static string IdOf((string User, string Key) step) =>
        Convert.ToHexString(InputIds.OfKey(step.User, "steps", step.Key).Value.ToByteArray(bigEndian: true));

    private static IEnumerable<string> Rows(string export, string containing) =>
        export.Split('\n').Where(row => row.Contains(containing, StringComparison.Ordinal));
}
