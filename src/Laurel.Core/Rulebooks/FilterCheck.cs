namespace Laurel.Core.Rulebooks;

/// <summary>Checks the attribute filters of achievements, triggers and boosts.</summary>
internal static class FilterCheck
{
    /// <summary>Declared attributes, each once, each with a value.</summary>
    public static void Run(CheckContext context, string path, ValueList<AttributeValue> filter, KeySet declared)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in filter)
        {
            KeyCheck.Reference(context, $"{path}.{key}", key, declared);
            TextCheck.Name(context, $"{path}.{key}", value);
            if (!seen.Add(key))
            {
                context.Problems.Add($"{path}.{key}", value, "each attribute once", "keep one of its values");
            }
        }

        KeyCheck.Count(context, path, filter.Count, Limits.AttributesMax);
    }
}
