using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Metrics;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>
/// Counts periods as their requirements are met, and closes them at the start of a local day.
/// The length equals the number of counted periods in the unbroken chain of local periods that ends last, whatever zones the
/// user moved through: a date cut short by a move east is neutral, and activity on a date that a move west reopened is
/// counted even though the date had been closed before.
/// </summary>
internal static class StreakRules
{
    public static void React(Draft draft, Fact fact)
    {
        switch (fact)
        {
            case MetricChanged changed when changed.Counter.IsTotal:
                Collect(draft, changed);
                break;
            case StreakExtended extended:
                FreezeRules.ReactTo(draft, extended);
                break;
            case AchievementCompleted completed:
                FreezeRules.ReactTo(draft, completed);
                break;
            case UserCreated:
                FreezeRules.GrantInitial(draft, fact);
                break;
            case UserChanged changed:
                ReactTo(draft, changed);
                break;
        }
    }

    /// <summary>The earliest instant at which a period closes or freezes are earned.</summary>
    public static Instant? NextDue(Draft draft)
    {
        Instant? due = null;
        foreach (var state in draft.Streaks.Items)
        {
            due = Calendar.Earlier(due, Calendar.Earlier(state.ClosesAt, state.NextFreezeAt));
        }

        return due;
    }

    /// <summary>Closes what ends and grants what is earned at this instant, in that order.</summary>
    public static void ProcessDue(Draft draft)
    {
        foreach (var streak in draft.Plan.Streaks)
        {
            if (draft.Streaks[streak.Index].ClosesAt <= draft.Now)
            {
                Close(draft, streak);
            }

            FreezeRules.EarnDue(draft, streak);
        }
    }

    /// <summary>The instant at which the open period of an unbroken streak closes; null without one.</summary>
    internal static Instant? ClosingOf(StreakState state, StreakDefinition streak, DateTimeZone zone) =>
        state.Length == 0 ? null : Calendar.StartOf(Period.Containing(state.OpenOn, streak).EndOn.PlusDays(1), zone, streak.DayStart);

    /// <summary>The state without a streak, which can be restored for a while.</summary>
    internal static StreakState Ended(Draft draft, StreakPlan streak, StreakState state) => state with
    {
        Length = 0,
        StartOn = default,
        OpenOn = default,
        ClosesAt = null,
        ExtendedAt = null,
        LostRuns = state.LostRuns.With(
            new LostRun(state.Length, state.StartOn, state.LastPeriod?.StartOn ?? state.OpenOn) { LostOn = draft.TodayOf(streak.Definition) },
            LostRuns.WindowStart(streak.Definition, draft.TodayOf(streak.Definition))),
    };

    private static void ReactTo(Draft draft, UserChanged changed)
    {
        if (changed.Before.TimeZone != changed.After.TimeZone)
        {
            MoveZone(draft, changed);
        }

        if (!changed.Before.Streaks.Equals(changed.After.Streaks))
        {
            PreferenceRules.React(draft, changed);
        }
    }

    private static void Collect(Draft draft, MetricChanged changed)
    {
        foreach (var (streak, requirement) in draft.Plan.StreaksOf(changed.Counter))
        {
            if (requirement < 0 && draft.Profile.Streaks.Count == 0)
            {
                continue;
            }

            var today = draft.TodayOf(streak.Definition);
            if (!Period.Counts(today, streak.Definition))
            {
                continue;
            }

            var state = draft.Streaks[streak.Index];
            var period = Period.Containing(today, streak.Definition);
            if (state.Chain.Find(period.StartOn) is { IsCounted: true })
            {
                continue;
            }

            var part = streak.Definition.DaysNeeded is null ? period : new Period(today, today);
            if (state.MetOn.Items.Contains(part.StartOn))
            {
                continue;
            }

            var demand = Demand.Of(draft.Profile, streak.Definition);
            var position = draft.Profile.Streaks.Count == 0 ? requirement : demand.IndexOf(changed.Counter.Metric);
            if (position < 0 || !draft.Profile.TakesPartIn(streak.Definition.Key))
            {
                continue;
            }

            var sums = SumsOf(state, part, demand).With(position, changed.After - changed.Before);
            if (sums.IsMet(demand))
            {
                Meet(draft, streak, (state with { Sums = state.Sums.Without(part) }, today), period, changed);
            }
            else
            {
                draft.Streaks.Set(streak.Index, state with { Sums = state.Sums.With(sums) });
            }
        }
    }

    // The requirements are met: that counts the period, or is one more of the dates that it needs.
    private static void Meet(Draft draft, StreakPlan streak, (StreakState State, LocalDate Today) met, Period period, Fact parent)
    {
        if (streak.Definition.DaysNeeded is { } needed)
        {
            var dates = MetDates.With(met.State.MetOn, met.Today, streak.Definition);
            if (MetDates.CountIn(dates, period) < period.DaysLeft(streak.Definition, needed))
            {
                draft.Streaks.Set(streak.Index, met.State with { MetOn = dates });
                return;
            }

            met.State = met.State with { MetOn = MetDates.Without(dates, period) };
        }

        Count(draft, streak, met.State, period, parent);
    }

    private static PeriodSums SumsOf(StreakState state, Period period, Demand demand) =>
        state.Sums.Find(period) ?? PeriodSums.Empty(period, demand.Requirements.Count);

    private static void Count(Draft draft, StreakPlan streak, StreakState state, Period period, Fact parent)
    {
        var counted = TotalRules.Counted(Counted(state, streak.Definition, period), streak.Definition, period);
        TotalRules.CountDay(draft, streak.Definition, period);
        if (counted.Length == state.Length)
        {
            draft.Streaks.Set(streak.Index, counted);
            return;
        }

        var longer = counted with { ExtendedAt = draft.Now };
        draft.Streaks.Set(streak.Index, longer with { ClosesAt = ClosingOf(longer, streak.Definition, draft.Zone) });
        draft.Add(new StreakExtended(
            parent.Id.Then(streak.ExtendedSeed), draft.CauseOf(streak.Definition.Key, parent), draft.Now, streak.Definition.Key, period,
            longer.Length, PreviousLength(state, longer, period)));
    }

    // What the period was added to: the streak as it was, or the longer one before it that it takes up again.
    private static int PreviousLength(StreakState state, StreakState longer, Period period) =>
        Math.Max(state.Length, (longer.Chain.Find(period.StartOn)?.Length ?? 1) - 1);

    private static StreakState Counted(StreakState state, StreakDefinition streak, Period period)
    {
        var chain = state.Chain.With(period.StartOn, isCounted: true, streak);
        var last = chain.LastCounted();
        var counted = state with
        {
            Chain = chain,
            Length = chain[^1].Length,
            StartOn = chain[^1].StartOn,
            LastPeriod = Period.Containing(last?.PeriodOn ?? period.StartOn, streak),
            OpenOn = state.Length == 0 ? period.StartOn : state.OpenOn,
        };
        foreach (var link in chain.Items)
        {
            counted = WithLongest(counted, link, streak);
        }

        return counted;
    }

    internal static StreakState WithLongest(StreakState state, ChainLink link, StreakDefinition streak) =>
        link.Length <= state.LongestLength
            ? state
            : state with { LongestLength = link.Length, LongestStartOn = link.StartOn, LongestEndOn = Period.Containing(link.PeriodOn, streak).EndOn };

    private static void Close(Draft draft, StreakPlan streak)
    {
        var state = draft.Streaks[streak.Index];
        var period = Period.Containing(state.OpenOn, streak.Definition);
        var isLinked = state.Chain.Find(period.StartOn) is not null;
        var open = Passed(state, streak.Definition);
        open = open with { ClosesAt = ClosingOf(open, streak.Definition, draft.Zone) };
        if (isLinked || IsEmpty(draft, period))
        {
            draft.Streaks.Set(streak.Index, open);
        }
        else if (PauseRules.Cover(draft, period))
        {
            PauseRules.Hold(draft, streak, open, period);
        }
        else if (state.Freezes > 0 && streak.Definition.Freezes is not null)
        {
            FreezeRules.Consume(draft, streak, open, period);
        }
        else
        {
            Lose(draft, streak, state, period);
        }
    }

    // The open period is left behind: bridged, unless it was counted.
    private static StreakState Passed(StreakState state, StreakDefinition streak) => state with
    {
        Chain = state.Chain.Find(state.OpenOn) is null ? state.Chain.With(state.OpenOn, isCounted: false, streak) : state.Chain,
        OpenOn = Period.Containing(state.OpenOn, streak).Next(streak).StartOn,
    };

    // By the calendar, whenever its days begin: nobody can be asked for a date that the zone skips.
    private static bool IsEmpty(Draft draft, Period period) =>
        Calendar.StartOf(period.StartOn, draft.Zone) >= Calendar.StartOf(period.EndOn.PlusDays(1), draft.Zone);

    private static void Lose(Draft draft, StreakPlan streak, StreakState state, Period period)
    {
        draft.Streaks.Set(streak.Index, Ended(draft, streak, state));
        draft.Add(new StreakLost(
            draft.IdOf(streak.ClosedSeed), draft.CauseOf(streak.Definition.Key), draft.Now, streak.Definition.Key, period, state.Length));
    }

    private static void MoveZone(Draft draft, UserChanged changed)
    {
        foreach (var streak in draft.Plan.Streaks)
        {
            var state = FreezeRules.Rescheduled(draft.Streaks[streak.Index], streak.Definition, draft.Zone, draft.Now);
            if (state.Length > 0)
            {
                // Moving east skips dates, or cuts one short; those are passed over without being closed.
                var today = Period.From(draft.TodayOf(streak.Definition), streak.Definition).StartOn;
                while (state.OpenOn < today)
                {
                    state = Passed(state, streak.Definition);
                }

                state = state with { ClosesAt = ClosingOf(state, streak.Definition, draft.Zone) };
            }

            draft.Streaks.Set(streak.Index, state);
        }
    }
}
