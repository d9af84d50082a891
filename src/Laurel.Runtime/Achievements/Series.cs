using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Points;
using Laurel.Core.Streaks;

namespace Laurel.Runtime.Achievements;

/// <summary>A further step of an achievement: the same condition with a higher target.</summary>
internal sealed record Tier(string Key, string? Name, decimal Reaches)
{
    public string? Description { get; init; }

    public string? BadgeUrl { get; init; }

    public string? Rarity { get; init; }

    public long Points { get; init; }
}

/// <summary>A part of the way to an achievement, in percent of its target, and what it brings.</summary>
internal sealed record Milestone(int Percent, PointsPrice? Reward, (string Streak, int Amount)? Freezes);

/// <summary>An achievement as it is written, with its tiers and milestones.</summary>
internal sealed record Series(AchievementDefinition Achievement, ValueList<Tier> Tiers, ValueList<Milestone> Milestones)
{
    /// <summary>The target that tiers raise and milestones divide; null: the condition has none.</summary>
    public decimal? Target => Achievement is not { MaxTimes: 1 } ? null : Achievement.When switch
    {
        AchievementCondition.Metric metric => metric.Reaches,
        AchievementCondition.Streak streak => streak.Reaches,
        AchievementCondition.Meets(Condition.Metric { Goal.Comparison: Comparison.Reaches } leaf) => leaf.Goal.Target,
        AchievementCondition.Meets(Condition.Streak { Goal.Comparison: Comparison.Reaches } leaf) => leaf.Goal.Target,
        AchievementCondition.Meets(Condition.Balance { Goal.Comparison: Comparison.Reaches } leaf) => leaf.Goal.Target,
        _ => null,
    };

    /// <summary>The achievements that tiers and milestones stand for.</summary>
    public IEnumerable<AchievementDefinition> Parts() =>
    [
        .. Milestones.Select(milestone => Part($"{milestone.Percent}", $"{Achievement.Name}: {milestone.Percent} %", TargetOf(milestone)) with
        {
            Labels = new() { PartOf = Achievement.Key, Share = milestone.Percent, IsSecret = Achievement.Labels.IsSecret },
        }),
        .. Tiers.Select(tier => Part(tier.Key, tier.Name ?? $"{Achievement.Name} {tier.Key}", tier.Reaches) with
        {
            Description = tier.Description,
            BadgeUrl = tier.BadgeUrl,
            Labels = Achievement.Labels with { PartOf = Achievement.Key, Points = tier.Points, Rarity = tier.Rarity, Images = AchievementImages.None },
        }),
    ];

    /// <summary>The triggers, with their systems, that give what milestones bring.</summary>
    public IEnumerable<(string System, TriggerDefinition Trigger)> Triggers()
    {
        foreach (var milestone in Milestones)
        {
            if (milestone.Reward is { } reward)
            {
                var key = KeyOf($"{milestone.Percent}");
                yield return (reward.System, new(key, reward.Amount, new TriggerCondition.Achievement(key)));
            }
        }
    }

    /// <summary>The grants, with their streaks, that give what milestones bring.</summary>
    public IEnumerable<(string Streak, FreezeGrant Grant)> Grants()
    {
        foreach (var milestone in Milestones)
        {
            if (milestone.Freezes is { } freezes)
            {
                yield return (freezes.Streak, new FreezeGrant.Achievement(KeyOf($"{milestone.Percent}"), freezes.Amount));
            }
        }
    }

    // A length is a whole number: a third of ten is reached with four.
    private decimal TargetOf(Milestone milestone) => (Target ?? 0) * milestone.Percent / 100 is var exact && IsWhole ? decimal.Ceiling(exact) : exact;

    private bool IsWhole => Achievement.When is AchievementCondition.Streak or AchievementCondition.Meets(Condition.Streak or Condition.Balance);

    private string KeyOf(string part) => $"{Achievement.Key}-{part}";

    private AchievementDefinition Part(string part, string name, decimal target) => Achievement with
    {
        Key = KeyOf(part),
        Name = name,
        Description = null,
        BadgeUrl = null,
        When = Achievement.When switch
        {
            AchievementCondition.Metric metric => metric with { Reaches = target },
            AchievementCondition.Streak streak => streak with { Reaches = (int)Math.Min(target, int.MaxValue) },
            AchievementCondition.Meets(Condition.Metric leaf) => new AchievementCondition.Meets(leaf with { Goal = Goal.Reaching(target) }),
            AchievementCondition.Meets(Condition.Streak leaf) => new AchievementCondition.Meets(leaf with { Goal = Goal.Reaching(target) }),
            AchievementCondition.Meets(Condition.Balance leaf) => new AchievementCondition.Meets(leaf with { Goal = Goal.Reaching(target) }),
            _ => Achievement.When,
        },
    };
}
