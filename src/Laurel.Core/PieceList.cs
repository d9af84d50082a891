using System.Collections;
using System.Runtime.CompilerServices;

namespace Laurel.Core;

/// <summary>
/// An immutable list for states that grow with the rulebook, of which an input touches little: it is kept in pieces, and a changed list
/// shares those that are the same. Pieces in which nothing is set are one and the same for everybody. Equals a list with the same items
/// in the same order; <c>default</c> is the empty list.
/// </summary>
[CollectionBuilder(typeof(PieceList), nameof(PieceList.Create))]
public readonly struct PieceList<T> : IReadOnlyList<T>, IEquatable<PieceList<T>>
{
    internal const int PieceLength = 8;

    private static readonly T[] Unset = new T[PieceLength];

    private readonly T[][]? pieces;

    internal PieceList(T[][] pieces) => this.pieces = pieces;

    internal PieceList(ReadOnlySpan<T> items)
    {
        var taken = new T[(items.Length + PieceLength - 1) / PieceLength][];
        for (var i = 0; i < taken.Length; i++)
        {
            var piece = items[(i * PieceLength)..Math.Min(items.Length, (i + 1) * PieceLength)];
            taken[i] = piece.SequenceEqual(Unset, EqualityComparer<T>.Default) ? Unset : piece.ToArray();
        }

        pieces = taken.Length == 0 ? null : taken;
    }

    public int Count => pieces is null ? 0 : ((pieces.Length - 1) * PieceLength) + pieces[^1].Length;

    public T this[int index] => Pieces[index / PieceLength][index % PieceLength];

    internal ReadOnlySpan<T[]> Pieces => pieces;

    public bool Equals(PieceList<T> other) => ReferenceEquals(pieces, other.pieces) || this.SequenceEqual(other);

    public override bool Equals(object? obj) => obj is PieceList<T> other && Equals(other);

    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, this[0], this[Count - 1]);

    public IEnumerator<T> GetEnumerator() => (pieces ?? []).SelectMany(piece => piece).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Builds <see cref="PieceList{T}"/> from collection expressions.</summary>
public static class PieceList
{
    public static PieceList<T> Create<T>(ReadOnlySpan<T> items) => new(items);
}
