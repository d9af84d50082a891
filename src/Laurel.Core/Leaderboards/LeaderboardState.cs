using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>
/// A user's score in one run and group of a board. <paramref name="Group"/> null: the user lacks an attribute that the
/// breakdown needs; the score is kept but not ranked.
/// </summary>
public sealed record ScoreEntry(LocalDate Run, Group? Group, decimal Value, Instant ReachedAt)
{
    /// <summary>By tie-breaker of the board; null: no value yet.</summary>
    public ValueList<decimal?> Ties { get; init; } = [];

    /// <summary>Null on boards that need nothing but the score.</summary>
    public ScoreTally? Tally { get; init; }

    /// <summary>The user opted out or is not let in by the board's filter: the score is kept but not ranked.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>What a score was made of.</summary>
/// <param name="Count">Events (or awards) that counted; 0: only a tie-breaker has a value yet, so there is no score.</param>
/// <param name="Sum">Of their values.</param>
/// <param name="LastAt">When the last of them was.</param>
public sealed record ScoreTally(int Count, decimal Sum, Instant LastAt)
{
    public static readonly ScoreTally None = new(0, 0, default);
}

/// <summary>A user's scores on one board, of the runs that can still change.</summary>
public readonly record struct LeaderboardState(ValueList<ScoreEntry> Scores)
{
    public static readonly LeaderboardState None = new([]);
}
