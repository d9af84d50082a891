using Laurel.Core.Evaluation;
using Laurel.Core.Facts;

namespace Laurel.Core.Points;

/// <summary>Turns a firing into an award: limits, modifiers, boosts, cap and floor, in this order.</summary>
internal static class AwardRules
{
    /// <summary>Moves a balance by a trigger that fired <paramref name="times"/> times at once.</summary>
    public static void Award(Draft draft, TriggerPlan trigger, long times, (FactId Id, Cause Cause) why)
    {
        var (system, definition) = (trigger.System, trigger.Definition);
        if (!draft.Profile.Attributes.Matches(definition.UserFilter)
            || (definition.Window is { } window && !window.Contains(draft.Local.TimeOfDay))
            || (definition.Points > 0 && system.IsFrozen(draft.Points[system.Index])))
        {
            return;
        }

        var boost = definition.Points > 0 ? PrestigeRules.Raised(BoostRules.Applying(draft, system.Definition), system.Definition, draft.Points[system.Index]) : Boost.None;
        if (trigger.IsLimited || (definition.Points > 0 && system.Periods.Length > 0))
        {
            Limited(draft, trigger, (times, boost), why);
        }
        else
        {
            var (points, factor) = (BaseAmount(definition.Points, times), ModifierRules.Of(draft, trigger));
            var amount = factor == Factor.One ? boost.Apply(points) : boost.Apply(points, factor);
            Move(draft, trigger, new(points, boost, amount) { Modifier = factor.Shown }, why);
        }
    }

    private static void Limited(Draft draft, TriggerPlan trigger, (long Times, Boost Boost) firing, (FactId Id, Cause Cause) why)
    {
        var (points, boost, factor) = (trigger.Definition.Points, firing.Boost, ModifierRules.Of(draft, trigger));
        var admission = LimitRules.Admit(draft, trigger, firing.Times);
        var admitted = boost.Apply(Math.Clamp(points * admission.Weight, -Limits.PointsMax, Limits.PointsMax), factor);
        var granted = points > 0 ? Math.Min(admitted, LimitRules.PointsLeft(draft, trigger)) : admitted;
        var moved = Move(draft, trigger, new(BaseAmount(points, admission.Times), boost, granted) { Times = admission.Times, Modifier = factor.Shown }, why);
        if (draft.Rejection is null && (admission.Reason ?? (granted < admitted ? LimitReason.Capped : null)) is { } reason)
        {
            LimitRules.Announce(draft, trigger, why, (reason, boost.Apply(BaseAmount(points, firing.Times), factor), moved));
        }
    }

    // What the balance really moved by.
    private static long Move(Draft draft, TriggerPlan trigger, Grant grant, (FactId Id, Cause Cause) why)
    {
        var (system, definition) = (trigger.System, trigger.Definition);
        var state = draft.Points[system.Index];
        var wanted = state.Balance + grant.Amount;
        if (wanted < system.Definition.Floor && grant.Amount < 0 && !draft.IsReplay && definition is { BlockIfOutOfPoints: true, When: TriggerCondition.Metric })
        {
            draft.Reject(Rejection.OutOfPoints, system.Definition.Key);
            return 0;
        }

        var balance = Math.Clamp(wanted, Math.Min(system.Definition.Floor, state.Balance), Math.Max(system.Cap, state.Balance));
        var moved = balance - state.Balance;
        if (moved != 0)
        {
            LimitRules.Count(draft, trigger, grant.Times, moved);
            BalanceRules.Move(draft, system, new PointsAwarded(
                why.Id, why.Cause, draft.Now, system.Definition.Key, definition.Key,
                grant.BaseAmount, grant.Boost.Multiplier, grant.Boost.Keys, moved, balance) { Modifier = grant.Modifier });
        }

        return moved;
    }

    private static long BaseAmount(long points, long times)
    {
        var amount = (decimal)points * times;
        return (long)Math.Clamp(amount, -Limits.PointsMax, Limits.PointsMax);
    }

    // What a firing is to give, before cap and floor.
    private readonly record struct Grant(long BaseAmount, Boost Boost, long Amount)
    {
        public long Times { get; init; } = 1;

        public decimal Modifier { get; init; } = 1;
    }
}
