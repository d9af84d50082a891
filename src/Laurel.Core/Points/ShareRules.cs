using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>Lets triggers fire at each so many percent of completed achievements. Every step fires once, also when more achievements come later.</summary>
internal static class ShareRules
{
    public static void React(Draft draft, AchievementCompleted completed)
    {
        foreach (var trigger in draft.Plan.ListenersOf(completed).Shares)
        {
            var state = LimitRules.StateOf(draft, trigger);
            var steps = StepsOf(draft, trigger);
            if (steps > state.Steps)
            {
                LimitRules.Keep(draft, trigger, state with { Steps = steps });
                AwardRules.Award(draft, trigger, steps - state.Steps, (completed.Id.Then(trigger.Seed), draft.CauseOf(trigger.Definition.Key, completed)));
            }
        }
    }

    /// <summary>Under a new rulebook version: steps that the user has passed already are not paid.</summary>
    public static void Rebind(Draft draft, PointsPlan system)
    {
        foreach (var trigger in system.Triggers)
        {
            var state = LimitRules.StateOf(draft, trigger);
            var steps = StepsOf(draft, trigger);
            if (steps > state.Steps)
            {
                LimitRules.Keep(draft, trigger, state with { Steps = steps });
            }
        }
    }

    /// <summary>When the user begins again: steps beyond the present share may fire again.</summary>
    public static void StartOver(Draft draft, PointsPlan system)
    {
        foreach (var trigger in system.Triggers)
        {
            var state = LimitRules.StateOf(draft, trigger);
            if (StepsOf(draft, trigger) is var steps && steps < state.Steps)
            {
                LimitRules.Keep(draft, trigger, state with { Steps = steps });
            }
        }
    }

    private static int StepsOf(Draft draft, TriggerPlan trigger)
    {
        if (trigger.Definition.When is not TriggerCondition.Completed(var percent, _) || trigger.Achievements.Length == 0)
        {
            return 0;
        }

        var held = 0;
        foreach (var achievement in trigger.Achievements)
        {
            held += draft.Achievements[achievement] is null ? 0 : 1;
        }

        return 100 * held / (percent * trigger.Achievements.Length);
    }
}
