using Laurel.Core.Conditions;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;

namespace Laurel.Core.Achievements;

/// <summary>Completes achievements whose condition is met, each as often as it says. Completions are kept when totals fall again.</summary>
internal static class AchievementRules
{
    public static void React(Draft draft, Fact fact)
    {
        switch (fact)
        {
            case MetricChanged changed:
                ReactTo(draft, changed);
                break;
            case StreakExtended extended:
                ReactTo(draft, extended);
                break;
            case AchievementCompleted completed:
                ReactTo(draft, completed);
                break;
        }
    }

    /// <summary>Completes an achievement whose condition <paramref name="fact"/> touched, if it holds.</summary>
    public static void Look(Draft draft, AchievementPlan achievement, Fact fact)
    {
        if (achievement.Measured is not { } measured || IsDone(draft, achievement))
        {
            return;
        }

        var holds = measured.Holds(draft);
        if (draft.Achievements[achievement.Index] is { IsHeld: true } held)
        {
            draft.Achievements.Set(achievement.Index, held with { IsHeld = holds });
        }
        else if (holds)
        {
            CompleteIfOpen(draft, achievement, fact);
        }
    }

    /// <summary>The application says that the user completed an achievement; a repetition changes nothing.</summary>
    public static void Apply(Draft draft, CompleteAchievement input)
    {
        var achievement = Array.Find(draft.Plan.Achievements, candidate => candidate.Definition.Key == input.Achievement);
        if (achievement is null)
        {
            draft.Reject(Rejection.UnknownAchievement, input.Achievement);
        }
        else if (achievement.Definition.When is not AchievementCondition.Api)
        {
            draft.Reject(Rejection.AchievementNotByApi, input.Achievement);
        }
        else if (IsDone(draft, achievement))
        {
            return;
        }
        else if (!IsAvailable(draft, achievement))
        {
            draft.Reject(Rejection.AchievementNotActive, input.Achievement);
        }
        else if (!IsForUser(draft, achievement))
        {
            draft.Reject(Rejection.AchievementNotForUser, input.Achievement);
        }
        else
        {
            Complete(draft, achievement, draft.IdOf(achievement.Seed), draft.CauseOf(achievement.Definition.Key));
        }
    }

    /// <summary>Someone gives the user an achievement, whatever it asks for; one that is held already stays as it is.</summary>
    public static void Apply(Draft draft, GrantAchievement input)
    {
        var achievement = Array.Find(draft.Plan.Achievements, candidate => candidate.Definition.Key == input.Achievement);
        if (achievement is null)
        {
            draft.Reject(Rejection.UnknownAchievement, input.Achievement);
            return;
        }

        if (achievement.Definition.Status is AchievementStatus.Inactive or AchievementStatus.Archived)
        {
            draft.Reject(Rejection.AchievementNotActive, input.Achievement);
            return;
        }

        draft.Revoked = draft.Revoked.Contains(input.Achievement) ? [.. draft.Revoked.Where(key => key != input.Achievement)] : draft.Revoked;
        if (!IsDone(draft, achievement))
        {
            Complete(draft, achievement, draft.IdOf(achievement.Seed), draft.CauseOf(achievement.Definition.Key));
        }
    }

    /// <summary>Whether the user holds what is to be taken away; null: nothing speaks against it.</summary>
    public static Evaluated.Rejected? RefusalOf(Plan plan, UserState state, RevokeAchievement input) =>
        Array.Find(plan.Achievements, candidate => candidate.Definition.Key == input.Achievement) is not { } achievement ? new(Rejection.UnknownAchievement, input.Achievement)
        : state.Achievements[achievement.Index] is null ? new(Rejection.AchievementNotCompleted, input.Achievement)
        : null;

    /// <summary>A completion that nothing leads to any more stays, and with it what followed from it.</summary>
    public static void Apply(Draft draft, KeepAchievement input)
    {
        if (Array.Find(draft.Plan.Achievements, candidate => candidate.Definition.Key == input.Achievement) is { } achievement
            && !IsRevoked(draft, achievement) && (draft.Achievements[achievement.Index]?.Count ?? 0) < input.Count)
        {
            draft.Achievements.Set(achievement.Index, new AchievementState(draft.Now, input.Backdated) { Count = input.Count });
            draft.Add(new AchievementCompleted(input.Fact, draft.CauseOf(input.Achievement), draft.Now, input.Achievement, input.Backdated) { Count = input.Count });
        }
    }

    private static bool IsRevoked(Draft draft, AchievementPlan achievement) =>
        draft.Revoked.Count > 0 && draft.Revoked.Contains(achievement.Definition.Key);

    private static void ReactTo(Draft draft, MetricChanged changed)
    {
        foreach (var achievement in draft.Plan.ListenersOf(changed.Counter).Achievements)
        {
            if (achievement.Definition.When is AchievementCondition.Metric(_, var reaches) && changed.After >= reaches)
            {
                CompleteIfOpen(draft, achievement, changed);
            }
        }
    }

    private static void ReactTo(Draft draft, StreakExtended extended)
    {
        foreach (var achievement in draft.Plan.ListenersOf(extended.Streak).Achievements)
        {
            if (achievement.Definition.When is AchievementCondition.Streak(_, var reaches) && extended.Length >= reaches)
            {
                CompleteIfOpen(draft, achievement, extended);
            }
        }
    }

    private static void ReactTo(Draft draft, AchievementCompleted completed)
    {
        foreach (var composite in draft.Plan.ListenersOf(completed).Composites)
        {
            if (Array.TrueForAll(composite.Needs, index => draft.Achievements[index] is not null))
            {
                CompleteIfOpen(draft, composite.Achievement, completed);
            }
        }
    }

    private static void CompleteIfOpen(Draft draft, AchievementPlan achievement, Fact parent)
    {
        if (!IsDone(draft, achievement)
            && IsAvailable(draft, achievement) && IsForUser(draft, achievement))
        {
            Complete(draft, achievement, parent.Id.Then(achievement.Seed), draft.CauseOf(achievement.Definition.Key, parent));
        }
    }

    /// <summary>Whether anyone can complete it today.</summary>
    public static bool IsAvailable(Draft draft, AchievementPlan achievement) =>
        achievement.Definition.Status == AchievementStatus.Active
        && !IsRevoked(draft, achievement)
        && !(achievement.Definition.FromOn is { } first && draft.Today < first)
        && !(achievement.Definition.UntilOn is { } last && draft.Today > last);

    /// <summary>Whether this user can.</summary>
    public static bool IsForUser(Draft draft, AchievementPlan achievement) =>
        draft.Profile.Attributes.Matches(achievement.Definition.UserFilter) && (achievement.Gate is null || achievement.Gate.Holds(draft));

    private static void Complete(Draft draft, AchievementPlan achievement, FactId id, Cause cause)
    {
        var count = 1 + (draft.Achievements[achievement.Index]?.Count ?? draft.PastCompletionsOf(achievement));
        draft.Achievements.Set(achievement.Index, new AchievementState(draft.Now, Backdated: false) { Count = count });
        draft.Add(new AchievementCompleted(id, cause, draft.Now, achievement.Definition.Key, Backdated: false) { Count = count });
        if (achievement.IsRepeatable)
        {
            ForgetProgress(draft, achievement);
            draft.Achievements.Set(achievement.Index, new AchievementState(draft.Now, Backdated: false) { Count = count, IsHeld = achievement.Measured?.Holds(draft) ?? false });
        }
    }

    // What the next completion needs begins at nothing; what still holds then, such as a streak's length, must cease first.
    private static void ForgetProgress(Draft draft, AchievementPlan achievement)
    {
        var key = achievement.Definition.Key;
        foreach (var gauge in draft.Plan.Gauges.Where(gauge => gauge.Owner == key))
        {
            draft.Gauges.Set(gauge.Index, null);
        }

        foreach (var sequence in draft.Plan.Sequences.Where(sequence => sequence.Owner == key))
        {
            draft.Steps.Set(sequence.Index, 0);
        }
    }

    private static void StartOver(Draft draft, SequencePlan sequence)
    {
        draft.Steps.Set(sequence.Index, 0);
        foreach (var gauge in draft.Plan.Gauges)
        {
            if (gauge.Part is { } part && part.Key == sequence.Key)
            {
                draft.Gauges.Set(gauge.Index, null);
            }
        }
    }

    private static bool IsDone(Draft draft, AchievementPlan achievement) =>
        draft.Achievements[achievement.Index] is { } held
        && (!achievement.IsRepeatable || held.Count - draft.PastCompletionsOf(achievement) >= achievement.Definition.MaxTimes);

    /// <summary>Takes achievements back, because the user begins again; each can be completed as often as at first, and sequences begin with their first part.</summary>
    public static void Reset(Draft draft, PrestigePlan prestige, Prestiged cause)
    {
        foreach (var sequence in prestige.Sequences)
        {
            StartOver(draft, sequence);
        }

        foreach (var achievement in prestige.Achievements)
        {
            ForgetProgress(draft, achievement);
            if (draft.Achievements[achievement.Index] is { } held)
            {
                draft.Achievements.Set(achievement.Index, null);
                draft.KeepPastCompletions(achievement, held.Count);
                draft.Add(new AchievementReset(cause.Id.Then(achievement.Seed), draft.CauseOf(achievement.Definition.Key, cause), draft.Now, achievement.Definition.Key, held.Count));
            }
        }
    }

    /// <summary>After totals started over: conditions that have ceased to hold may hold again.</summary>
    public static void Release(Draft draft)
    {
        foreach (var achievement in draft.Plan.Achievements)
        {
            if (draft.Achievements[achievement.Index] is { IsHeld: true } held && achievement.Measured is { } measured && !measured.Holds(draft))
            {
                draft.Achievements.Set(achievement.Index, held with { IsHeld = false });
            }
        }
    }
}
