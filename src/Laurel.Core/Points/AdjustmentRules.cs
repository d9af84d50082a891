using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;

namespace Laurel.Core.Points;

/// <summary>Moves balances that no trigger moves: by hand, and from user to user. The whole amount or nothing.</summary>
internal static class AdjustmentRules
{
    public static void Apply(Draft draft, AdjustPoints input)
    {
        if (Find(draft, input.System) is not { } system)
        {
            return;
        }

        var max = Math.Max(system.Cap, draft.Points[system.Index].Balance);
        if (input.Amount == 0 || Math.Abs((decimal)input.Amount) > Limits.PointsMax)
        {
            draft.Reject(Rejection.AmountOutOfRange, input.System);
        }
        else if (!draft.IsReplay && input.Amount > max - draft.Points[system.Index].Balance)
        {
            draft.Reject(Rejection.PointsLimit, input.System);
        }
        else if (!IsShort(draft, system, input.Amount))
        {
            Move(draft, system, input.Amount, (AwardKind.Adjustment, new(input.Reason, input.Author, null, null)));
        }
    }

    public static void Apply(Draft draft, SendPoints input)
    {
        if (FindForTransfer(draft, input.System, input.Amount) is not { } system)
        {
            return;
        }

        if (input.To == input.User)
        {
            draft.Reject(Rejection.TransferToSelf, input.System);
        }
        else if (!IsShort(draft, system, -input.Amount))
        {
            Move(draft, system, -input.Amount, (AwardKind.Sent, new(null, null, input.To, input.Transfer)));
        }
    }

    /// <summary>
    /// What was taken from the sender must arrive: a full balance takes it, too, up to what a number can hold, and so does a system
    /// that allows no transfers any more.
    /// </summary>
    public static void Apply(Draft draft, ReceivePoints input)
    {
        if (Find(draft, input.System) is not { } system || !IsAmount(draft, input.System, input.Amount))
        {
            return;
        }

        if (input.Amount > Limits.PointsMax - draft.Points[system.Index].Balance)
        {
            draft.Reject(Rejection.PointsLimit, input.System);
        }
        else
        {
            Move(draft, system, input.Amount, (AwardKind.Received, new(null, null, input.From, input.Transfer)));
        }
    }

    private static PointsPlan? Find(Draft draft, string key)
    {
        var system = Array.Find(draft.Plan.Points, candidate => candidate.Definition.Key == key);
        if (system is null)
        {
            draft.Reject(Rejection.UnknownPointsSystem, key);
        }

        return system;
    }

    private static PointsPlan? FindForTransfer(Draft draft, string key, long amount)
    {
        if (Find(draft, key) is not { } system || !IsAmount(draft, key, amount))
        {
            return null;
        }

        if (system.Definition.AllowsTransfers)
        {
            return system;
        }

        draft.Reject(Rejection.TransfersDisabled, key);
        return null;
    }

    private static bool IsAmount(Draft draft, string key, long amount)
    {
        if (amount is >= 1 and <= Limits.PointsMax)
        {
            return true;
        }

        draft.Reject(Rejection.AmountOutOfRange, key);
        return false;
    }

    private static bool IsShort(Draft draft, PointsPlan system, long amount)
    {
        // What was moved once was moved: when the past changes, the balance may be found below the floor.
        var isShort = !draft.IsReplay && amount < 0 && draft.Points[system.Index].Balance + amount < system.Definition.Floor;
        if (isShort)
        {
            draft.Reject(Rejection.OutOfPoints, system.Definition.Key);
        }

        return isShort;
    }

    private static void Move(Draft draft, PointsPlan system, long amount, (AwardKind Kind, AwardNote Note) why) =>
        BalanceRules.Move(draft, system, new PointsAwarded(
            draft.IdOf(system.MoveSeed), draft.CauseOf(system.Definition.Key), draft.Now, system.Definition.Key, "",
            amount, 1, [], amount, draft.Points[system.Index].Balance + amount) { Kind = why.Kind, Note = why.Note });
}
