using NodaTime;

namespace Laurel.Server.Tests;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class TestClock : IClock
{
    private readonly Lock gate = new();
    private Instant now = Instant.FromUtc(2026, 3, 4, 10, 15, 30) + Duration.FromMilliseconds(120);

    public Instant GetCurrentInstant()
    {
        lock (gate)
        {
            return now;
        }
    }

    public void Set(Instant at)
    {
        lock (gate)
        {
            now = at;
        }
    }

    public void Advance(Duration by) => Set(GetCurrentInstant() + by);
}
