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
