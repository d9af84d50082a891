namespace Laurel.Core;

/// <summary>One attribute of a user or an event: both parts are text of at most <see cref="Limits.NameLengthMax"/> characters.</summary>
public readonly record struct AttributeValue(string Key, string Value);

/// <summary>
/// The attributes of a user or an event: immutable, ordered by key, each key once. An absent attribute is not the empty
/// text; a filter matches only what is present.
/// </summary>
public sealed class AttributeSet : IEquatable<AttributeSet>
{
    public static readonly AttributeSet Empty = new([]);

    private readonly AttributeValue[] values;

    private AttributeSet(AttributeValue[] values) => this.values = values;

    public int Count => values.Length;

    public ReadOnlySpan<AttributeValue> Values => values;

    /// <summary>Builds the set; a later value of the same key replaces an earlier one.</summary>
    public static AttributeSet Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        KeyValuePair<string, string>[] given = [.. pairs];
        if (given is [var (only, text)])
        {
            return new([new(only, text)]);
        }

        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            sorted[key] = value;
        }

        return sorted.Count == 0 ? Empty : new([.. sorted.Select(pair => new AttributeValue(pair.Key, pair.Value))]);
    }

    /// <summary>The value of <paramref name="key"/>, or null when the attribute is absent.</summary>
    public string? Find(string key)
    {
        foreach (ref readonly var value in values.AsSpan())
        {
            if (value.Key == key)
            {
                return value.Value;
            }
        }

        return null;
    }

    /// <summary>True when every attribute of <paramref name="filter"/> is present here with the same value.</summary>
    public bool Matches(ValueList<AttributeValue> filter)
    {
        foreach (ref readonly var wanted in filter.Items)
        {
            if (Find(wanted.Key) != wanted.Value)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>This set with <paramref name="changes"/> applied: null removes an attribute.</summary>
    public AttributeSet With(ValueList<KeyValuePair<string, string?>> changes)
    {
        var merged = this;
        foreach (ref readonly var change in changes.Items)
        {
            merged = merged.With(change.Key, change.Value);
        }

        return merged;
    }

    private AttributeSet With(string key, string? value)
    {
        if (Find(key) == value)
        {
            return this;
        }

        var before = values.AsSpan();
        var index = 0;
        while (index < before.Length && string.CompareOrdinal(before[index].Key, key) < 0)
        {
            index++;
        }

        var after = before[(index < before.Length && before[index].Key == key ? index + 1 : index)..];
        before = before[..index];
        return value is null ? new([.. before, .. after]) : new([.. before, new(key, value), .. after]);
    }

    public bool Equals(AttributeSet? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as AttributeSet);

    public override int GetHashCode() => values.Length == 0 ? 0 : HashCode.Combine(values.Length, values[0], values[^1]);
}
