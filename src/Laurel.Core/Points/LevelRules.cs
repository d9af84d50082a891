using Laurel.Core.Evaluation;

namespace Laurel.Core.Points;

/// <summary>The level is the highest one whose threshold the balance reaches; this announces how it changes.</summary>
internal static class LevelRules
{
    /// <summary>Upwards one fact per level passed, so that none is missed; downwards one for the whole change.</summary>
    public static void Announce(Draft draft, PointsPlan system, PointsAwarded award)
    {
        var previous = system.LevelAt(award.Balance - award.Amount);
        var reached = system.LevelAt(award.Balance);
        if (reached < previous)
        {
            Announce(draft, system, (previous, reached), award);
            return;
        }

        for (var level = previous; level < reached; level++)
        {
            Announce(draft, system, (level, level + 1), award);
        }
    }

    /// <summary>Under a new rulebook version the same balance may stand for another level; one fact for the whole change.</summary>
    public static void Rebind(Draft draft, PointsPlan before, PointsPlan system)
    {
        var balance = draft.Points[system.Index].Balance;
        var (previous, level) = (KeyOf(before, before.LevelAt(balance)), KeyOf(system, system.LevelAt(balance)));
        if (previous != level)
        {
            draft.Add(new LevelChanged(draft.IdOf(system.LevelSeed), draft.CauseOf(system.Definition.Key), draft.Now, system.Definition.Key, previous, level));
        }
    }

    private static void Announce(Draft draft, PointsPlan system, (int From, int To) step, PointsAwarded award) =>
        draft.Add(new LevelChanged(
            award.Id.Then(unchecked(system.LevelSeed + (ulong)step.To)), draft.CauseOf(system.Definition.Key, award), draft.Now,
            system.Definition.Key, KeyOf(system, step.From), KeyOf(system, step.To)));

    private static string? KeyOf(PointsPlan system, int level) => level < 0 ? null : system.Definition.Levels[level].Key;
}
