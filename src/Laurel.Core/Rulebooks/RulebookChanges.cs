using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;

namespace Laurel.Core.Rulebooks;

/// <summary>What a new version of a rulebook changes.</summary>
public static class RulebookChanges
{
    /// <summary>
    /// Every difference by kind and key, kinds in document order; empty exactly when the two are equal. Both must be valid
    /// (<see cref="RulebookCheck"/>): keys are unique.
    /// </summary>
    public static IReadOnlyList<RulebookChange> Between(Rulebook before, Rulebook after) =>
    [
        .. MetricChanges.Metrics.Between(before.Metrics, after.Metrics),
        .. AttributeChanges.OfUsers.Between(before.UserAttributes, after.UserAttributes),
        .. AttributeChanges.OfEvents.Between(before.EventAttributes, after.EventAttributes),
        .. StreakChanges.Calendars.Between(before.Calendars, after.Calendars),
        .. StreakChanges.Streaks.Between(before.Streaks, after.Streaks),
        .. AchievementChanges.Achievements.Between(before.Achievements, after.Achievements),
        .. PointsChanges.Between(before.Points, after.Points),
        .. LeaderboardChanges.Leaderboards.Between(before.Leaderboards, after.Leaderboards),
        .. Experiments(before.ControlPercent, after.ControlPercent),
    ];

    private static IEnumerable<RulebookChange> Experiments(int before, int after) => before == after
        ? []
        : [new(ChangeKind.Changed, "experiments", "", [new("control", $"{before}", $"{after}")])];
}
