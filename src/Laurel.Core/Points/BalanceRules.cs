using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>The only place where a balance moves: by an award, with everything that follows it.</summary>
internal static class BalanceRules
{
    /// <param name="award">Its balance is the new one; the amount is not 0.</param>
    public static void Move(Draft draft, PointsPlan system, PointsAwarded award)
    {
        var before = draft.Points[system.Index];
        var after = ExpiryRules.Followed(draft, system, before, LevelRules.Followed(system, before, award));
        draft.Points.Set(system.Index, after);
        draft.Add(award);
        LevelRules.Announce(draft, system, (before, after), award);
        TimerRules.Wake(draft, system);
    }
}
