namespace Laurel.Core.Evaluation;

/// <summary>A list of a state during an evaluation: copied on the first write, so the state it came from stays as it was.</summary>
internal struct Slots<T>(ValueList<T> before)
{
    private T[]? copy;

    public readonly ReadOnlySpan<T> Items => copy ?? before.Items;

    public readonly T this[int index] => Items[index];

    public void Set(int index, T value) => (copy ??= before.Items.ToArray())[index] = value;

    public readonly ValueList<T> ToList() => copy is null ? before : new ValueList<T>(copy);
}

/// <summary>The same for a list in pieces: only those that are written to are copied.</summary>
internal struct PieceSlots<T>(PieceList<T> before)
{
    private T[][]? copy;

    public readonly T this[int index] =>
        copy is null ? before[index] : copy[index / PieceList<T>.PieceLength][index % PieceList<T>.PieceLength];

    public void Set(int index, T value)
    {
        copy ??= before.Pieces.ToArray();
        var at = index / PieceList<T>.PieceLength;
        if (ReferenceEquals(copy[at], before.Pieces[at]))
        {
            copy[at] = [.. copy[at]];
        }

        copy[at][index % PieceList<T>.PieceLength] = value;
    }

    public readonly PieceList<T> ToList() => copy is null ? before : new PieceList<T>(copy);
}
