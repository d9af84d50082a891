namespace Laurel.Core.Rulebooks;

/// <summary>What the checks of all features share: the declared keys and the list of problems found so far.</summary>
internal sealed class CheckContext(Rulebook rulebook)
{
    public ProblemList Problems { get; } = new();

    public KeySet UserAttributes { get; } = KeySet.Of("user attribute", "attributes.user", rulebook.UserAttributes.Select(attribute => attribute.Key));

    public KeySet EventAttributes { get; } = KeySet.Of("event attribute", "attributes.event", rulebook.EventAttributes.Select(attribute => attribute.Key));

    public KeySet Metrics { get; } = KeySet.Of("metric", "metrics", rulebook.Metrics.Select(metric => metric.Key));

    public KeySet Calendars { get; } = KeySet.Of("calendar", "calendars", rulebook.Calendars.Select(calendar => calendar.Key));

    public KeySet Streaks { get; } = KeySet.Of("streak", "streaks", rulebook.Streaks.Select(streak => streak.Key));

    public KeySet Achievements { get; } = KeySet.Of("achievement", "achievements", rulebook.Achievements.Select(achievement => achievement.Key));

    public KeySet Points { get; } = KeySet.Of("points system", "points", rulebook.Points.Select(system => system.Key));

    /// <summary>The levels of a points system; null when there is no such system.</summary>
    public KeySet? LevelsOf(string system)
    {
        var index = rulebook.Points.Select(points => points.Key).ToList().IndexOf(system);
        return index < 0 ? null : KeySet.Of("level", $"points[{index}].levels", rulebook.Points[index].Levels.Select(level => level.Key));
    }
}
