using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>
/// Time triggers: hours are exact multiples from an anchor, days begin at local midnight. A trigger that could not move the
/// balance (an energy refill at its cap) sleeps, and wakes at its next multiple after the balance has moved.
/// </summary>
internal static class TimerRules
{
    /// <summary>Sets the timers of a system going, counted from this instant.</summary>
    public static void Start(Draft draft, PointsPlan system)
    {
        if (system.Timers.Length > 0)
        {
            var timers = system.Timers.Select(trigger => First(draft, trigger));
            draft.Points.Set(system.Index, draft.Points[system.Index] with { Timers = [.. timers] });
        }
    }

    /// <summary>
    /// Under a new rulebook version: timers that both versions have go on, others start now.
    /// </summary>
    public static void Rebind(Draft draft, PointsPlan system)
    {
        var state = draft.Points[system.Index];
        var timers = system.Timers.Select(trigger => state.Timers.FirstOrDefault(timer => timer.Trigger == trigger.Definition.Key) ?? First(draft, trigger));
        draft.Points.Set(system.Index, state with { Timers = [.. timers] });
        Wake(draft, system);
    }

    public static Instant? NextDue(Draft draft)
    {
        Instant? due = null;
        foreach (var system in draft.Plan.Points)
        {
            for (var i = 0; i < system.Timers.Length; i++)
            {
                var state = draft.Points[system.Index];
                due = i < state.Timers.Count && !Sleeps(system.Timers[i], state) ? Calendar.Earlier(due, state.Timers[i].NextAt) : due;
            }
        }

        return due;
    }

    public static void ProcessDue(Draft draft)
    {
        foreach (var system in draft.Plan.Points)
        {
            for (var i = 0; i < system.Timers.Length; i++)
            {
                var state = draft.Points[system.Index];
                var trigger = system.Timers[i];
                if (i < state.Timers.Count && state.Timers[i].NextAt <= draft.Now && !Sleeps(trigger, state))
                {
                    draft.Points.Set(system.Index, state with { Timers = state.Timers.With(i, After(draft, trigger, state.Timers[i])) });
                    AwardRules.Award(draft, trigger, 1, (IdOf(draft, trigger, state.Timers[i]), draft.CauseOf(trigger.Definition.Key)));
                }
            }
        }
    }

    /// <summary>After the balance moved: timers that slept past their instant go on at their next multiple, which may be now.</summary>
    public static void Wake(Draft draft, PointsPlan system)
    {
        var state = draft.Points[system.Index];
        for (var i = 0; i < state.Timers.Count; i++)
        {
            if (state.Timers[i].NextAt < draft.Now && !Sleeps(system.Timers[i], state))
            {
                state = state with { Timers = state.Timers.With(i, Awake(draft, system.Timers[i], state.Timers[i])) };
            }
        }

        draft.Points.Set(system.Index, state);
    }

    /// <summary>Day timers follow the user's calendar into the new zone; a date already reached is due at once.</summary>
    public static void MoveZone(Draft draft)
    {
        foreach (var system in draft.Plan.Points)
        {
            var state = draft.Points[system.Index];
            if (state.Timers.Count > 0)
            {
                draft.Points.Set(system.Index, state with { Timers = [.. state.Timers.Select(timer => Moved(draft, timer))] });
            }
        }
    }

    // Two dates can be due at one instant: Samoa's missing one, or both that a move east passed.
    private static FactId IdOf(Draft draft, TriggerPlan trigger, TimerState timer) =>
        timer.NextOn is { } on ? draft.IdOf(trigger.Seed).Then((ulong)on.ToDateOnly().DayNumber) : draft.IdOf(trigger.Seed);

    // A timer asleep stays as it is until it wakes.
    private static TimerState Moved(Draft draft, TimerState timer) =>
        timer.NextOn is { } on && timer.NextAt >= draft.Now ? Daily(draft, timer.Trigger, on) : timer;

    private static TimerState First(Draft draft, TriggerPlan trigger) => Next(draft, trigger, draft.Now, draft.Today);

    private static TimerState After(Draft draft, TriggerPlan trigger, TimerState timer) =>
        Next(draft, trigger, timer.NextAt, timer.NextOn ?? draft.Today);

    private static TimerState Next(Draft draft, TriggerPlan trigger, Instant from, LocalDate fromOn)
    {
        var time = TimeOf(trigger);
        return time.Unit == TriggerTimeUnit.Hour
            ? new(trigger.Definition.Key, from + Duration.FromHours(time.Every), null)
            : Daily(draft, trigger.Definition.Key, fromOn.PlusDays(time.Every));
    }

    // A date that has begun already is due now: time never goes back.
    private static TimerState Daily(Draft draft, string trigger, LocalDate on) =>
        new(trigger, Instant.Max(Calendar.StartOf(on, draft.Zone), draft.Now), on);

    // The first multiple from now on: one step instead of one per interval slept through.
    private static TimerState Awake(Draft draft, TriggerPlan trigger, TimerState timer)
    {
        var every = TimeOf(trigger).Every;
        if (timer.NextOn is not { } on)
        {
            var interval = Duration.FromHours(every);
            var missed = Missed((draft.Now - timer.NextAt).ToInt64Nanoseconds(), interval.ToInt64Nanoseconds());
            return timer with { NextAt = timer.NextAt + (interval * missed) };
        }

        on = on.PlusDays((int)Missed(NodaTime.Period.DaysBetween(on, draft.Today), every) * every);
        on = Calendar.StartOf(on, draft.Zone) < draft.Now ? on.PlusDays(every) : on;
        return Daily(draft, timer.Trigger, on);
    }

    // How many intervals cover the distance, rounded up; none when it is not ahead.
    private static long Missed(long distance, long interval) => distance <= 0 ? 0 : ((distance - 1) / interval) + 1;

    private static bool Sleeps(TriggerPlan trigger, PointsState state) =>
        trigger.Definition.Points > 0 ? state.Balance >= trigger.System.Cap || trigger.System.IsFrozen(state) : state.Balance <= trigger.System.Definition.Floor;

    private static TriggerCondition.Time TimeOf(TriggerPlan trigger) =>
        trigger.Definition.When as TriggerCondition.Time ?? throw new InvalidOperationException("Only time triggers have timers.");
}
