using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;

namespace Laurel.Core.Conditions;

/// <summary>Lets sequences go on, and tells which conditions a fact concerns.</summary>
internal static class ConditionRules
{
    /// <summary>Looks at the conditions that facts touched: sequences go on first, then everything that has a condition decides.</summary>
    public static void Look(Draft draft, List<(ConditionListeners Listeners, Fact Fact)> touched)
    {
        foreach (var (listeners, _) in touched)
        {
            foreach (var sequence in listeners.Sequences)
            {
                sequence.Advance(draft);
            }
        }

        foreach (var (listeners, fact) in touched)
        {
            foreach (var achievement in listeners.Achievements)
            {
                AchievementRules.Look(draft, achievement, fact);
            }
        }
    }

    private static Subject IndexOf(Rulebooks.Plan plan, string system) =>
        new(SubjectKind.Points, Array.FindIndex(plan.Points, known => known.Definition.Key == system));

    /// <summary>What moved; null when no condition can listen to it.</summary>
    public static Subject? SubjectOf(Rulebooks.Plan plan, Fact fact) => fact switch
    {
        MetricChanged changed => new(SubjectKind.Counter, changed.Counter.Index),
        StreakExtended extended => new(SubjectKind.Streak, plan.ListenersOf(extended.Streak).Streak.Index),
        StreakLost lost => new(SubjectKind.Streak, plan.ListenersOf(lost.Streak).Streak.Index),
        StreakRestored restored => new(SubjectKind.Streak, plan.ListenersOf(restored.Streak).Streak.Index),
        PointsAwarded awarded => new(SubjectKind.Points, plan.ListenersOf(awarded).System.Index),
        LevelChanged changed => IndexOf(plan, changed.System),
        AchievementCompleted { Backdated: false } completed => new(SubjectKind.Achievement, plan.ListenersOf(completed).Achievement.Index),
        AchievementReset reset => new(SubjectKind.Achievement, Array.FindIndex(plan.Achievements, known => known.Definition.Key == reset.Achievement)),
        UserChanged changed when !changed.Before.Attributes.Equals(changed.After.Attributes) => new(SubjectKind.User, 0),
        _ => null,
    };
}

/// <summary>The conditions that listen to one thing.</summary>
internal sealed record ConditionListeners(SequencePlan[] Sequences, AchievementPlan[] Achievements)
{
    public static readonly ConditionListeners None = new([], []);

    public bool IsNone => Sequences.Length == 0 && Achievements.Length == 0;

    /// <summary>By what they listen to.</summary>
    public static Dictionary<Subject, ConditionListeners> Of(IEnumerable<SequencePlan> sequences, IEnumerable<AchievementPlan> achievements)
    {
        var bySequence = sequences.SelectMany(sequence => sequence.Subjects.Select(subject => (subject, sequence))).Distinct().ToLookup(pair => pair.subject, pair => pair.sequence);
        var byAchievement = achievements.SelectMany(achievement => achievement.Subjects.Select(subject => (subject, achievement))).Distinct().ToLookup(pair => pair.subject, pair => pair.achievement);
        return bySequence.Select(group => group.Key).Union(byAchievement.Select(group => group.Key))
            .ToDictionary(subject => subject, subject => new ConditionListeners([.. bySequence[subject]], [.. byAchievement[subject]]));
    }
}
