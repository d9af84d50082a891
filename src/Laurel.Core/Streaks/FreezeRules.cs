using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>Grants and consumes freezes. Held = granted − consumed, and never above the maximum.</summary>
internal static class FreezeRules
{
    /// <summary>What a user starts with, and when the first ones are earned.</summary>
    public static void GrantInitial(Draft draft, Fact parent)
    {
        foreach (var streak in draft.Plan.Streaks)
        {
            if (streak.Definition.Freezes is { } settings)
            {
                var next = FirstEarning(settings, draft.TodayOf(streak.Definition));
                draft.Streaks.Set(streak.Index, Rescheduled(draft.Streaks[streak.Index] with { NextFreezeOn = next }, streak.Definition, draft.Zone, draft.Now));
                Grant(draft, streak, (parent.Id.Then(streak.FreezeSeed), draft.CauseOf(streak.Definition.Key, parent)), FreezeSource.Initial, settings.Initial);
            }
        }
    }

    /// <summary>Grants by hand; beyond the maximum is refused, nothing is granted then.</summary>
    public static void Apply(Draft draft, GrantFreezes input)
    {
        var streak = Array.Find(draft.Plan.Streaks, candidate => candidate.Definition.Key == input.Streak);
        if (streak is null)
        {
            draft.Reject(Rejection.UnknownStreak, input.Streak);
        }
        else if (streak.Definition.Freezes is not { } settings)
        {
            draft.Reject(Rejection.FreezesDisabled, input.Streak);
        }
        else if (input.Count < 1 || input.Count > settings.Max - draft.Streaks[streak.Index].Freezes)
        {
            draft.Reject(Rejection.FreezeLimit, input.Streak);
        }
        else
        {
            Grant(draft, streak, (draft.IdOf(streak.FreezeSeed), draft.CauseOf(streak.Definition.Key)), FreezeSource.Manual, input.Count);
        }
    }

    /// <summary>Sells freezes; all of them or none.</summary>
    public static void Apply(Draft draft, BuyFreezes input)
    {
        var streak = Array.Find(draft.Plan.Streaks, candidate => candidate.Definition.Key == input.Streak);
        if (streak is null)
        {
            draft.Reject(Rejection.UnknownStreak, input.Streak);
        }
        else if (streak.Definition.Freezes is not { } settings)
        {
            draft.Reject(Rejection.FreezesDisabled, input.Streak);
        }
        else if (settings.Price is null && !draft.IsReplay)
        {
            draft.Reject(Rejection.FreezesNotForSale, input.Streak);
        }
        else if (input.Count < 1 || input.Count > settings.Max - draft.Streaks[streak.Index].Freezes)
        {
            draft.Reject(Rejection.FreezeLimit, input.Streak);
        }
        else if (PriceOf(settings, input.Count) is var price && PriceRules.CanPay(draft, price))
        {
            PriceRules.Pay(draft, price, $"{input.Count} freezes of streak {input.Streak}");
            Grant(draft, streak, (draft.IdOf(streak.FreezeSeed), draft.CauseOf(streak.Definition.Key)), FreezeSource.Bought, input.Count);
        }
    }

    // At most 100 of them, so that 10^15 points each stay far from the end of a long.
    private static PointsPrice? PriceOf(FreezeSettings settings, int count) =>
        settings.Price is { } each ? each with { Amount = each.Amount * count } : null;

    /// <summary>Grants what is earned at this instant and schedules the next.</summary>
    public static void EarnDue(Draft draft, StreakPlan streak)
    {
        var state = draft.Streaks[streak.Index];
        if (state.NextFreezeAt > draft.Now || state.NextFreezeOn is not { } on || streak.Definition.Freezes is not { } settings)
        {
            return;
        }

        // Who takes no part earns nothing meanwhile; the dates go on.
        var amount = draft.Profile.TakesPartIn(streak.Definition.Key) ? settings.EarnAmount : 0;
        draft.Streaks.Set(streak.Index, Rescheduled(state with { NextFreezeOn = on.PlusDays(settings.EarnEveryDays) }, streak.Definition, draft.Zone, draft.Now));
        var id = draft.IdOf(streak.FreezeSeed).Then((ulong)on.ToDateOnly().DayNumber);
        Grant(draft, streak, (id, draft.CauseOf(streak.Definition.Key)), FreezeSource.Earned, amount);
    }

    /// <summary>Grants what a length brings; a length that grew by more than one may bring it several times.</summary>
    public static void ReactTo(Draft draft, StreakExtended extended)
    {
        foreach (var granted in draft.Plan.ListenersOf(extended.Streak).Freezes)
        {
            if (granted.Grant is FreezeGrant.Streak(_, var every, var amount))
            {
                Grant(draft, granted, extended, Math.Min((extended.Length / every) - (extended.PreviousLength / every), Limits.FreezesMax) * amount);
            }
        }
    }

    /// <summary>Grants what an achievement brings.</summary>
    public static void ReactTo(Draft draft, AchievementCompleted completed)
    {
        foreach (var granted in draft.Plan.ListenersOf(completed).Freezes)
        {
            Grant(draft, granted, completed, granted.Grant.Amount);
        }
    }

    /// <summary>Covers a missed period; <paramref name="open"/> is the state with the period already passed.</summary>
    public static void Consume(Draft draft, StreakPlan streak, StreakState open, Period period)
    {
        var left = open.Freezes - 1;
        draft.Streaks.Set(streak.Index, open with { Freezes = left });
        draft.Add(new FreezeConsumed(
            draft.IdOf(streak.ClosedSeed), draft.CauseOf(streak.Definition.Key), draft.Now, streak.Definition.Key, period, open.Length, left));
    }

    /// <summary>The state with the instant of the next earning in <paramref name="zone"/>; a date that has begun already is due now.</summary>
    public static StreakState Rescheduled(StreakState state, StreakDefinition streak, DateTimeZone zone, Instant now) =>
        state with { NextFreezeAt = state.NextFreezeOn is { } on ? Instant.Max(Calendar.StartOf(on, zone, streak.DayStart), now) : null };

    /// <summary>Under new settings: what is held stays, whatever the new maximum; a changed interval counts from now.</summary>
    public static StreakState Rebind(StreakState state, FreezeSettings? before, StreakDefinition streak, ZonedDateTime now)
    {
        var after = streak.Freezes;
        var first = after is null ? null : FirstEarning(after, Calendar.DateOf(now.LocalDateTime, streak.DayStart));
        var goesOn = first is not null && (before is null || before.EarnEveryDays == after?.EarnEveryDays);
        var next = goesOn ? state.NextFreezeOn ?? first : first;
        return Rescheduled(state with { NextFreezeOn = next }, streak, now.Zone, now.ToInstant());
    }

    /// <summary>What a user who was there before gets when a rulebook version brings freezes.</summary>
    public static void GrantInitial(Draft draft, StreakPlan streak) =>
        Grant(draft, streak, (draft.IdOf(streak.FreezeSeed), draft.CauseOf(streak.Definition.Key)), FreezeSource.Initial, streak.Definition.Freezes?.Initial ?? 0);

    /// <summary>The first local date on which freezes are earned, counted from <paramref name="from"/>; null: never.</summary>
    public static LocalDate? FirstEarning(FreezeSettings settings, LocalDate from) =>
        settings is { EarnAmount: > 0, EarnEveryDays: > 0 } ? from.PlusDays(settings.EarnEveryDays) : null;

    private static void Grant(Draft draft, FreezeGrantPlan granted, Fact parent, int count)
    {
        if (draft.Profile.TakesPartIn(granted.Streak.Definition.Key))
        {
            var cause = draft.CauseOf(granted.Streak.Definition.Key, parent);
            Grant(draft, granted.Streak, (parent.Id.Then(granted.Seed), cause), FreezeSource.Milestone, count);
        }
    }

    private static void Grant(Draft draft, StreakPlan streak, (FactId Id, Cause Cause) why, FreezeSource source, int count)
    {
        var state = draft.Streaks[streak.Index];
        var held = Math.Min(state.Freezes + count, Math.Min(streak.Definition.Freezes?.Max ?? 0, Limits.FreezesMax));
        if (held <= state.Freezes)
        {
            return;
        }

        draft.Streaks.Set(streak.Index, state with { Freezes = held });
        draft.Add(new FreezeGranted(why.Id, why.Cause, draft.Now, streak.Definition.Key, source, held - state.Freezes, held));
    }
}
