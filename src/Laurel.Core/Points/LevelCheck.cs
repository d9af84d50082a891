using Laurel.Core.Rulebooks;

namespace Laurel.Core.Points;

/// <summary>What keeps the levels of a points system from being used.</summary>
internal static class LevelCheck
{
    public static void Run(CheckContext context, string list, ValueList<LevelDefinition> levels)
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
