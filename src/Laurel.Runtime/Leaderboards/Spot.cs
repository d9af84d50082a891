namespace Laurel.Runtime.Leaderboards;

/// <summary>Where an entry lies: its leaf, and the position in that leaf.</summary>
internal readonly record struct Spot(Leaf Leaf, int At)
{
    public Entry Entry => Leaf[At];
}
