using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps the levels of a points system from being used.</summary>
internal static class LevelCheck
{
    private const string Generated = ".generate";

    public static void Run(CheckContext context, string path, PointsDefinition system)
    {
        if (system.Generator is { } generator)
        {
            Generator(context, path + Generated, generator, system.Levels);
        }
        else
        {
            Listed(context, path, system.Levels);
        }

        Policy(context, path, system);
    }

    private static void Policy(CheckContext context, string path, PointsDefinition system)
    {
        var policy = system.LevelPolicy;
        if (policy.Cap is { } cap)
        {
            KeyCheck.Reference(context, $"{path}.cap", cap, KeySet.Of("level", path, system.Levels.Select(level => level.Key)));
        }
        else if (policy.AtCap == AtLevelCap.Freeze)
        {
            context.Problems.Add($"{path}.atCap", "freeze", "only with cap", "name the level that is the cap, or remove atCap");
        }
    }

    private static void Generator(CheckContext context, string path, LevelGenerator generator, ValueList<LevelDefinition> levels)
    {
        NumberCheck.Range(context, $"{path}.count", generator.Count, 1, Limits.DefinitionsMax);
        NumberCheck.Range(context, $"{path}.base", generator.Base, 1, Limits.PointsMax);
        Growth(context, $"{path}.growth", generator.Growth);
        TextCheck.Name(context, $"{path}.name", generator.Name);
        if (generator.SoftCap is { } softCap)
        {
            NumberCheck.Range(context, $"{path}.softCap", softCap, 1, Limits.DefinitionsMax);
        }

        if (generator.GrowthAfter is { } after)
        {
            Growth(context, $"{path}.growthAfter", after);
        }

        if (generator.SoftCap is null != generator.GrowthAfter is null)
        {
            context.Problems.Add(path, "", "softCap and growthAfter together", "add the other one or remove both");
        }

        if (levels.Count > 0 && levels.Count < generator.Count)
        {
            context.Problems.Add($"{path}.count", $"{generator.Count}", $"thresholds of at most {Limits.PointsMax}, which level {levels.Count} is the last to keep", "lower the count or the growth, or add a softCap");
        }
        else if (!levels.Equals(generator.Levels()))
        {
            context.Problems.Add(path, "", "generated levels or listed ones", "keep one of them");
        }
    }

    private static void Growth(CheckContext context, string path, decimal growth)
    {
        NumberCheck.Range(context, path, growth, 1, Limits.GrowthMax);
        NumberCheck.Scale(context, path, growth);
    }

    private static void Listed(CheckContext context, string list, ValueList<LevelDefinition> levels)
    {
        KeyCheck.Declared(context, list, levels.Select(level => level.Key));
        for (var i = 0; i < levels.Count; i++)
        {
            var (path, level) = ($"{list}[{i}]", levels[i]);
            TextCheck.Name(context, $"{path}.name", level.Name);
            TextCheck.Description(context, $"{path}.description", level.Description);
            TextCheck.Url(context, $"{path}.badgeUrl", level.BadgeUrl);
            NumberCheck.Range(context, $"{path}.points", level.Points, 0, Limits.PointsMax);
            if (i > 0 && level.Points <= levels[i - 1].Points)
            {
                context.Problems.Add($"{path}.points", $"{level.Points}", $"more than the level before it, {levels[i - 1].Points}", "list levels from the lowest to the highest");
            }
        }
    }
}
