using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>
/// A user's score on a board changed. <paramref name="Value"/> null: the user is no longer in this group.
/// </summary>
/// <param name="Run">First day of the run.</param>
/// <param name="Group">Values of the breakdown attributes; <see cref="Group.All"/> on a board without breakdown.</param>
/// <param name="ReachedAt">When the value was reached; earlier ranks first among equals.</param>
public sealed record ScoreChanged(
    FactId Id, Cause Cause, Instant At, string Leaderboard, LocalDate Run, Group Group, decimal? Value, Instant ReachedAt) : Fact(Id, Cause, At)
{
    /// <summary>By tie-breaker of the board; null: no value yet.</summary>
    public ValueList<decimal?> Ties { get; init; } = [];
}
