namespace Laurel.Core.Rulebooks;

/// <summary>Checks keys where they are declared and where they are referred to.</summary>
internal static class KeyCheck
{
    /// <summary>Beyond so many problems nothing is suggested any more: comparing a thousand keys for each takes its time.</summary>
    private const int SuggestionsMax = 100;

    /// <summary>The declared keys of a list: how many, how they are written, each once.</summary>
    public static void Declared(CheckContext context, string list, IEnumerable<string> keys)
    {
        var firstAt = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = 0;
        foreach (var key in keys)
        {
            var path = $"{list}[{index}].key";
            Form(context, path, key);
            if (!firstAt.TryAdd(key, index))
            {
                context.Problems.Add(path, key, $"each key once; {list}[{firstAt[key]}] has it", "give it another key or remove it");
            }

            index++;
        }

        Count(context, list, index, Limits.DefinitionsMax);
    }

    /// <summary>The number of items of a list.</summary>
    public static void Count(CheckContext context, string list, int count, int max)
    {
        if (count > max)
        {
            context.Problems.Add(list, $"{count} items", $"at most {max} items", "remove some");
        }
    }

    /// <summary>A key that must be declared elsewhere.</summary>
    public static void Reference(CheckContext context, string path, string key, KeySet declared)
    {
        if (declared.Keys.Contains(key))
        {
            return;
        }

        var nearest = context.Problems.Count >= SuggestionsMax ? null : NearestName.Of(key, declared.Keys.Order(StringComparer.Ordinal));
        var fix = nearest is null ? $"declare it under {declared.Path}" : $"did you mean '{nearest}'?";
        context.Problems.Add(path, key, $"the key of one {declared.Kind} in {declared.Path}", fix);
    }

    /// <summary>A list of different keys that must be declared elsewhere.</summary>
    public static void References(CheckContext context, string list, ValueList<string> keys, KeySet declared)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            Reference(context, $"{list}[{i}]", keys[i], declared);
            if (!seen.Add(keys[i]))
            {
                context.Problems.Add($"{list}[{i}]", keys[i], "each key once", "remove the repetition");
            }
        }

        Count(context, list, keys.Count, Limits.DefinitionsMax);
    }

    /// <summary>How a key is written.</summary>
    public static void Form(CheckContext context, string path, string key)
    {
        if (key.Length is 0 or > Limits.KeyLengthMax || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            context.Problems.Add(path, key, $"1 to {Limits.KeyLengthMax} letters a-z A-Z, digits, hyphens and underscores", "write it with these characters only");
        }
    }
}
