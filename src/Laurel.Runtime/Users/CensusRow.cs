using Laurel.Core;
using Laurel.Core.Evaluation;

namespace Laurel.Runtime.Users;

/// <summary>A balance as the census keeps it.</summary>
/// <param name="LevelPoints">What a level policy that does not follow the balance reads.</param>
public readonly record struct CensusBalance(long Balance, long LevelPoints);

/// <summary>The lengths of one streak.</summary>
public readonly record struct CensusStreak(int Length, int Longest);

/// <summary>What the census keeps of a user. The lists stand in the order of the rulebook of <paramref name="Version"/>.</summary>
public sealed record CensusRow(string User, int Version, AttributeSet Attributes)
{
    public ValueList<CensusBalance> Points { get; init; } = [];

    public ValueList<CensusStreak> Streaks { get; init; } = [];

    /// <summary>Wants to stand on no ranking.</summary>
    public bool IsHidden { get; init; }

    internal static CensusRow Of(UserState state) => new(state.Profile.Id, state.Version, state.Profile.Attributes)
    {
        Points = state.Points.Count == 0 ? ValueList<CensusBalance>.Empty : [.. state.Points.Select(points => new CensusBalance(points.Balance, points.LevelPoints))],
        Streaks = state.Streaks.Count == 0 ? ValueList<CensusStreak>.Empty : [.. state.Streaks.Select(streak => new CensusStreak(streak.Length, streak.LongestLength))],
        IsHidden = state.Profile.LeaderboardsOptOut,
    };
}
