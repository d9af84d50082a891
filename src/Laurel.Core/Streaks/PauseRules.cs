using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>Creates and removes pauses, and finds whether one covers a period.</summary>
internal static class PauseRules
{
    // An open period began at most a month ago, and local dates differ by at most two between any zones.
    private const int DaysKept = 33;

    private static readonly ulong CreatedSeed = FactId.Seed("pause-created");
    private static readonly ulong RemovedSeed = FactId.Seed("pause-removed");
    private static readonly ulong AmnestySeed = FactId.Seed("amnesty-granted");
    private static readonly LocalDate LatestOn = Limits.LatestAt.InUtc().Date;

    public static void Apply(Draft draft, PauseStreak input)
    {
        var kept = draft.Pauses.Where(pause => pause.EndOn >= draft.Today.PlusDays(-DaysKept)).ToArray();
        if (input.EndOn < input.StartOn || input.EndOn > LatestOn || input.StartOn <= input.EndOn.PlusDays(-Limits.PauseDaysMax))
        {
            draft.Reject(Rejection.PauseOutOfRange, draft.Profile.Id);
        }
        else if (input.StartOn < draft.Today)
        {
            draft.Reject(Rejection.PauseInPast, draft.Today.ToString("uuuu-MM-dd", null));
        }
        else if (kept.Count(pause => !pause.IsAmnesty) >= Limits.PausesMax)
        {
            draft.Reject(Rejection.PauseLimit, draft.Profile.Id);
        }
        else
        {
            draft.Pauses = [.. kept, new Pause(input.Id, input.StartOn, input.EndOn)];
            draft.Add(new PauseCreated(draft.IdOf(CreatedSeed), draft.CauseOf("pause"), draft.Now, input.Id, input.StartOn, input.EndOn));
        }
    }

    public static void Apply(Draft draft, RemovePause input)
    {
        if (draft.Pauses.FirstOrDefault(pause => pause.Id == input.Pause && !pause.IsAmnesty) is not { } removed)
        {
            draft.Reject(Rejection.UnknownPause, input.Pause.ToString());
            return;
        }

        draft.Pauses = [.. draft.Pauses.Where(pause => pause != removed)];
        draft.Add(new PauseRemoved(draft.IdOf(RemovedSeed), draft.CauseOf("pause"), draft.Now, removed.Id, removed.StartOn, removed.EndOn));
    }

    public static void Apply(Draft draft, GrantAmnesty input)
    {
        if (input.EndOn < input.StartOn || input.EndOn > LatestOn || input.StartOn <= input.EndOn.PlusDays(-Limits.PauseDaysMax))
        {
            draft.Reject(Rejection.PauseOutOfRange, draft.Profile.Id);
            return;
        }

        draft.Pauses =
        [
            .. draft.Pauses.Where(pause => pause.EndOn >= draft.Today.PlusDays(-DaysKept)),
            new Pause(input.Id, input.StartOn, input.EndOn) { IsAmnesty = true },
        ];
        draft.Add(new AmnestyGranted(draft.IdOf(AmnestySeed), draft.CauseOf("amnesty"), draft.Now, input.Id, input.StartOn, input.EndOn));
    }

    /// <summary>Whether any date of the period lies in a pause.</summary>
    public static bool Cover(Draft draft, Period period)
    {
        foreach (var pause in draft.Pauses.Items)
        {
            if (pause.Overlaps(period))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Passes over an unmet period; <paramref name="open"/> is the state with the period already passed.</summary>
    public static void Hold(Draft draft, StreakPlan streak, StreakState open, Period period)
    {
        draft.Streaks.Set(streak.Index, open);
        draft.Add(new PeriodPaused(
            draft.IdOf(streak.ClosedSeed), draft.CauseOf(streak.Definition.Key), draft.Now, streak.Definition.Key, period, open.Length));
    }
}
