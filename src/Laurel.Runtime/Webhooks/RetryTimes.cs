using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>When a delivery that failed is tried again: after 1, 2 and 4 minutes, then every hour for a day.</summary>
public static class RetryTimes
{
    /// <summary>Attempts by the minute after the first one; so long, later messages about the same user wait for this one.</summary>
    public const int QuickMax = 3;

    /// <summary>Attempts by the hour after those.</summary>
    public const int HourlyMax = 24;

    /// <summary>How long to wait after attempt number <paramref name="attempts"/> failed; null: it was the last one.</summary>
    public static Duration? WaitAfter(int attempts) => attempts switch
    {
        < 1 => throw new ArgumentOutOfRangeException(nameof(attempts)),
        <= QuickMax => Duration.FromMinutes(1 << (attempts - 1)),
        <= QuickMax + HourlyMax => Duration.FromHours(1),
        _ => null,
    };
}
