using Laurel.Core.Evaluation;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>Lets points lapse. Whatever moves a balance passes here: what comes in becomes a lot, what goes out is taken from the oldest.</summary>
internal static class ExpiryRules
{
    /// <summary>The state with the lots of its new balance.</summary>
    public static PointsState Followed(Draft draft, PointsPlan system, PointsState before, PointsState moved)
    {
        if (system.Definition.Expiry is not { } expiry)
        {
            return moved;
        }

        var change = Math.Max(moved.Balance, 0) - Math.Max(before.Balance, 0);
        var lots = change < 0 ? before.Lots.Without(-change) : change > 0 ? before.Lots.With(draft.Today, change) : before.Lots;
        lots = change > 0 && expiry.From == ExpiryFrom.LastEarned ? lots.Renewed(draft.Today) : lots;
        var isSameOldest = lots.Count > 0 && before.Lots.Count > 0 && lots[0].EarnedOn == before.Lots[0].EarnedOn;
        return isSameOldest ? moved with { Lots = lots } : Scheduled(draft, expiry, moved with { Lots = lots });
    }

    public static Instant? NextDue(Draft draft)
    {
        Instant? due = null;
        foreach (var state in draft.Points.Items)
        {
            due = Calendar.Earlier(due, state.ExpiresAt);
        }

        return due;
    }

    /// <summary>One award per lot that lapses at this instant; several do when a move east passed several dates.</summary>
    public static void ProcessDue(Draft draft)
    {
        foreach (var system in draft.Plan.Points)
        {
            while (draft.Points[system.Index] is { ExpiresAt: { } at, Lots.Count: > 0 } state && at <= draft.Now)
            {
                var lot = state.Lots[0];
                BalanceRules.Move(draft, system, new PointsAwarded(
                    draft.IdOf(system.ExpirySeed).Then((ulong)lot.EarnedOn.ToDateOnly().DayNumber), draft.CauseOf(system.Definition.Key), draft.Now,
                    system.Definition.Key, "", -lot.Amount, 1, [], -lot.Amount, state.Balance - lot.Amount) { Kind = AwardKind.Expired });
            }
        }
    }

    /// <summary>Lots lapse by the user's present calendar; a date already over is due at once.</summary>
    public static void MoveZone(Draft draft)
    {
        foreach (var system in draft.Plan.Points)
        {
            if (system.Definition.Expiry is { } expiry)
            {
                draft.Points.Set(system.Index, Scheduled(draft, expiry, draft.Points[system.Index]));
            }
        }
    }

    /// <summary>Under a new rulebook version: a balance that had no lots ages from today.</summary>
    public static void Rebind(Draft draft, PointsPlan system)
    {
        var state = draft.Points[system.Index];
        if (system.Definition.Expiry is not { } expiry)
        {
            draft.Points.Set(system.Index, state with { Lots = [], ExpiresAt = null });
            return;
        }

        var lots = state.Lots.Sum(lot => lot.Amount) == Math.Max(state.Balance, 0) ? state.Lots : [new PointsLot(draft.Today, state.Balance)];
        draft.Points.Set(system.Index, Scheduled(draft, expiry, state with { Lots = lots }));
    }

    private static PointsState Scheduled(Draft draft, PointsExpiry expiry, PointsState state) => state with
    {
        ExpiresAt = state.Lots.Count == 0 ? null : Instant.Max(Calendar.StartOf(expiry.GoneOn(state.Lots[0]), draft.Zone), draft.Now),
    };
}
