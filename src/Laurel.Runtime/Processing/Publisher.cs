using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Processing;

/// <summary>Commits, and lets what follows a commit happen in the order of the commits.</summary>
/// <param name="projections">Null while nobody reads ranks (replay).</param>
internal abstract class Publisher(Projections? projections)
{
    public Projections? Projections { get; } = projections;

    /// <summary>Runs <paramref name="work"/> in a transaction; <paramref name="after"/> follows when it is durable.</summary>
    public abstract void Commit(DatabaseWriter writer, Action work, Action after);
}

/// <summary>For a database that nobody else writes, through one lane: the order is that of the lane.</summary>
internal sealed class LanePublisher(Projections? projections) : Publisher(projections)
{
    public override void Commit(DatabaseWriter writer, Action work, Action after)
    {
        writer.Transact(work);
        after();
    }
}
