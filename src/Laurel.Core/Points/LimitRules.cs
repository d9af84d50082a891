using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>What the limits leave of a firing: so many times, together worth <paramref name="Weight"/> times the points.</summary>
internal readonly record struct Admission(long Times, decimal Weight, LimitReason? Reason);

/// <summary>Cuts awards down to what the limits of the trigger and of its system leave.</summary>
internal static class LimitRules
{
    /// <summary>How often of <paramref name="times"/> the trigger may pay now, points limits aside.</summary>
    public static Admission Admit(Draft draft, TriggerPlan trigger, long times)
    {
        var state = StateOf(draft, trigger);
        if (Refusal(draft, trigger, state) is { } reason)
        {
            return new(0, 0, reason);
        }

        var left = Math.Max(0, Math.Min(times, AwardsLeft(draft, trigger, state)));
        var weight = Weight(trigger.Definition.Diminishing, UseOf(state.Uses, LimitPeriod.Day, draft.Local).Awards, left);
        return new(left, weight, left < times ? LimitReason.Limited : weight < left ? LimitReason.Diminished : null);
    }

    /// <summary>How many points may be given now.</summary>
    public static long PointsLeft(Draft draft, TriggerPlan trigger)
    {
        var state = draft.Points[trigger.System.Index];
        return Math.Max(0, Math.Min(
            Left(trigger.Definition.Limits, LimitUnit.Points, StateOf(draft, trigger).Uses, draft.Local),
            Left(trigger.System.Definition.Limits, LimitUnit.Points, state.Uses, draft.Local)));
    }

    /// <summary>Remembers an award that was paid.</summary>
    public static void Count(Draft draft, TriggerPlan trigger, long times, long amount)
    {
        var (system, points) = (trigger.System, Math.Max(amount, 0));
        if (system.Periods.Length > 0 && points > 0)
        {
            var state = draft.Points[system.Index];
            draft.Points.Set(system.Index, state with { Uses = Used(state.Uses, system.Periods, draft.Local, (times, points)) });
        }

        if (trigger.IsLimited)
        {
            var state = StateOf(draft, trigger);
            Keep(draft, trigger, state with
            {
                Uses = Used(state.Uses, trigger.Periods, draft.Local, (times, points)),
                LastAt = trigger.Definition.CoolDown is null ? null : draft.Now,
                Recent = [.. state.Recent.Concat(Enumerable.Repeat(draft.Now, (int)Math.Min(times, trigger.RecentMax))).TakeLast(trigger.RecentMax)],
                Objects = ObjectOf(draft, trigger) is { } paid ? With(state.Objects, paid) : state.Objects,
            });
        }
    }

    /// <summary>Counts and announces that an award was reduced.</summary>
    public static void Announce(Draft draft, TriggerPlan trigger, (FactId Id, Cause Cause) why, (LimitReason Reason, long Wanted, long Granted) reduced)
    {
        var state = StateOf(draft, trigger);
        var counts = state.Reduced.Count == 0 ? new ValueList<long>(new long[Enum.GetValues<LimitReason>().Length]) : state.Reduced;
        Keep(draft, trigger, state with { Reduced = counts.With((int)reduced.Reason, counts[(int)reduced.Reason] + 1) });
        draft.Add(new AwardLimited(
            why.Id.Then(trigger.LimitSeed), why.Cause, draft.Now, trigger.System.Definition.Key, trigger.Definition.Key,
            reduced.Reason, reduced.Wanted, reduced.Granted));
    }

    /// <summary>Under a new rulebook version: what its triggers do not need any more is forgotten.</summary>
    public static void Rebind(Draft draft, PointsPlan system)
    {
        var state = draft.Points[system.Index];
        var limited = system.Definition.Triggers.Where(trigger => trigger.IsLimited || system.Periods.Length > 0 || trigger.When is TriggerCondition.Completed).Select(trigger => trigger.Key).ToHashSet(StringComparer.Ordinal);
        draft.Points.Set(system.Index, state with
        {
            Triggers = [.. state.Triggers.Where(trigger => limited.Contains(trigger.Trigger))],
            Uses = system.Periods.Length == 0 ? [] : state.Uses,
        });
    }

    /// <summary>What a trigger remembers of the user.</summary>
    public static TriggerState StateOf(Draft draft, TriggerPlan trigger)
    {
        foreach (var state in draft.Points[trigger.System.Index].Triggers.Items)
        {
            if (state.Trigger == trigger.Definition.Key)
            {
                return state;
            }
        }

        return new(trigger.Definition.Key);
    }

    public static void Keep(Draft draft, TriggerPlan trigger, TriggerState state)
    {
        var points = draft.Points[trigger.System.Index];
        var index = points.Triggers.Select(other => other.Trigger).ToList().IndexOf(state.Trigger);
        draft.Points.Set(trigger.System.Index, points with { Triggers = index < 0 ? points.Triggers.Append(state) : points.Triggers.With(index, state) });
    }

    private static LimitReason? Refusal(Draft draft, TriggerPlan trigger, TriggerState state)
    {
        if (trigger.Definition.OncePer is not null)
        {
            var paid = ObjectOf(draft, trigger);
            if (paid is null || state.Objects.Items.BinarySearch(paid.Value) >= 0)
            {
                return LimitReason.Repeated;
            }

            if (state.Objects.Count >= Limits.ObjectsMax)
            {
                return LimitReason.Full;
            }
        }

        return trigger.Definition.CoolDown is { } coolDown && state.LastAt is { } last && draft.Now < last + coolDown ? LimitReason.Cooled : null;
    }

    private static long AwardsLeft(Draft draft, TriggerPlan trigger, TriggerState state)
    {
        var left = Left(trigger.Definition.Limits, LimitUnit.Awards, state.Uses, draft.Local);
        left = trigger.Definition.Points > 0
            ? Math.Min(left, Left(trigger.System.Definition.Limits, LimitUnit.Awards, draft.Points[trigger.System.Index].Uses, draft.Local))
            : left;
        foreach (var limit in trigger.Definition.Limits)
        {
            if (limit.Span is LimitSpan.Within(var length))
            {
                left = Math.Min(left, limit.Max - state.Recent.Count(at => at > draft.Now - length));
            }
        }

        return left;
    }

    private static long Left(ValueList<PointsLimit> limits, LimitUnit unit, ValueList<PeriodUse> uses, LocalDateTime local)
    {
        var left = long.MaxValue;
        foreach (var limit in limits.Items)
        {
            if (limit.Unit == unit && limit.Span is LimitSpan.Per(var period))
            {
                var use = UseOf(uses, period, local);
                left = Math.Min(left, limit.Max - (unit == LimitUnit.Awards ? use.Awards : use.Points));
            }
        }

        return left;
    }

    // Firing n of a day is worth the factor of the last step that lies before it.
    private static decimal Weight(ValueList<DiminishingStep> steps, long before, long times)
    {
        var (weight, from, factor) = (0m, before, 1m);
        foreach (var step in steps)
        {
            var until = Math.Clamp(step.After, from, before + times);
            weight += (until - from) * factor;
            (from, factor) = (until, step.Factor);
        }

        return weight + ((before + times - from) * factor);
    }

    // A move west can show an earlier period again; the later one goes on, so that moving gives nothing twice.
    private static PeriodUse UseOf(ValueList<PeriodUse> uses, LimitPeriod period, LocalDateTime local)
    {
        var start = StartOf(period, local);
        foreach (var use in uses.Items)
        {
            if (use.Period == period && use.Start >= start)
            {
                return use;
            }
        }

        return new(period, start, 0, 0);
    }

    private static ValueList<PeriodUse> Used(ValueList<PeriodUse> uses, LimitPeriod[] periods, LocalDateTime local, (long Awards, long Points) more) =>
    [
        .. from period in periods
           let use = UseOf(uses, period, local)
           select use with { Awards = Capped(use.Awards, more.Awards), Points = Capped(use.Points, more.Points) },
    ];

    // Far above every limit, and far from the end of a long.
    private static long Capped(long one, long other) => Math.Min(one + other, 2 * Limits.PointsMax);

    private static LocalDateTime StartOf(LimitPeriod period, LocalDateTime local) => period switch
    {
        LimitPeriod.Hour => local.Date.At(new LocalTime(local.Hour, 0)),
        LimitPeriod.Day => local.Date.AtMidnight(),
        LimitPeriod.Week => local.Date.PlusDays(1 - (int)local.DayOfWeek).AtMidnight(),
        LimitPeriod.Month => new LocalDate(local.Year, local.Month, 1).AtMidnight(),
        _ => default,
    };

    private static ulong? ObjectOf(Draft draft, TriggerPlan trigger) =>
        trigger.Definition.OncePer is { } attribute && draft.EventAttributes.Find(attribute) is { } value ? FactId.Seed(value) : null;

    private static ValueList<ulong> With(ValueList<ulong> objects, ulong added)
    {
        var at = ~objects.Items.BinarySearch(added);
        return at < 0 ? objects : [.. objects.Items[..at], added, .. objects.Items[at..]];
    }
}
