using System.Collections.Concurrent;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>
/// Sends what is told: makes the messages that are due, gives them to the endpoints, and sends. One round after the other; of the
/// nodes that share a database, one at a time does rounds: the one that has the lease, which every transaction of a round asks for again. Each endpoint has a queue of its own, so that a slow one holds up no other.
/// </summary>
public sealed class WebhookWorker : IDisposable
{
    private const int DeliveriesMax = 100;
    private const int UsersAtOnceMax = 4;

    private static readonly Duration PruneEvery = Duration.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Task> sending = new();
    private readonly Backend backend;
    private readonly WebhookClient client;
    private readonly TimerRounds timers;
    private readonly ScheduleRounds schedule;
    private readonly Dispatch dispatch;
    private Instant prunedAt = Instant.MinValue;

    internal WebhookWorker(Backend backend, WebhookClient client)
    {
        this.backend = backend;
        this.client = client;
        timers = new(backend);
        schedule = new(backend);
        Ranks = new(backend);
        dispatch = new(backend);
    }

    internal RankRounds Ranks { get; }

    /// <summary>One round, and everything that it sends: returns when all endpoints have answered, or have let their time pass.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        await Start(cancellation);
        await Finish();
    }

    /// <summary>Returns when nothing is being sent any more.</summary>
    public Task Finish() => Task.WhenAll(sending.Values);

    /// <summary>One round that waits for no endpoint; nothing while another node sends.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        backend.Engine.Webhooks.Refresh();
        if (!backend.Engine.TakesSending())
        {
            return;
        }

        await Prune();
        if (!backend.Engine.Webhooks.IsUsed)
        {
            return;
        }

        await timers.RunOnce(cancellation);
        await schedule.RunOnce();
        await Ranks.RunOnce();
        await dispatch.RunOnce(cancellation);
        foreach (var endpoint in backend.Engine.Webhooks.All.Where(endpoint => endpoint.IsEnabled))
        {
            if (!sending.TryGetValue(endpoint.Id, out var task) || task.IsCompleted)
            {
                sending[endpoint.Id] = Task.Run(() => SendAll(endpoint, cancellation), cancellation);
            }
        }
    }

    /// <summary>Sends one message now and writes down what came of it. With <paramref name="isOnly"/>, it is not tried again.</summary>
    internal async Task<WebhookDelivery> Send(WebhookEndpoint endpoint, WebhookDelivery delivery, bool isOnly, CancellationToken cancellation)
    {
        var sent = await Attempt(endpoint, delivery, cancellation);
        sent = isOnly && sent.NextAt is not null ? sent with { State = WebhookDelivery.Dead, NextAt = null } : sent;
        await backend.Engine.Run(writer => DeliveryTable.Write(writer.ConnectionAside, endpoint, sent));
        return sent;
    }

    public void Dispose() => client.Dispose();

    private async Task SendAll(WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        try
        {
            var goesOn = true;
            while (goesOn && !cancellation.IsCancellationRequested && Read(endpoint) is { Count: > 0 } due)
            {
                goesOn = await SendRound(endpoint, due, cancellation);
            }
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            backend.Log.WebhooksFailed(endpoint.Id, error);
        }
    }

    private IReadOnlyList<WebhookDelivery> Read(WebhookEndpoint endpoint)
    {
        using var connection = backend.Engine.Database.ConnectAside();
        return DeliveryTable.Due(connection, endpoint, backend.Engine.Now, DeliveriesMax);
    }

    // Users side by side, each one's messages one after the other. False when sending has become another node's.
    private async Task<bool> SendRound(WebhookEndpoint endpoint, IReadOnlyList<WebhookDelivery> due, CancellationToken cancellation)
    {
        var results = new ConcurrentBag<WebhookDelivery>();
        var users = due.GroupBy(delivery => delivery.Message.User ?? "", StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = UsersAtOnceMax, CancellationToken = cancellation };
        try
        {
            await Parallel.ForEachAsync(users, options, async (deliveries, stopping) => await SendInOrder(endpoint, deliveries, results, stopping));
        }
        catch (OperationCanceledException)
        {
            // What arrived is written down all the same; the rest is sent by whoever goes on.
        }

        return await backend.Engine.RunAsSender(writer =>
        {
            foreach (var delivery in results)
            {
                DeliveryTable.Write(writer.ConnectionAside, endpoint, delivery);
            }
        });
    }

    private async Task SendInOrder(WebhookEndpoint endpoint, IEnumerable<WebhookDelivery> deliveries, ConcurrentBag<WebhookDelivery> results, CancellationToken cancellation)
    {
        foreach (var delivery in deliveries)
        {
            var sent = await Attempt(endpoint, delivery, cancellation);
            results.Add(sent);
            if (sent.NextAt is not null && sent.Attempts <= RetryTimes.QuickMax)
            {
                return;
            }
        }
    }

    private async Task<WebhookDelivery> Attempt(WebhookEndpoint endpoint, WebhookDelivery delivery, CancellationToken cancellation)
    {
        var answer = await client.Send(endpoint, delivery.Message, backend.Engine.Now, cancellation);
        var now = backend.Engine.Now;
        var attempts = delivery.Attempts + 1;
        var wait = answer.IsSuccess ? null : RetryTimes.WaitAfter(attempts);
        var sent = delivery with
        {
            State = answer.IsSuccess ? WebhookDelivery.Delivered : wait is null ? WebhookDelivery.Dead : WebhookDelivery.Pending,
            Attempts = attempts,
            NextAt = wait is { } pause ? now + pause : null,
            SentAt = now,
            Answer = answer,
        };
        backend.Engine.Instruments.Delivered(sent.State);
        backend.Log.WebhookSent(endpoint.Id, delivery.Message.Key, sent.State, answer.Status ?? 0);
        return sent;
    }

    private async Task Prune()
    {
        var now = backend.Engine.Now;
        if (now < prunedAt + PruneEvery)
        {
            return;
        }

        prunedAt = now;
        foreach (var entry in backend.Engine.Spaces.All)
        {
            await backend.Engine.RunAsSender(writer =>
            {
                MessageTable.Prune(writer.ConnectionAside, entry.Space.Id, now);
                ThrottleTable.Prune(writer.ConnectionAside, entry.Space.Id, now, Duration.FromDays(90));
                RankTable.Prune(writer.ConnectionAside, entry.Space.Id);
            });
        }
    }
}
