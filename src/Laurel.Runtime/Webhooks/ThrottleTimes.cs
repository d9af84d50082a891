using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>How often messages about the same subject are sent: the first at once, what follows as one when the window is over.</summary>
public static class ThrottleTimes
{
    public static readonly Duration Window = Duration.FromMinutes(15);

    /// <summary>When the next message may go, given when the last one went (null: never).</summary>
    public static Instant NextAt(Instant? sentAt, Instant now) => sentAt is { } last ? Instant.Max(now, last + Window) : now;
}
