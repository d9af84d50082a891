using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Metrics;

namespace Laurel.Core.Points;

/// <summary>
/// Lets a user begin again. What was reached before is refused or paid for first; then everything goes back in one step, with a row
/// in the ledger for each balance, level and achievement that went.
/// </summary>
internal static class PrestigeRules
{
    // 28 digits hold the product with modifiers and the largest amount.
    private const decimal MultiplierMax = 1_000_000m;

    public static void Apply(Draft draft, Prestige input)
    {
        if (Array.Find(draft.Plan.Points, candidate => candidate.Definition.Key == input.System) is not { } system)
        {
            draft.Reject(Rejection.UnknownPointsSystem, input.System);
        }
        else if (Array.Find(draft.Plan.Prestiges, candidate => candidate.System == system) is not { } prestige)
        {
            draft.Reject(Rejection.PrestigeDisabled, input.System);
        }
        else if (RefusalOf(draft, prestige) is { } refusal)
        {
            draft.Reject(refusal, input.System);
        }
        else if (PriceRules.CanPay(draft, prestige.Definition.Price))
        {
            PriceRules.Pay(draft, prestige.Definition.Price, $"prestige of {input.System}");
            BeginAgain(draft, prestige);
        }
    }

    /// <summary>The boost with what the user's prestiges add to it.</summary>
    public static Boost Raised(Boost boost, PointsDefinition system, PointsState state) =>
        system.Prestige is not { Bonus: > 0 and var bonus } || state.Prestige.Count == 0 ? boost : boost with
        {
            Multiplier = Math.Min(Math.Round(boost.Multiplier * (1 + (bonus * state.Prestige.Count)), Limits.ValueScaleMax), MultiplierMax),
        };

    // What was accepted in the past holds under every rulebook.
    private static Rejection? RefusalOf(Draft draft, PrestigePlan prestige)
    {
        var state = draft.Points[prestige.System.Index];
        return draft.IsReplay ? null
            : state.Prestige.Count >= prestige.Definition.MaxTimes ? Rejection.PrestigeLimit
            : prestige.System.LevelOf(state) < prestige.Level ? Rejection.PrestigeLevelMissing
            : prestige.Definition.CoolDown is { } coolDown && state.Prestige.Count > 0 && draft.Now < state.Prestige.At + coolDown ? Rejection.PrestigeTooSoon
            : null;
    }

    private static void BeginAgain(Draft draft, PrestigePlan prestige)
    {
        var system = prestige.System;
        var state = draft.Points[system.Index];
        var count = state.Prestige.Count + 1;
        var level = system.LevelOf(state);
        var fact = new Prestiged(
            draft.IdOf(prestige.Seed), draft.CauseOf(system.Definition.Key), draft.Now, system.Definition.Key, count,
            level < 0 ? null : system.Definition.Levels[level].Key);
        draft.Points.Set(system.Index, state with { Prestige = new(count, draft.Now) });
        draft.Add(fact);
        MetricRules.Reset(draft, prestige.Counters);
        AchievementRules.Reset(draft, prestige, fact);
        foreach (var points in prestige.Points)
        {
            Reset(draft, points, fact);
        }

        AchievementRules.Release(draft);
    }

    // A debt stays. What limits count stays, too, so that nobody earns a day's points twice; what paid once may pay again.
    private static void Reset(Draft draft, PointsPlan system, Prestiged cause)
    {
        var before = draft.Points[system.Index];
        draft.Points.Set(system.Index, before with { Triggers = [.. before.Triggers.Select(trigger => trigger with { Objects = [] })] });
        ShareRules.StartOver(draft, system);
        before = draft.Points[system.Index];
        if (before.Balance > 0)
        {
            BalanceRules.Move(draft, system, new PointsAwarded(
                cause.Id.Then(system.MoveSeed), draft.CauseOf(cause.System, cause), draft.Now, system.Definition.Key, "",
                -before.Balance, 1, [], -before.Balance, 0) { Kind = AwardKind.Reset });
        }
        else if (before.LevelPoints != 0)
        {
            var after = before with { LevelPoints = 0 };
            draft.Points.Set(system.Index, after);
            LevelRules.Announce(draft, system, (before, after), cause);
        }
    }
}
