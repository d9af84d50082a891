namespace Laurel.Runtime.Leaderboards;

/// <summary>Where an entry lies: the leaf's slot in the order of leaves, and the position in that leaf.</summary>
internal readonly record struct Spot(int Slot, int At);
