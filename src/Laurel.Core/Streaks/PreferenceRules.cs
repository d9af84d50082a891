using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Users;

namespace Laurel.Core.Streaks;

/// <summary>Lets users choose what a streak needs of them, where the rulebook allows it, or take no part.</summary>
internal static class PreferenceRules
{
    /// <summary>Refuses choices that cannot be.</summary>
    public static void Check(Draft draft, UserPatch patch)
    {
        foreach (var change in patch.Streaks)
        {
            var streak = Array.Find(draft.Plan.Streaks, candidate => candidate.Definition.Key == change.Streak);
            if (streak is null)
            {
                draft.Reject(Rejection.UnknownStreak, change.Streak);
            }
            else if (!streak.Definition.IsPersonal && (change.Mode.Value is not null || change.Requirements.Value is not null))
            {
                draft.Reject(Rejection.StreakNotPersonal, change.Streak);
            }
            else if (change.Requirements.Value is { } requirements && !AreValid(draft, requirements))
            {
                draft.Reject(Rejection.StreakPreferenceInvalid, change.Streak);
            }
        }
    }

    /// <summary>The user's choices after a patch, by streak; those that say nothing are left out.</summary>
    public static ValueList<StreakPreference> Merged(ValueList<StreakPreference> current, ValueList<StreakPatch> changes)
    {
        var merged = current.ToDictionary(preference => preference.Streak, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            merged[change.Streak] = change.Applied(merged.GetValueOrDefault(change.Streak) ?? new StreakPreference(change.Streak));
        }

        return [.. merged.Values.Where(preference => preference != new StreakPreference(preference.Streak)).OrderBy(preference => preference.Streak, StringComparer.Ordinal)];
    }

    /// <summary>What changed choices mean for the streaks under way.</summary>
    public static void React(Draft draft, UserChanged changed)
    {
        foreach (var streak in draft.Plan.Streaks)
        {
            var key = streak.Definition.Key;
            if (changed.Before.TakesPartIn(key) && !changed.After.TakesPartIn(key))
            {
                Stop(draft, streak, changed);
            }

            var (before, after) = (Demand.Of(changed.Before, streak.Definition), Demand.Of(changed.After, streak.Definition));
            if (!before.Requirements.Equals(after.Requirements))
            {
                var state = draft.Streaks[streak.Index];
                draft.Streaks.Set(streak.Index, state with { Sums = [.. state.Sums.Select(sums => Moved(sums, before, after))] });
            }
        }
    }

    private static bool AreValid(Draft draft, ValueList<StreakRequirement> requirements) =>
        requirements.Count is > 0 and <= Limits.PreferenceMetricsMax
        && requirements.DistinctBy(requirement => requirement.Metric).Count() == requirements.Count
        && requirements.All(requirement => draft.Plan.FindMetric(requirement.Metric) is not null
            && requirement.Threshold is > 0 and <= Limits.TotalMax && requirement.Threshold.Scale <= Limits.ValueScaleMax);

    // What a metric collected stays; the links stay as well, so that no period is counted twice, but nothing continues them.
    private static void Stop(Draft draft, StreakPlan streak, UserChanged changed)
    {
        var state = draft.Streaks[streak.Index];
        if (state.Length == 0)
        {
            return;
        }

        draft.Streaks.Set(streak.Index, StreakRules.Ended(draft, streak, state) with
        {
            Chain = [.. state.Chain.Select(link => link with { StartOn = link.PeriodOn, Length = 0 })],
        });
        draft.Add(new StreakStopped(
            changed.Id.Then(streak.ClosedSeed), draft.CauseOf(streak.Definition.Key, changed), draft.Now, streak.Definition.Key, state.Length));
    }

    private static PeriodSums Moved(PeriodSums sums, Demand before, Demand after) => sums with
    {
        Sums = [.. after.Requirements.Select(requirement => before.IndexOf(requirement.Metric) is >= 0 and var index ? sums.Sums[index] : 0)],
    };
}
