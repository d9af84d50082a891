using Laurel.Runtime.Spaces;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Users;

namespace Laurel.Server.Webhooks;

/// <summary>Looks at the timers that are due, and writes the messages they come to.</summary>
internal sealed class TimerRounds(Backend backend)
{
    private const int TimersMax = 500;

    public async Task RunOnce(CancellationToken cancellation)
    {
        foreach (var entry in backend.Engine.Spaces.All)
        {
            var goesOn = true;
            while (goesOn && !cancellation.IsCancellationRequested && backend.Engine.TimelineOf(entry.Space) is not null && Read(entry.Space) is { Count: > 0 } timers)
            {
                var now = backend.Engine.Now;
                var told = timers.Select(timer => (Timer: timer, Told: ReminderWebhooks.Due(backend, entry.Space, timer).ToArray())).ToArray();
                goesOn = await backend.Engine.RunAsSender(writer =>
                {
                    foreach (var (timer, announcements) in told)
                    {
                        if (!TimerTable.Take(writer.ConnectionAside, timer))
                        {
                            continue;
                        }

                        foreach (var announcement in announcements)
                        {
                            if (announcement.DueAt is { } dueAt)
                            {
                                TimerTable.Write(writer, timer.Space, (announcement.User, announcement.Type, announcement.Subject), dueAt);
                            }
                            else
                            {
                                MessageTable.Write(writer, timer.Space, announcement, now);
                            }
                        }
                    }
                });
            }
        }
    }

    private IReadOnlyList<WebhookTimer> Read(Space space)
    {
        using var connection = backend.Engine.Database.ConnectAside();
        return TimerTable.Due(connection, space.Id, backend.Engine.NowOf(space), TimersMax);
    }
}
