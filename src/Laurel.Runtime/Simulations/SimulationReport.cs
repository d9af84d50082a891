using NodaTime;

namespace Laurel.Runtime.Simulations;

/// <summary>How a number is spread over users; all zero without users.</summary>
/// <param name="Count">Users who have it at all.</param>
/// <param name="Total">Sum of all.</param>
public sealed record Distribution(long Count, decimal Total, long P10, long Median, long P90, long P99, long Max)
{
    /// <summary>Of values in any order; percentiles by nearest rank.</summary>
    public static Distribution Of(IEnumerable<long> values)
    {
        var sorted = values.Order().ToArray();
        long At(int percent) => sorted.Length == 0 ? 0 : sorted[Math.Max(0, ((sorted.Length * percent) + 99) / 100 - 1)];
        return new(sorted.Length, sorted.Sum(value => (decimal)value), At(10), At(50), At(90), At(99), At(100));
    }
}

/// <summary>The same under the recorded rules and under the others; null: not defined there.</summary>
public sealed record Pair<T>(T? Before, T? After) where T : class;

/// <summary>Points that came in during one week, which begins on a Monday of UTC.</summary>
public sealed record WeekPoints(LocalDate On, long Before, long After);

/// <summary>Users on one level; no level: an empty key.</summary>
public sealed record LevelUsers(string Level, long Before, long After);

/// <summary>A points system under both.</summary>
public sealed record SystemComparison(string Key, Pair<Distribution> Balances, IReadOnlyList<WeekPoints> Weeks, IReadOnlyList<LevelUsers> Levels);

/// <summary>An achievement under both.</summary>
/// <param name="Gained">Users who would have it and have not.</param>
/// <param name="Lost">Users who have it and would not.</param>
/// <param name="Backdated">Of those who would have it, how many through the past alone: what activating it would announce to nobody.</param>
public sealed record AchievementComparison(string Key, long Before, long After, long Gained, long Lost, long Backdated);

/// <summary>Longest lengths of a streak under both.</summary>
public sealed record StreakComparison(string Key, Pair<Distribution> Lengths);

/// <summary>Winners of one ranking; empty: nobody.</summary>
public sealed record Winner(LocalDate Run, string Group, string Before, string After);

/// <summary>A board under both.</summary>
/// <param name="RunCount">Rankings that had anybody in them.</param>
/// <param name="Changed">Rankings with another winner, the latest first, at most 20.</param>
/// <param name="ChangedCount">All of them.</param>
public sealed record BoardComparison(string Key, long RunCount, long ChangedCount, IReadOnlyList<Winner> Changed);

/// <summary>The recorded history under other rules: old against new.</summary>
public sealed record SimulationReport(
    long UserCount, long InputCount, IReadOnlyList<SystemComparison> Systems, IReadOnlyList<AchievementComparison> Achievements,
    IReadOnlyList<StreakComparison> Streaks, IReadOnlyList<BoardComparison> Boards);
