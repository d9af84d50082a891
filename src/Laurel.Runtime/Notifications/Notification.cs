using NodaTime;

namespace Laurel.Runtime.Notifications;

/// <summary>Where a notification stands among those of its user: they grow in this order. Written <c>at-seq-ordinal</c>.</summary>
public readonly record struct NotificationId(long AtMs, long Seq, int Ordinal)
{
    /// <summary>After all others.</summary>
    public static readonly NotificationId Last = new(long.MaxValue, long.MaxValue, int.MaxValue);

    /// <summary>Before all others.</summary>
    public static readonly NotificationId First = new(0, 0, 0);

    public override string ToString() => $"{AtMs}-{Seq}-{Ordinal}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out NotificationId id)
    {
        var parts = text.Split('-');
        id = default;
        if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles, null, out var at) || !long.TryParse(parts[1], NumberStyles, null, out var seq)
            || !int.TryParse(parts[2], NumberStyles, null, out var ordinal))
        {
            return false;
        }

        id = new(at, seq, ordinal);
        return true;
    }

    private const System.Globalization.NumberStyles NumberStyles = System.Globalization.NumberStyles.None;
}

/// <summary>Something that happened to a user, for the application to show.</summary>
/// <param name="Type">As of webhooks.</param>
/// <param name="Subject">Key of the achievement, streak or points system.</param>
/// <param name="Amount">Length of a streak, freezes that came or went, which completion.</param>
/// <param name="Detail">What else there is to know: freezes held, or previous and new level.</param>
/// <param name="ReadAt">Null: unread.</param>
public sealed record Notification(NotificationId Id, string Type, string Subject, long Amount, string? Detail, Instant? ReadAt);
