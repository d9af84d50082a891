using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;

namespace Laurel.Core.Rulebooks;

/// <summary>Finds everything that keeps a rulebook from being used.</summary>
public static class RulebookCheck
{
    /// <summary>
    /// All problems, by kind in the order metrics, attributes, calendars, streaks, achievements, points, leaderboards, experiments; empty when the
    /// rulebook is valid; at most <see cref="Limits.ProblemsMax"/>.
    /// </summary>
    public static IReadOnlyList<RulebookProblem> Problems(Rulebook rulebook)
    {
        var context = new CheckContext(rulebook);
        MetricCheck.Run(context, rulebook.Metrics);
        AttributeCheck.Run(context, rulebook);
        CalendarCheck.Run(context, rulebook.Calendars);
        StreakCheck.Run(context, rulebook.Streaks);
        AchievementCheck.Run(context, rulebook.Achievements, rulebook.Points);
        PointsCheck.Run(context, rulebook.Points);
        LeaderboardCheck.Run(context, rulebook.Leaderboards);
        ControlRules.Check(context, rulebook.ControlPercent);
        return context.Problems.Items;
    }
}
