using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>
/// Joins the present streak to the longest one lost in the repair window: the gap is bridged, so the length is that of both, and what
/// the user did after the loss counts on top of it.
/// </summary>
internal static class RepairRules
{
    public static void Apply(Draft draft, RepairStreak input)
    {
        if (Array.Find(draft.Plan.Streaks, candidate => candidate.Definition.Key == input.Streak) is not { } streak)
        {
            draft.Reject(Rejection.UnknownStreak, input.Streak);
        }
        else if (streak.Definition.Repair is not { } settings)
        {
            draft.Reject(Rejection.RepairDisabled, input.Streak);
        }
        else if (RunToRepair(draft, streak, settings) is { } run && PriceRules.CanPay(draft, settings.Price))
        {
            PriceRules.Pay(draft, settings.Price, $"repair of streak {input.Streak}");
            Repair(draft, streak, run);
        }
    }

    private static LostRun? RunToRepair(Draft draft, StreakPlan streak, RepairSettings settings)
    {
        var state = draft.Streaks[streak.Index];
        var firstLostOn = draft.TodayOf(streak.Definition).PlusDays(1 - settings.WithinDays);
        var lost = state.LostRuns.Where(run => state.Length == 0 || run.LastOn < state.StartOn).ToArray();
        var open = Array.Find(lost, run => run.LostOn >= firstLostOn);
        Rejection? refusal = lost.Length == 0 || !draft.Profile.TakesPartIn(streak.Definition.Key) ? Rejection.NothingToRepair
            : open is null ? Rejection.RepairTooLate
            : state.Length == 0 ? Rejection.RepairNeedsActivity
            : null;
        if (refusal is { } reason)
        {
            draft.Reject(reason, streak.Definition.Key);
            return null;
        }

        return open;
    }

    private static void Repair(Draft draft, StreakPlan streak, LostRun run)
    {
        var (state, definition) = (draft.Streaks[streak.Index], streak.Definition);
        var gap = LastBefore(state.StartOn, definition);
        var repaired = state with
        {
            Length = run.Length + state.Length,
            StartOn = run.StartOn,
            Chain = [.. state.Chain.Select(link => link.StartOn >= state.StartOn ? link with { StartOn = run.StartOn, Length = link.Length + run.Length } : link)],
            LostRuns = state.LostRuns.Before(run),
        };
        draft.Streaks.Set(streak.Index, StreakRules.WithLongest(repaired, repaired.Chain[^1], definition));
        var restored = new StreakRestored(
            draft.IdOf(streak.RestoredSeed), draft.CauseOf(definition.Key), draft.Now, definition.Key, gap, run.Length, state.Length);
        draft.Add(restored);
        draft.Add(new StreakExtended(
            restored.Id.Then(streak.ExtendedSeed), draft.CauseOf(definition.Key, restored), draft.Now, definition.Key,
            state.LastPeriod ?? gap, repaired.Length, Math.Max(run.Length, state.Length)));
    }

    private static Period LastBefore(LocalDate date, StreakDefinition streak) => Period.Containing(date, streak).Previous(streak);
}
