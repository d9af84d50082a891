namespace Laurel.Core.Rulebooks;

/// <summary>The declared keys of one kind, to look references up in.</summary>
/// <param name="Kind">What a key names, in the singular: "metric".</param>
/// <param name="Path">Where they are declared: "metrics".</param>
/// <param name="Keys">The keys themselves.</param>
internal sealed record KeySet(string Kind, string Path, IReadOnlySet<string> Keys)
{
    public static KeySet Of(string kind, string path, IEnumerable<string> keys) => new(kind, path, keys.ToHashSet(StringComparer.Ordinal));
}
