using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Points;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Runtime.Achievements;

/// <summary>
/// Tiers and milestones of achievements in a rulebook document: a shorter way to write further achievements, triggers and grants of
/// freezes. They are written out when the document is read; the rules know only what they stand for.
/// </summary>
internal static class SeriesDocument
{
    public static readonly Shape Tiers = Shape.Of("tier", "key name? description? badgeUrl? reaches points? rarity?");

    public static readonly Shape Milestones = Shape.Of("milestone", "percent reward? freezes?");

    public static readonly Shape Freezes = Shape.Of("milestoneFreezes", "streak amount?");

    private const int PartsMax = 20;

    /// <summary>An achievement with its tiers and milestones.</summary>
    public static Series Read(NodeReader node)
    {
        var achievement = AchievementDocument.Read(node, out var map);
        if (map is null)
        {
            return new(achievement, [], []);
        }

        var series = new Series(achievement, map["tiers"].List(ReadTier), map["milestones"].List(ReadMilestone));
        Check(map, series);
        return series;
    }

    /// <summary>The rulebook with everything that its series stand for at the ends of its lists.</summary>
    public static Rulebook WrittenOut(Rulebook rulebook, ValueList<Series> series, ProblemList problems)
    {
        var given = series.SelectMany(each => each.Triggers()).ToLookup(pair => pair.System, pair => pair.Trigger, StringComparer.Ordinal);
        var granted = series.SelectMany(each => each.Grants()).ToLookup(pair => pair.Streak, pair => pair.Grant, StringComparer.Ordinal);
        Unknown(problems, "points system", given.Select(group => group.Key).Except(rulebook.Points.Select(system => system.Key)));
        Unknown(problems, "streak with freezes", granted.Select(group => group.Key).Except(rulebook.Streaks.Where(streak => streak.Freezes is not null).Select(streak => streak.Key)));
        return rulebook with
        {
            Achievements = [.. series.Select(each => each.Achievement), .. series.SelectMany(each => each.Parts())],
            Points = [.. rulebook.Points.Select(system => given.Contains(system.Key) ? system with { Triggers = [.. system.Triggers, .. given[system.Key]] } : system)],
            Streaks = [.. rulebook.Streaks.Select(streak => streak.Freezes is { } freezes && granted.Contains(streak.Key)
                ? streak with { Freezes = freezes with { Grants = [.. freezes.Grants, .. granted[streak.Key]] } }
                : streak)],
        };
    }

    private static void Unknown(ProblemList problems, string kind, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            problems.Add("achievements", key, $"milestones reward with the key of a {kind}", "declare it, or name another one");
        }
    }

    private static void Check(MapReader map, Series series)
    {
        if (series.Tiers.Count + series.Milestones.Count == 0)
        {
            return;
        }

        if (series.Target is not { } target)
        {
            map[series.Tiers.Count > 0 ? "tiers" : "milestones"].WrongType("only where a metric, a streak or a balance reaches a value, once", "remove it, or write the achievements out");
            return;
        }

        if (series.Tiers.Count > PartsMax || series.Milestones.Count > PartsMax)
        {
            map["tiers"].WrongType($"at most {PartsMax} tiers and {PartsMax} milestones", "remove some");
        }

        if (!series.Tiers.Select(tier => tier.Reaches).Prepend(target).IsRising())
        {
            map["tiers"].WrongType("each tier above the one before it, and the first above the achievement itself", "list them from the lowest to the highest");
        }

        if (!series.Milestones.Select(milestone => (decimal)milestone.Percent).Prepend(0).Append(100).IsRising())
        {
            map["milestones"].WrongType("1 to 99 percent, each above the one before it", "list them from the lowest to the highest");
        }
    }

    private static bool IsRising(this IEnumerable<decimal> numbers)
    {
        var list = numbers.ToList();
        return list.Zip(list.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static Tier ReadTier(NodeReader node) => node.Map(Tiers) is not { } map
        ? new("", null, 0)
        : new(map["key"].Text(), map["name"].TextOrNull(), map["reaches"].Number())
        {
            Description = map["description"].TextOrNull(),
            BadgeUrl = map["badgeUrl"].TextOrNull(),
            Points = map["points"].Whole(),
            Rarity = map["rarity"].TextOrNull(),
        };

    private static Milestone ReadMilestone(NodeReader node)
    {
        if (node.Map(Milestones) is not { } map)
        {
            return new(0, null, null);
        }

        var freezes = map["freezes"].Map(Freezes);
        return new(map["percent"].Small(), PriceDocument.Read(map["reward"]), freezes is null ? null : (freezes["streak"].Text(), freezes["amount"].Small(absent: 1)));
    }
}
