using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>
/// Takes lost streaks up again. The restored length hangs on the latest period before today's (or today's, when it is counted
/// already), so that the next counted period goes on from there.
/// </summary>
internal static class RestoreRules
{
    public static void Apply(Draft draft, RestoreStreak input)
    {
        if (Array.Find(draft.Plan.Streaks, candidate => candidate.Definition.Key == input.Streak) is not { } streak)
        {
            draft.Reject(Rejection.UnknownStreak, input.Streak);
            return;
        }

        var today = draft.TodayOf(streak.Definition);
        var state = draft.Streaks[streak.Index];
        if (state.LostRuns.LongestSince(LostRuns.WindowStart(streak.Definition, today)) is { } run && run.Length > state.Length
            && draft.Profile.TakesPartIn(streak.Definition.Key))
        {
            Restore(draft, streak, run, today);
        }
        else
        {
            draft.Reject(Rejection.NothingToRestore, input.Streak);
        }
    }

    private static void Restore(Draft draft, StreakPlan streak, LostRun run, LocalDate today)
    {
        var state = draft.Streaks[streak.Index];
        var current = Period.From(today, streak.Definition);
        var chain = state.Chain.Restored(current.Previous(streak.Definition), run);
        var restored = state with
        {
            Length = run.Length,
            StartOn = run.StartOn,
            OpenOn = state.Length == 0 ? current.StartOn : state.OpenOn,
            Chain = chain,
            LostRuns = state.LostRuns.Before(run),
        };
        draft.Streaks.Set(streak.Index, restored with { ClosesAt = StreakRules.ClosingOf(restored, streak.Definition, draft.Zone) });
        draft.Add(new StreakRestored(
            draft.IdOf(streak.RestoredSeed), draft.CauseOf(streak.Definition.Key), draft.Now, streak.Definition.Key,
            Period.Containing(chain[^1].PeriodOn, streak.Definition), run.Length, state.Length));
    }
}
