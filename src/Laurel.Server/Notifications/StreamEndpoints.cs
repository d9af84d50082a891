using System.Text;
using System.Text.Json;
using Laurel.Runtime.Notifications;
using Laurel.Server.Http;

namespace Laurel.Server.Notifications;

/// <summary>Notifications as they happen: server-sent events, which a client takes up again where it was cut off.</summary>
internal sealed class StreamEndpoints(StreamCounts counts, IHostApplicationLifetime lifetime)
{
    private const int PageMax = 100;

    // So often something is sent, so that a connection that is gone is noticed by both sides.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public void Map(Routes v1) => v1.Stream("/users/{id}/stream", Follow, new("Notifications", "A user's notifications as they happen, as server-sent events.", typeof(NotificationResponse))
    {
        Parameters = [new("Last-Event-ID", "Id of the last notification that was seen: what came since is sent first. Without, only what is new.", IsHeader: true)],
    });

    private async Task Follow(Call call, HttpResponse response)
    {
        var inbox = NotificationEndpoints.InboxOf(call);
        var after = Start(call, inbox);
        if (!counts.TryEnter(inbox.Space, inbox.User))
        {
            throw new RefusedException(ErrorTable.TooManyStreams);
        }

        try
        {
            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers.CacheControl = "no-cache";
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, lifetime.ApplicationStopping);
            await Write(call, response, (inbox, after), ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The client went, or the server is told to stop: either may come back.
        }
        finally
        {
            if (counts.Leave(inbox.Space, inbox.User))
            {
                call.Backend.Engine.Projections.Notifications.Forget(inbox.Space, inbox.User);
            }
        }
    }

    private static async Task Write(Call call, HttpResponse response, ((int Space, string User) Inbox, NotificationId After) from, CancellationToken cancellation)
    {
        var after = from.After;
        await response.WriteAsync(": here\n\n", cancellation);
        while (true)
        {
            var next = call.Backend.Engine.Projections.Notifications.Next(from.Inbox.Space, from.Inbox.User);
            var page = Read(call, from.Inbox, after);
            foreach (var notification in page)
            {
                await response.WriteAsync(TextOf(call, notification), cancellation);
                after = notification.Id;
            }

            await response.Body.FlushAsync(cancellation);
            if (page.Count == PageMax)
            {
                continue;
            }

            await Task.WhenAny(next, Task.Delay(Heartbeat, cancellation));
            cancellation.ThrowIfCancellationRequested();
            if (!next.IsCompleted)
            {
                await response.WriteAsync(":\n\n", cancellation);
            }
        }
    }

    private static NotificationId Start(Call call, (int Space, string User) inbox)
    {
        if (call.Header("Last-Event-ID") is { } text)
        {
            return NotificationId.TryParse(text, out var id) ? id : throw Call.Invalid("Last-Event-ID", "must be the id of a notification");
        }

        using var connection = call.Backend.Engine.Database.ConnectFor(inbox.Space, [inbox.User]);
        return NotificationTable.Newest(connection, inbox);
    }

    private static IReadOnlyList<Notification> Read(Call call, (int Space, string User) inbox, NotificationId after)
    {
        using var connection = call.Backend.Engine.Database.ConnectFor(inbox.Space, [inbox.User]);
        return NotificationTable.After(connection, inbox, after, PageMax);
    }

    private static string TextOf(Call call, Notification notification)
    {
        var text = new StringBuilder();
        text.Append("id: ").Append(notification.Id).Append('\n');
        text.Append("event: ").Append(notification.Type).Append('\n');
        text.Append("data: ").Append(JsonSerializer.Serialize(NotificationWire.Of(call.Catalog, notification), NotificationJson.Default.NotificationResponse)).Append("\n\n");
        return text.ToString();
    }
}
