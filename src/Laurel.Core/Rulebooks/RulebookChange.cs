namespace Laurel.Core.Rulebooks;

/// <summary>What happened to a definition from one rulebook to the next. Reordered: the definitions both have stand in another order.</summary>
public enum ChangeKind { Added, Removed, Changed, Reordered }

/// <summary>One field of a changed definition; empty text: absent.</summary>
public sealed record FieldChange(string Field, string Before, string After)
{
    public override string ToString() => $"{Field}: {Shown(Before)} → {Shown(After)}";

    private static string Shown(string text) => text.Length == 0 ? "(none)" : text;
}

/// <summary>One difference between two rulebooks.</summary>
/// <param name="Change">What happened.</param>
/// <param name="Kind">What it happened to: "metric", "trigger" …; for a new order, of which list.</param>
/// <param name="Key">The definition's key; within a points system <c>system/key</c>; for a new order the list's owner, or empty.</param>
/// <param name="Fields">The fields that differ; empty unless changed.</param>
public sealed record RulebookChange(ChangeKind Change, string Kind, string Key, ValueList<FieldChange> Fields)
{
    /// <summary>One line: <c>changed trigger xp/lesson: points: 10 → 20</c>.</summary>
    public override string ToString()
    {
        var what = $"{Change.ToString().ToLowerInvariant()} {Kind}";
        var whose = Key.Length == 0 ? what : $"{what} {Key}";
        return Fields.Count == 0 ? whose : $"{whose}: {string.Join(", ", Fields)}";
    }
}
