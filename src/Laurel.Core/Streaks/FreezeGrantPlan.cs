using Laurel.Core.Rulebooks;

namespace Laurel.Core.Streaks;

/// <summary>A grant of freezes with the streak that gets them and the seed of its fact.</summary>
internal sealed class FreezeGrantPlan(StreakPlan streak, FreezeGrant grant)
{
    public StreakPlan Streak { get; } = streak;

    public FreezeGrant Grant { get; } = grant;

    public ulong Seed { get; } = grant switch
    {
        FreezeGrant.Streak(var key, var every, _) => Plan.Seed("freeze-grant", streak.Definition.Key, "streak", key, $"{every}"),
        FreezeGrant.Achievement(var key, _) => Plan.Seed("freeze-grant", streak.Definition.Key, "achievement", key),
        _ => throw new ArgumentOutOfRangeException(nameof(grant)),
    };

    public static FreezeGrantPlan[] Of(Plan plan, Func<FreezeGrant, bool> listens) =>
    [
        .. from streak in plan.Streaks
           from grant in streak.Definition.Freezes?.Grants ?? []
           where listens(grant)
           select new FreezeGrantPlan(streak, grant),
    ];
}
