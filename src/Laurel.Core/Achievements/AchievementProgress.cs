using Laurel.Core.Conditions;
using Laurel.Core.Evaluation;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Achievements;

/// <summary>How far users are on their way to achievements.</summary>
public static class AchievementProgress
{
    /// <summary>
    /// The progress of a user's state, whose version is that of <paramref name="plan"/>; 100 percent once completed for the last time. What
    /// windows count is that of <paramref name="now"/>.
    /// </summary>
    /// <param name="index">Position of the achievement in the rulebook.</param>
    public static ConditionProgress Of(Plan plan, UserState state, int index, Instant now)
    {
        var isCompleted = state.Achievements[index] is { } held && held.Count - state.PastCompletionsOf(plan.Rulebook.Achievements[index].Key) >= plan.Rulebook.Achievements[index].MaxTimes;
        if (plan.Achievements[index].Measured is not { } measured)
        {
            return ConditionProgress.Of(isCompleted);
        }

        var draft = new Draft(plan, state);
        draft.Begin(now);
        var progress = measured.Progress(draft);
        return isCompleted ? progress with { Percent = 100 } : progress;
    }
}
