using System.Data.Common;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Writes batches, one transaction at a time. Not thread-safe; it belongs to one of the processor's threads.
/// <code>writer.Into(Tables.Journal).Add(1).Add("ada") … .End()</code>
/// </summary>
public abstract class DatabaseWriter : RowTarget, IDisposable
{
    /// <summary>For statements that run rarely, inside the current transaction: they see the rows that were written before.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>The same for reading what belongs to these users only: other users' rows may not be in their tables yet.</summary>
    public virtual DbConnection ConnectionOf(int space, IReadOnlyCollection<string> users) => Connection;

    /// <summary>The same for tables that are not among <see cref="Tables.Staged"/>.</summary>
    public virtual DbConnection ConnectionAside => Connection;

    /// <summary>Whether all that was committed is in its tables.</summary>
    internal virtual bool IsSettled => true;

    /// <summary>Puts some of what was committed into its tables; for when nothing else waits.</summary>
    internal virtual void SettleSome()
    {
    }

    /// <summary>Names it among the writers of all nodes; may change with a transaction that fails.</summary>
    internal abstract string Id { get; }

    /// <summary>Where the last transaction stands in the change feed; null when it announced nothing.</summary>
    internal abstract long? Position { get; }

    /// <summary>Tells all nodes with the commit what they are to change in memory.</summary>
    internal abstract void Announce(byte[] change);

    /// <summary>Whether other writers work on the same database.</summary>
    internal abstract bool IsShared { get; }

    /// <summary>Rows to delete from a table: the columns of its key, in order. A key that is not there is no error.</summary>
    public abstract TableRows OutOf(Table table);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction; any exception rolls it back. When this returns others see it; it is durable after the
    /// next <see cref="Sync"/>.
    /// </summary>
    public abstract void Transact(Action work);

    /// <summary>Makes durable what was committed before. Another thread than the writer's may call it, and the writer go on meanwhile.</summary>
    public abstract void Sync();

    /// <summary>Claims an idempotency key for journal entry <paramref name="seq"/>; false when it was claimed before.</summary>
    public abstract bool Claim(InputKey key, long seq);

    /// <summary>Gives a key back that this transaction claimed.</summary>
    public abstract void Release(InputKey key);

    /// <summary>
    /// First of a batch's transaction: holds its users against other batches until the commit, and looks its keys up.
    /// </summary>
    internal abstract BatchStart Start(IReadOnlyCollection<UserKey> users, IReadOnlyCollection<InputKey> keys);

    /// <summary>
    /// First of a transaction that no batch may overlap: batches on their way are committed before it, later ones see what it did.
    /// </summary>
    internal abstract void StartAlone(int space);

    public abstract void Dispose();
}
