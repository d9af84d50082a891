using Laurel.Core.Leaderboards;

namespace Laurel.Runtime.Leaderboards;

/// <summary>One row of a standing.</summary>
/// <param name="Member">The user's number in <see cref="Members"/>.</param>
/// <param name="Rank">From 1, counted as the standing's <see cref="RankKind"/> says.</param>
/// <param name="Value">The score, as it was set.</param>
/// <param name="ReachedAtMs">When the score was reached, in milliseconds since 1970 UTC.</param>
public readonly record struct Place(int Member, int Rank, decimal Value, long ReachedAtMs);
