namespace Laurel.Runtime.Leaderboards;

/// <summary>Entries in their order: those of a leaf, or the first ones of leaves and branches.</summary>
internal interface ISortedEntries
{
    Entry this[int at] { get; }
}
