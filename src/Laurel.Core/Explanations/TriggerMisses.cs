using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Points;

namespace Laurel.Core.Explanations;

/// <summary>Triggers that listened to an event and gave nothing.</summary>
internal static class TriggerMisses
{
    public static IEnumerable<Miss> Of(Draft draft, HashSet<string> moved, IReadOnlyList<Fact> facts) =>
        from system in draft.Plan.Rulebook.Points.Select((definition, index) => (Definition: definition, Plan: draft.Plan.Points[index]))
        from trigger in system.Definition.Triggers
        where trigger.When is TriggerCondition.Metric when && moved.Contains(when.Key)
        where !facts.Any(fact => fact is PointsAwarded awarded && awarded.System == system.Definition.Key && awarded.Trigger == trigger.Key)
        let why = Why(draft, system.Plan, trigger, facts)
        select new Miss("trigger", $"{system.Definition.Key}/{trigger.Key}", why.Reason, why.Detail);

    private static (string Reason, string Detail) Why(Draft draft, PointsPlan system, TriggerDefinition trigger, IReadOnlyList<Fact> facts)
    {
        var when = (TriggerCondition.Metric)trigger.When;
        if (!trigger.IsActive)
        {
            return ("inactive", "The trigger is not active.");
        }

        if (Misses.Mismatch(draft.EventAttributes, when.EventFilter) is { } eventMismatch)
        {
            return ("event_attribute", $"Of the event, {eventMismatch}.");
        }

        if (facts.OfType<AwardLimited>().FirstOrDefault(limited => limited.System == system.Definition.Key && limited.Trigger == trigger.Key) is { } limit)
        {
            return ("limit", $"A limit left {limit.Granted} of {limit.Wanted} points: {LimitText.Of(limit.Reason, trigger, system.Definition)}.");
        }

        if (Misses.Mismatch(draft.Profile.Attributes, trigger.UserFilter) is { } userMismatch)
        {
            return ("user_attribute", $"Of the user, {userMismatch}.");
        }

        if (trigger.Window is { } window && !window.Contains(draft.Local.TimeOfDay))
        {
            return ("outside_window", $"It was {draft.Local:HH:mm} for the user, outside of the trigger's hours.");
        }

        return Reached(draft, system, (trigger, when), facts);
    }

    private static (string Reason, string Detail) Reached(Draft draft, PointsPlan system, (TriggerDefinition Trigger, TriggerCondition.Metric When) rule, IReadOnlyList<Fact> facts)
    {
        var key = Metrics.Counter.KeyOf(rule.When.Key, rule.When.EventFilter);
        var total = draft.Counters[draft.Plan.Counters.First(counter => counter.Key == key).Index];
        var fired = facts.OfType<Metrics.MetricChanged>().Any(changed => changed.Counter.Key == key && decimal.Floor(changed.After / rule.When.Every) > decimal.Floor(changed.Before / rule.When.Every));
        return !fired ? ("not_reached", $"The total of {rule.When.Key} is {DecimalText.Of(total)}; the next award is at {DecimalText.Of((decimal.Floor(total / rule.When.Every) + 1) * rule.When.Every)}.")
            : rule.Trigger.Points > 0 && system.IsFrozen(draft.Points[system.Index]) ? ("level_cap", "The level's cap keeps points from coming in.")
            : ("balance_limit", $"The balance of {draft.Points[system.Index].Balance} is at its {(rule.Trigger.Points > 0 ? "maximum" : "floor")}.");
    }
}
