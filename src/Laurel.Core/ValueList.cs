using System.Collections;
using System.Runtime.CompilerServices;

namespace Laurel.Core;

/// <summary>
/// An immutable list that equals another list with the same items in the same order, so that records built of lists
/// keep value equality. It is one reference to an array, and <c>default</c> is the empty list: states are mostly lists.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? items;

    internal ValueList(T[] items) => this.items = items.Length == 0 ? null : items;

    public static ValueList<T> Empty => default;

    public int Count => items is null ? 0 : items.Length;

    public T this[int index] => Items[index];

    public ReadOnlySpan<T> Items => items;

    /// <summary>This list with one more item at its end.</summary>
    public ValueList<T> Append(T item) => new([.. Items, item]);

    /// <summary>This list with the item at <paramref name="index"/> replaced.</summary>
    public ValueList<T> With(int index, T item)
    {
        var copy = Items.ToArray();
        copy[index] = item;
        return new(copy);
    }

    public bool Equals(ValueList<T> other) => ReferenceEquals(items, other.items) || Items.SequenceEqual(other.Items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, this[0], this[^1]);

    public ArraySegment<T>.Enumerator GetEnumerator() => Segment.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (items ?? []).GetEnumerator();

    private ArraySegment<T> Segment => items is null ? ArraySegment<T>.Empty : new(items);
}

/// <summary>Builds <see cref="ValueList{T}"/> from collection expressions.</summary>
public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());
}
