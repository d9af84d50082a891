using Laurel.Core.Rulebooks;

namespace Laurel.Core.Leaderboards;

/// <summary>What keeps the filter of a board's entries from being used.</summary>
internal static class EntryCheck
{
    public static void Run(CheckContext context, string path, EntryFilter filter)
    {
        NumberCheck.Range(context, $"{path}.minimumCount", filter.MinimumCount, 1, Limits.IntervalMax);
        if (filter.ActiveWithinDays is { } days)
        {
            NumberCheck.Range(context, $"{path}.activeWithinDays", days, 1, Limits.IntervalMax);
        }

        if (filter.Achievement is { } achievement)
        {
            KeyCheck.Reference(context, $"{path}.achievement", achievement, context.Achievements);
        }

        if (filter.Level is { } level)
        {
            Level(context, $"{path}.level", level);
        }

        Except(context, $"{path}.except", filter.Except);
    }

    private static void Level(CheckContext context, string path, MinimumLevel level)
    {
        KeyCheck.Reference(context, $"{path}.points", level.Points, context.Points);
        if (context.LevelsOf(level.Points) is { } levels)
        {
            KeyCheck.Reference(context, $"{path}.level", level.Level, levels);
        }
    }

    private static void Except(CheckContext context, string path, ValueList<AttributeValue> except)
    {
        KeyCheck.Count(context, path, except.Count, Limits.AttributesMax);
        foreach (var (key, value) in except)
        {
            KeyCheck.Reference(context, $"{path}.{key}", key, context.UserAttributes);
            TextCheck.Name(context, $"{path}.{key}", value);
        }
    }
}
