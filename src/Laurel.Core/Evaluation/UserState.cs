using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Evaluation;

/// <summary>
/// Everything that the next evaluation of a user needs, and nothing else: history lives in the ledgers. Immutable. The lists
/// are bound to one rulebook version: their items stand in the order of that version's plan.
/// </summary>
public sealed record UserState(UserProfile Profile)
{
    /// <summary>The rulebook version that the lists below belong to.</summary>
    public int Version { get; init; }

    /// <summary>Up to when time has passed for this user; no input may lie before.</summary>
    public Instant At { get; init; }

    /// <summary>The next instant at which something happens by itself; null: nothing is due.</summary>
    public Instant? NextDueAt { get; init; }

    /// <summary>By <see cref="Metrics.Counter.Index"/>.</summary>
    public PieceList<decimal> Counters { get; init; } = [];

    /// <summary>By <see cref="Conditions.Gauge.Index"/>; null: nothing collected.</summary>
    public PieceList<GaugeState?> Gauges { get; init; } = [];

    /// <summary>Of every sequence in conditions, how many of its parts have held.</summary>
    public ValueList<int> Steps { get; init; } = [];

    public ValueList<StreakState> Streaks { get; init; } = [];

    /// <summary>Dates on which a daily streak was counted; see <see cref="StreakTotals"/>.</summary>
    public ActiveDays ActiveDays { get; init; } = ActiveDays.None;

    /// <summary>Pauses of all streaks in the order of their creation; those long over go when the next is created.</summary>
    public ValueList<Pause> Pauses { get; init; } = [];

    /// <summary>Null: not completed.</summary>
    public ValueList<AchievementState?> Achievements { get; init; } = [];

    /// <summary>How often achievements had been completed when the user last began again; those that were not are absent.</summary>
    public ValueList<KeyValuePair<string, int>> PastCompletions { get; init; } = [];

    /// <summary>How often an achievement had been completed when the user last began again.</summary>
    public int PastCompletionsOf(string achievement)
    {
        foreach (var (key, count) in PastCompletions.Items)
        {
            if (key == achievement)
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>Keys of achievements that were taken away by hand: rules do not complete them again.</summary>
    public ValueList<string> Revoked { get; init; } = [];

    public ValueList<PointsState> Points { get; init; } = [];

    public ValueList<LeaderboardState> Leaderboards { get; init; } = [];

    /// <summary>Completions of achievements that this version no longer defines; they count again if it comes back.</summary>
    public ValueList<KeyValuePair<string, AchievementState>> FormerAchievements { get; init; } = [];

    /// <summary>Balances of systems that this version no longer defines.</summary>
    public ValueList<KeyValuePair<string, PointsState>> FormerPoints { get; init; } = [];
}
