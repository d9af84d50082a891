using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>Takes points for what users buy. What they bought is a fact of its own.</summary>
internal static class PriceRules
{
    /// <summary>Whether the user can pay; refuses the input if not. What was paid once was paid, also when the past changes.</summary>
    public static bool CanPay(Draft draft, PointsPrice? price)
    {
        if (price is null || draft.IsReplay)
        {
            return true;
        }

        var system = SystemOf(draft, price);
        var isEnough = draft.Points[system.Index].Balance - price.Amount >= system.Definition.Floor;
        if (!isEnough)
        {
            draft.Reject(Rejection.OutOfPoints, price.System);
        }

        return isEnough;
    }

    /// <param name="reason">What it was for; kept in the ledger.</param>
    public static void Pay(Draft draft, PointsPrice? price, string reason)
    {
        if (price is not null)
        {
            var system = SystemOf(draft, price);
            BalanceRules.Move(draft, system, new PointsAwarded(
                draft.IdOf(system.MoveSeed), draft.CauseOf(price.System), draft.Now, price.System, "",
                -price.Amount, 1, [], -price.Amount, draft.Points[system.Index].Balance - price.Amount)
            { Kind = AwardKind.Spent, Note = new(reason, null, null, null) });
        }
    }

    private static PointsPlan SystemOf(Draft draft, PointsPrice price) => Array.Find(draft.Plan.Points, system => system.Definition.Key == price.System)
        ?? throw new InvalidOperationException($"The check lets no price of the unknown system {price.System} through.");
}
