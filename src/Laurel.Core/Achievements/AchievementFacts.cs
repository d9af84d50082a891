using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Achievements;

/// <summary>
/// An achievement was completed. Backdated: its definition changed and the user had qualified before; <see cref="Fact.At"/>
/// is when the user first did, and nothing else follows from it.
/// </summary>
public sealed record AchievementCompleted(FactId Id, Cause Cause, Instant At, string Achievement, bool Backdated) : Fact(Id, Cause, At)
{
    /// <summary>Which completion of the user's this is, from 1; above 1 for repeatable achievements.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>The user began again and does not hold the achievement any more, which was completed <paramref name="Count"/> times so far.</summary>
public sealed record AchievementReset(FactId Id, Cause Cause, Instant At, string Achievement, int Count) : Fact(Id, Cause, At);

/// <summary>
/// A completion no longer holds: what led to it was taken back, happened otherwise, or it was taken away by hand. Concluded when
/// the user is derived again; <see cref="Cause.Parent"/> is the completion.
/// </summary>
/// <param name="Count">Which completion of the user's it was.</param>
public sealed record AchievementRevoked(FactId Id, Cause Cause, Instant At, string Achievement, int Count) : Fact(Id, Cause, At);
