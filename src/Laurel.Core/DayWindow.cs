using NodaTime;

namespace Laurel.Core;

/// <summary>Local times of day from <paramref name="From"/> (null: midnight) until before <paramref name="To"/> (null: midnight); it may cross midnight.</summary>
public readonly record struct DayWindow(LocalTime? From, LocalTime? To)
{
    /// <summary>Half-open: from ≤ time &lt; to.</summary>
    public bool Contains(LocalTime time)
    {
        var from = From ?? LocalTime.Midnight;
        if (To is not { } to || to == LocalTime.Midnight)
        {
            return time >= from;
        }

        return from < to ? time >= from && time < to : time >= from || time < to;
    }
}
