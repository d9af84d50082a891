using Laurel.Core.Evaluation;
using Laurel.Core.Facts;

namespace Laurel.Core.Points;

/// <summary>The level is the highest one whose threshold the user's points reach; this announces how it changes.</summary>
internal static class LevelRules
{
    /// <summary>The state with the balance moved, and with it what the level follows.</summary>
    public static PointsState Followed(PointsPlan system, PointsState state, PointsAwarded award)
    {
        var moved = state with { Balance = award.Balance };
        return !system.KeepsLevelPoints ? moved : moved with
        {
            LevelPoints = award.Kind == AwardKind.Reset ? 0 : system.Definition.LevelPolicy.Follow == LevelFollow.Earned
                ? Math.Min(state.LevelPoints + (award.IsEarned ? Math.Max(award.Amount, 0) : 0), Limits.PointsMax)
                : Math.Max(state.LevelPoints, award.Balance),
        };
    }

    /// <summary>Upwards one fact per level passed, so that none is missed; downwards one for the whole change.</summary>
    public static void Announce(Draft draft, PointsPlan system, (PointsState Before, PointsState After) moved, Fact cause)
    {
        var previous = system.LevelOf(moved.Before);
        var reached = system.LevelOf(moved.After);
        if (reached < previous)
        {
            Announce(draft, system, (previous, reached), cause, isFirst: false);
            return;
        }

        for (var level = previous; level < reached; level++)
        {
            var isFirst = !system.KeepsLevelPoints || system.Definition.Levels[level + 1].Points > moved.Before.LevelPoints;
            Announce(draft, system, (level, level + 1), cause, isFirst);
        }
    }

    /// <summary>Under a new rulebook version the same points may stand for another level; one fact for the whole change.</summary>
    public static void Rebind(Draft draft, PointsPlan before, PointsPlan system)
    {
        var was = draft.Points[system.Index];
        var state = Rebound(before, system, was);
        draft.Points.Set(system.Index, state);
        var (previous, level) = (KeyOf(before, before.LevelOf(was)), KeyOf(system, system.LevelOf(state)));
        if (previous != level)
        {
            draft.Add(new LevelChanged(draft.IdOf(system.LevelSeed), draft.CauseOf(system.Definition.Key), draft.Now, system.Definition.Key, previous, level));
        }
    }

    // What levels follow from now on begins with what they followed so far.
    private static PointsState Rebound(PointsPlan before, PointsPlan system, PointsState state)
    {
        var (was, now) = (before.Definition.LevelPolicy.Follow, system.Definition.LevelPolicy.Follow);
        return was == now && before.KeepsLevelPoints == system.KeepsLevelPoints ? state : state with
        {
            LevelPoints = !system.KeepsLevelPoints ? 0 : Math.Max(state.Balance, before.Definition.LevelPointsOf(state)),
        };
    }

    private static void Announce(Draft draft, PointsPlan system, (int From, int To) step, Fact cause, bool isFirst) =>
        draft.Add(new LevelChanged(
            cause.Id.Then(unchecked(system.LevelSeed + (ulong)step.To)), draft.CauseOf(system.Definition.Key, cause), draft.Now,
            system.Definition.Key, KeyOf(system, step.From), KeyOf(system, step.To)) { IsFirst = isFirst });

    private static string? KeyOf(PointsPlan system, int level) => level < 0 ? null : system.Definition.Levels[level].Key;
}
