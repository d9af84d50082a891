using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>Says what is to be told about an outcome, of the types that are wanted. Called on the processor's thread: pure and quick.</summary>
public delegate IEnumerable<Announcement> Announcer(int space, Answer.Accepted outcome, IReadOnlySet<string> wanted);

/// <summary>
/// Writes what endpoints subscribe to in the transaction of the facts it follows from: neither can be there without the other.
/// Where nothing is subscribed to, nothing is written.
/// </summary>
public sealed class Outbox(WebhookStore store)
{
    private volatile Announcer? announcer;

    /// <summary>From now on, this says what is told. Without, nothing is.</summary>
    public void Use(Announcer announcer) => this.announcer = announcer;

    /// <summary>Collects one batch's messages; null when there is nothing to collect.</summary>
    internal BatchOutbox? Begin(Instant now) => announcer is { } say && store.IsUsed ? new(say, store, now) : null;
}

/// <summary>The messages and timers of one batch.</summary>
internal sealed class BatchOutbox(Announcer announcer, WebhookStore store, Instant now)
{
    private readonly List<(int Space, Announcement Told)> messages = [];
    private readonly Dictionary<(int Space, string User, string Type, string Subject), Instant> timers = [];

    public void Add(int space, Answer.Accepted outcome)
    {
        var wanted = store.TypesOf(space);
        if (wanted.Count == 0 || outcome.Facts.Count == 0)
        {
            return;
        }

        foreach (var told in announcer(space, outcome, wanted))
        {
            if (told.DueAt is { } dueAt)
            {
                timers[(space, told.User, told.Type, told.Subject)] = dueAt;
            }
            else
            {
                messages.Add((space, told));
            }
        }
    }

    public void Write(DatabaseWriter writer)
    {
        foreach (var (space, told) in messages)
        {
            MessageTable.Write(writer, space, told, now);
        }

        foreach (var ((space, user, type, subject), dueAt) in timers)
        {
            TimerTable.Write(writer, space, (user, type, subject), dueAt);
        }
    }
}
