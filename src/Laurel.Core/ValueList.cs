using System.Collections;
using System.Runtime.CompilerServices;

namespace Laurel.Core;

/// <summary>
/// An immutable list that equals another list with the same items in the same order, so that records built of lists
/// keep value equality. <c>default</c> does not exist: the empty list is <see cref="Empty"/>.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    public static readonly ValueList<T> Empty = new([]);

    private readonly T[] items;

    internal ValueList(T[] items) => this.items = items;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public ReadOnlySpan<T> Items => items;

    /// <summary>This list with one more item at its end.</summary>
    public ValueList<T> Append(T item) => new([.. items, item]);

    /// <summary>This list with the item at <paramref name="index"/> replaced.</summary>
    public ValueList<T> With(int index, T item)
    {
        var copy = items.AsSpan().ToArray();
        copy[index] = item;
        return new(copy);
    }

    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => items.Length == 0 ? 0 : HashCode.Combine(items.Length, items[0], items[^1]);

    public ArraySegment<T>.Enumerator GetEnumerator() => new ArraySegment<T>(items).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}

/// <summary>Builds <see cref="ValueList{T}"/> from collection expressions.</summary>
public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ValueList<T>.Empty : new(items.ToArray());
}
