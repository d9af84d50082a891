using NodaTime;

namespace Laurel.Core.Achievements;

/// <summary>A completion that a user holds; of a repeatable achievement, the latest.</summary>
public sealed record AchievementState(Instant CompletedAt, bool Backdated)
{
    /// <summary>How often it was completed.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The condition has held ever since the completion, so that it is no reason for another.</summary>
    public bool IsHeld { get; init; }
}
