using Laurel.Core.Evaluation;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>Who may stand on a board, with the positions of what that depends on.</summary>
internal sealed class EntryPlan
{
    private readonly EntryFilter filter;
    private readonly PointsPlan? points;
    private readonly int level;
    private readonly int achievement;

    public EntryPlan(EntryFilter filter, Plan plan)
    {
        this.filter = filter;
        points = filter.Level is { } minimum ? Array.Find(plan.Points, system => system.Definition.Key == minimum.Points) : null;
        level = points?.Definition.Levels.Select(candidate => candidate.Key).ToList().IndexOf(filter.Level?.Level ?? "") ?? -1;
        achievement = filter.Achievement is { } key ? Array.FindIndex(plan.Achievements, known => known.Definition.Key == key) : -1;
        ActiveWithin = filter.ActiveWithinDays is { } days ? Duration.FromDays(days) : null;
    }

    /// <summary>How long after the last score a user is still ranked; null: for ever.</summary>
    public Duration? ActiveWithin { get; }

    public bool Allows(Draft draft, ScoreEntry entry) =>
        (entry.Tally is not { } tally || (tally.Count >= filter.MinimumCount && !(ActiveWithin is { } within && tally.LastAt + within <= draft.Now)))
        && (points is null || points.LevelOf(draft.Points[points.Index]) >= level)
        && (achievement < 0 || draft.Achievements[achievement] is not null)
        && !IsExcluded(draft.Profile.Attributes);

    private bool IsExcluded(AttributeSet attributes)
    {
        foreach (ref readonly var except in filter.Except.Items)
        {
            if (attributes.Find(except.Key) == except.Value)
            {
                return true;
            }
        }

        return false;
    }
}
