using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Processing;

/// <summary>
/// For a file, which one lane writes: the order is that of the lane. While the disk syncs, on a thread of its own, the lane goes on; what it commits
/// meanwhile is made durable together. Also for a replay into a server, whose commits are durable and whose order nobody sees.
/// </summary>
internal sealed class LanePublisher : Publisher
{
    // Commits that are not durable yet; beyond it the lane waits.
    private const int AheadMax = 256;

    private readonly Inbox<(DatabaseWriter? Writer, Action<DatabaseException?> Published)> committed = new(AheadMax);
    private readonly Thread thread;
    private volatile DatabaseException? failure;

    public LanePublisher(Projections? projections)
        : base(projections)
    {
        thread = new Thread(Loop) { IsBackground = true, Name = "laurel-sync" };
        thread.Start();
    }

    /// <summary>After a disk has failed to sync, nothing is written any more: what it holds is not known until the next start.</summary>
    public override void Commit(DatabaseWriter writer, Action work, Sequel sequel)
    {
        if (failure is { } known)
        {
            throw new DatabaseException(known.Code, known.Message, known);
        }

        writer.Transact(work);
        sequel.Committed();
        committed.Add((writer, sequel.Published));
    }

    public override void Settle()
    {
        using var isSettled = new ManualResetEventSlim();
        committed.Add((null, _ => isSettled.Set()));
        isSettled.Wait();
    }

    public override void Dispose()
    {
        committed.Close();
        thread.Join();
    }

    private void Loop()
    {
        var waiting = new List<(DatabaseWriter? Writer, Action<DatabaseException?> Published)>();
        while (committed.Take(waiting, _ => 1, AheadMax))
        {
            failure ??= Sync(waiting.Find(entry => entry.Writer is not null).Writer);

            // These were committed: whether the disk keeps them is seen at the next start.
            var unknown = failure is { } reason ? new DatabaseException(DatabaseErrors.OutcomeUnknown, reason.Message, reason) : null;
            foreach (var (_, published) in waiting)
            {
                published(unknown);
            }

            waiting.Clear();
        }
    }

    private static DatabaseException? Sync(DatabaseWriter? writer)
    {
        try
        {
            writer?.Sync();
            return null;
        }
        catch (DatabaseException error)
        {
            return error;
        }
    }
}
