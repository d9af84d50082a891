using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Metrics;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>Lets triggers fire. One award per trigger and occasion, however often it fired at once.</summary>
internal static class PointsRules
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
                Fire(draft, draft.Plan.ListenersOf(completed).Triggers, completed);
                ShareRules.React(draft, completed);
                break;
            case LevelChanged { IsFirst: true } changed:
                ReactTo(draft, changed);
                break;
            case UserCreated created:
                ReactTo(draft, created);
                break;
            case UserChanged changed when changed.Before.TimeZone != changed.After.TimeZone:
                ExpiryRules.MoveZone(draft);
                TimerRules.MoveZone(draft);
                break;
        }
    }

    /// <summary>The earliest instant at which points lapse or a time trigger fires to some effect.</summary>
    public static Instant? NextDue(Draft draft) => Calendar.Earlier(ExpiryRules.NextDue(draft), TimerRules.NextDue(draft));

    /// <summary>What lapses goes before what fires, so that a refill at midnight fills what midnight took.</summary>
    public static void ProcessDue(Draft draft)
    {
        ExpiryRules.ProcessDue(draft);
        TimerRules.ProcessDue(draft);
    }

    private static void ReactTo(Draft draft, MetricChanged changed)
    {
        foreach (var trigger in draft.Plan.ListenersOf(changed.Counter).Triggers)
        {
            var times = Multiples(changed.After, trigger.Every) - Multiples(changed.Before, trigger.Every);
            if (times > 0)
            {
                AwardRules.Award(draft, trigger, Math.Min(times, Limits.PointsMax), WhyOf(draft, trigger, changed));
            }
        }
    }

    // Rounded down, below 0 too. In whole numbers, which hold any total and are quick to divide.
    private static long Multiples(decimal total, long every)
    {
        var whole = (long)decimal.Floor(total);
        return (whole / every) - (whole % every < 0 ? 1 : 0);
    }

    private static void ReactTo(Draft draft, StreakExtended extended)
    {
        foreach (var trigger in draft.Plan.ListenersOf(extended.Streak).Triggers)
        {
            var times = (extended.Length / trigger.Every) - (extended.PreviousLength / trigger.Every);
            if (times > 0)
            {
                AwardRules.Award(draft, trigger, times, WhyOf(draft, trigger, extended));
            }
        }
    }

    private static void ReactTo(Draft draft, LevelChanged changed)
    {
        foreach (var trigger in draft.Plan.ListenersOf(changed).LevelTriggers)
        {
            if (trigger.Definition.When is TriggerCondition.Level(_, var key) && (key is null || key == changed.Level))
            {
                AwardRules.Award(draft, trigger, 1, WhyOf(draft, trigger, changed));
            }
        }
    }

    private static void ReactTo(Draft draft, UserCreated created)
    {
        foreach (var system in draft.Plan.Points)
        {
            TimerRules.Start(draft, system);
            Fire(draft, system.Signups, created);
        }
    }

    private static void Fire(Draft draft, TriggerPlan[] triggers, Fact fact)
    {
        foreach (var trigger in triggers)
        {
            AwardRules.Award(draft, trigger, 1, WhyOf(draft, trigger, fact));
        }
    }

    private static (FactId Id, Cause Cause) WhyOf(Draft draft, TriggerPlan trigger, Fact parent) =>
        (parent.Id.Then(trigger.Seed), draft.CauseOf(trigger.Definition.Key, parent));
}
