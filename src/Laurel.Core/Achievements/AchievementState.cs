using NodaTime;

namespace Laurel.Core.Achievements;

/// <summary>A completion that a user holds.</summary>
public sealed record AchievementState(Instant CompletedAt, bool Backdated);
