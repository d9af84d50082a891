namespace Laurel.Core.Rulebooks;

/// <summary>Compares two lists of definitions of one kind by their keys.</summary>
/// <param name="kind">What is compared, in the singular.</param>
/// <param name="key">A definition's key.</param>
/// <param name="fields">A definition's other fields.</param>
internal sealed class DefinitionChanges<T>(string kind, Func<T, string> key, Func<T, FieldTexts> fields)
{
    /// <summary>Removed ones, then added and changed ones in the order of <paramref name="after"/>, then a new order.</summary>
    public IEnumerable<RulebookChange> Between(ValueList<T> before, ValueList<T> after, string owner = "")
    {
        var prefix = owner.Length == 0 ? "" : owner + "/";
        var old = before.ToDictionary(key, StringComparer.Ordinal);
        var kept = after.Where(definition => old.ContainsKey(key(definition))).Select(key).ToList();
        var keptSet = kept.ToHashSet(StringComparer.Ordinal);
        var stayed = before.Select(key).Where(keptSet.Contains);
        return
        [
            .. before.Where(definition => !keptSet.Contains(key(definition))).Select(definition => Whole(ChangeKind.Removed, prefix + key(definition))),
            .. after.SelectMany(definition => old.TryGetValue(key(definition), out var was)
                ? Changed(prefix + key(definition), was, definition)
                : [Whole(ChangeKind.Added, prefix + key(definition))]),
            .. kept.SequenceEqual(stayed) ? Array.Empty<RulebookChange>() : [Whole(ChangeKind.Reordered, owner)],
        ];
    }

    private RulebookChange Whole(ChangeKind change, string path) => new(change, kind, path, []);

    private IEnumerable<RulebookChange> Changed(string path, T before, T after)
    {
        ValueList<FieldChange> changed =
        [
            .. fields(before).Items
                .Zip(fields(after).Items, (was, now) => new FieldChange(was.Key, was.Value, now.Value))
                .Where(field => field.Before != field.After),
        ];
        return changed.Count == 0 ? [] : [new RulebookChange(ChangeKind.Changed, kind, path, changed)];
    }
}
