using System.Runtime.InteropServices;

namespace Laurel.Runtime.Leaderboards;

/// <summary>What a standing keeps of a member: the number that the key sorts by, when it was reached, who it is.</summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
internal readonly record struct Entry(long Number, long ReachedAtMs, int Member);

/// <summary>An entry and its key, or a point between entries. <c>Key</c> sorts ascending: a descending board keeps the negated value.</summary>
internal readonly record struct Score(decimal Key, Entry Entry)
{
    private const int BeforeAll = -1;
    private const int AfterAll = int.MaxValue;

    public Score(decimal key, long reachedAtMs, int member)
        : this(key, new Entry(SortNumber.Of(key), reachedAtMs, member))
    {
    }

    /// <summary>Whether this is an entry, and no point between them.</summary>
    public bool IsEntry => Entry.Member is not (BeforeAll or AfterAll);

    /// <summary>Sorts before every entry with this key.</summary>
    public static Score StartOf(decimal key) => new(key, long.MinValue, BeforeAll);

    /// <summary>Sorts after every entry with this key.</summary>
    public static Score EndOf(decimal key) => new(key, long.MaxValue, AfterAll);

    /// <summary>Sorts before every entry with the key and the tie-breakers of this one.</summary>
    public Score StartOfEquals() => this with { Entry = Entry with { ReachedAtMs = long.MinValue } };
}
