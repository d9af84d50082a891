using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Explanations;

/// <summary>Achievements that an event could have completed and did not.</summary>
public static class AchievementMisses
{
    /// <summary>Why a user does not hold an achievement; null when the user does, or there is none with this key.</summary>
    public static Miss? Of(Plan plan, UserState state, string key, Instant now)
    {
        var draft = new Draft(plan, state);
        draft.Begin(now);
        return Array.Find(plan.Achievements, achievement => achievement.Definition.Key == key) is { } found && state.Achievements[found.Index] is null
            ? MissOf(draft, found, isOfEvent: false)
            : null;
    }

    internal static IEnumerable<Miss> Of(Draft draft, HashSet<string> moved, IReadOnlyList<Fact> facts) =>
        from achievement in draft.Plan.Achievements
        where achievement.Measured is { } measured && measured.Subjects.Any(subject => subject.Kind == SubjectKind.Counter && moved.Contains(draft.Plan.Counters[subject.Index].Metric))
        where !facts.Any(fact => fact is AchievementCompleted completed && completed.Achievement == achievement.Definition.Key)
        select MissOf(draft, achievement, isOfEvent: true);

    private static Miss MissOf(Draft draft, AchievementPlan achievement, bool isOfEvent)
    {
        var (reason, detail) = Why(draft, achievement, isOfEvent);
        return new("achievement", achievement.Definition.Key, reason, detail);
    }

    private static (string Reason, string Detail) Why(Draft draft, AchievementPlan achievement, bool isOfEvent)
    {
        var definition = achievement.Definition;
        if (draft.Achievements[achievement.Index] is { } held && held.Count >= definition.MaxTimes)
        {
            return ("completed_already", $"It was completed at {held.CompletedAt}.");
        }

        if (draft.Revoked.Contains(definition.Key))
        {
            return ("revoked", "It was revoked by hand.");
        }

        if (definition.Status != AchievementStatus.Active)
        {
            return ("inactive", $"It is {definition.Status.ToString().ToLowerInvariant()}.");
        }

        if (!AchievementRules.IsAvailable(draft, achievement))
        {
            return ("not_available", $"It can be completed {(definition.FromOn is { } from ? $"from {from:uuuu-MM-dd}" : "")}{(definition.UntilOn is { } until ? $" until {until:uuuu-MM-dd}" : "")}.");
        }

        if (isOfEvent && Misses.Mismatch(draft.EventAttributes, definition.EventFilter) is { } eventMismatch)
        {
            return ("event_attribute", $"Of the event, {eventMismatch}.");
        }

        return Misses.Mismatch(draft.Profile.Attributes, definition.UserFilter) is { } mismatch ? ("user_attribute", $"Of the user, {mismatch}.") : Reached(draft, achievement);
    }

    private static (string Reason, string Detail) Reached(Draft draft, AchievementPlan achievement)
    {
        if (achievement.Measured is not { } measured)
        {
            return ("not_said", "The application has not said that it is completed.");
        }

        var progress = measured.Progress(draft);
        return measured.Holds(draft) && achievement.Gate is not null
            ? ("requires", $"It asks for {string.Join(", ", achievement.Definition.Requires.Append(achievement.Definition.MinLevel is { } level ? $"level {level.Level} of {level.System}" : "").Where(text => text.Length > 0))} first.")
            : ("not_reached", $"{DecimalText.Of(progress.Current)} of {DecimalText.Of(progress.Target)}.");
    }
}
