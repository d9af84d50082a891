using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>
/// A user's score in one run and group of a board. <paramref name="Group"/> null: the user lacks an attribute that the
/// breakdown needs; the score is kept but not ranked.
/// </summary>
public sealed record ScoreEntry(LocalDate Run, Group? Group, decimal Value, Instant ReachedAt);

/// <summary>A user's scores on one board, of the runs that can still change.</summary>
public sealed record LeaderboardState(ValueList<ScoreEntry> Scores)
{
    public static readonly LeaderboardState None = new([]);
}
