using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Processing;

/// <summary>Commits, and lets what follows a commit happen in the order of the commits.</summary>
/// <param name="projections">Null while nobody reads ranks (replay).</param>
internal abstract class Publisher(Projections? projections) : IDisposable
{
    public Projections? Projections { get; } = projections;

    /// <summary>Runs <paramref name="work"/> in a transaction, and then what is to follow.</summary>
    public abstract void Commit(DatabaseWriter writer, Action work, Sequel sequel);

    /// <summary>Waits until all that is durable or failed to be was told.</summary>
    public virtual void Settle()
    {
    }

    public virtual void Dispose()
    {
    }
}

/// <summary>What follows a commit.</summary>
/// <param name="Committed">At once, on the writer's thread: its next transaction builds on this one.</param>
/// <param name="Published">When it is durable, and all before it are; or with the reason why it is not known to be. Maybe on another thread.</param>
internal readonly record struct Sequel(Action Committed, Action<DatabaseException?> Published);
