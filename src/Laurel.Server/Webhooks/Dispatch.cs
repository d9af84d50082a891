using Laurel.Runtime.Databases;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Points;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>Gives every message to the endpoints that subscribe to it, in order; holds back those that come too often.</summary>
internal sealed class Dispatch(Backend backend)
{
    private const int MessagesMax = 500;

    /// <summary>Everything that waits.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        foreach (var space in backend.Engine.Spaces.All)
        {
            await Release(space.Space.Id);
        }

        var goesOn = true;
        while (goesOn && !cancellation.IsCancellationRequested && Read() is { Count: > 0 } messages)
        {
            var now = backend.Engine.Now;
            goesOn = await backend.Engine.RunAsSender(writer =>
            {
                foreach (var message in messages)
                {
                    Give(writer, message, now);
                }
            });
        }
    }

    private IReadOnlyList<WebhookMessage> Read()
    {
        using var connection = backend.Engine.Database.ConnectAside();
        return MessageTable.Pending(connection, MessagesMax);
    }

    // What was held back and may go now.
    private async Task Release(int space)
    {
        var now = backend.Engine.Now;
        IReadOnlyList<Throttled> due;
        using (var connection = backend.Engine.Database.ConnectAside())
        {
            due = ThrottleTable.Due(connection, space, now, MessagesMax);
        }

        if (due.Count > 0)
        {
            await backend.Engine.RunAsSender(writer =>
            {
                foreach (var held in due)
                {
                    var told = new Announcement(held.Type, held.User ?? "", "") { Body = System.Text.Encoding.UTF8.GetBytes(held.Body ?? "") };
                    MessageTable.Write(writer, space, told, now);
                    ThrottleTable.Write(writer.ConnectionAside, held with { SentAt = now, Body = null, DueAt = null });
                }
            });
        }
    }

    private void Give(DatabaseWriter writer, WebhookMessage message, Instant now)
    {
        if (!MessageTable.Take(writer.ConnectionAside, message) || IsHeldBack(writer, message, now))
        {
            return;
        }

        foreach (var endpoint in backend.Engine.Webhooks.Of(message.Space, message.Type))
        {
            DeliveryTable.Add(writer.ConnectionAside, endpoint, message, now);
        }
    }

    private static bool IsHeldBack(DatabaseWriter writer, WebhookMessage message, Instant now)
    {
        if (message.Subject.Length == 0)
        {
            return false;
        }

        var known = ThrottleTable.Find(writer.ConnectionAside, message.Space, message.Subject);
        if (known?.Body is null && ThrottleTimes.NextAt(known?.SentAt, now) <= now)
        {
            ThrottleTable.Write(writer.ConnectionAside, new(message.Space, message.Subject, message.User, message.Type, now));
            return false;
        }

        var body = known?.Body is { } earlier ? PointsWebhooks.Merge(earlier, message.Body) : message.Body;
        ThrottleTable.Write(writer.ConnectionAside, new(message.Space, message.Subject, message.User, message.Type, known?.SentAt ?? now)
        {
            Body = body,
            DueAt = ThrottleTimes.NextAt(known?.SentAt, now),
        });
        MessageTable.Delete(writer.ConnectionAside, message);
        return true;
    }
}
