using System.Diagnostics;
using Laurel.Core;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Operations;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <param name="CacheBytes">Bytes of stored states that the lane's cache may hold.</param>
/// <param name="LateWindow">How long ago an input may have happened that lies before what its user's state covers; null: any time.</param>
/// <param name="Instruments">What is measured.</param>
internal sealed record LaneOptions(IClock Clock, long CacheBytes, Duration? LateWindow, Instruments Instruments)
{
    /// <summary>How long nothing must come before rows that wait for their tables are put there.</summary>
    public required int SettleAfterMs { get; init; }

    /// <summary>How far the clock of a space is ahead.</summary>
    public required Func<int, Duration> ClockOffsetOf { get; init; }
}

/// <summary>
/// One thread with a writer of its own. Everything that arrived while its previous commit was on its way forms its next batch, so
/// the load sets the batch size and nobody waits for a timer.
/// </summary>
internal sealed class Lane : IDisposable
{
    // After a failure.
    private const int SettleAgainAfterMs = 5_000;

    private readonly Inbox<Work> queue = new(Processor.QueueMax);
    private readonly DatabaseWriter writer;
    private readonly Publisher publisher;
    private readonly LaneOptions options;
    private readonly UserCache cache;
    private readonly Thread thread;
    private bool isCommitted;

    public Lane(DatabaseWriter writer, RulebookTimelines timelines, Publisher publisher, LaneOptions options)
    {
        (this.writer, this.publisher, this.options, Timelines) = (writer, publisher, options, timelines);
        cache = new UserCache(options.CacheBytes);
        thread = new Thread(Loop) { IsBackground = true, Name = "laurel-lane" };
        thread.Start();
    }

    /// <summary>The rulebooks it evaluates with; to be touched by its jobs only.</summary>
    public RulebookTimelines Timelines { get; }

    /// <summary>What waits.</summary>
    public int QueueLength => queue.Count;

    /// <summary>Whether its thread runs.</summary>
    public bool IsAlive => thread.IsAlive;

    public void Add(Work work) => queue.Add(work);

    /// <summary>Runs maintenance in a transaction of its own, between two batches; <paramref name="after"/> follows its commit.</summary>
    public Task Run(Action<DatabaseWriter> work, Action after)
    {
        var job = new Work.Job(work, after);
        queue.Add(job);
        return job.Done.Task;
    }

    /// <summary>Drops a user from the cache; to be called by its jobs only.</summary>
    public void Forget(UserKey user) => cache.Remove(user);

    /// <summary>Finishes what was accepted, then stops.</summary>
    public void Dispose()
    {
        queue.Close();
        thread.Join();
        publisher.Settle();
        writer.Dispose();
    }

    private void Loop()
    {
        var waiting = new List<Work>();
        while (Take(waiting))
        {
            foreach (var run in Runs(waiting))
            {
                Process(run);
            }

            waiting.Clear();
        }
    }

    // False at the end. While nothing comes, what waits for its tables is put there.
    private bool Take(List<Work> waiting)
    {
        var patience = options.SettleAfterMs;
        while (!writer.IsSettled && !queue.IsClosed)
        {
            if (queue.Take(waiting, SizeOf, Processor.BatchMax, patience))
            {
                return true;
            }

            patience = TrySettle() ? 0 : SettleAgainAfterMs;
        }

        return queue.Take(waiting, SizeOf, Processor.BatchMax);
    }

    private static int SizeOf(Work work) => work.Count;

    private bool TrySettle()
    {
        try
        {
            writer.SettleSome();
            return true;
        }
        catch (DatabaseException)
        {
            // A full disk, say: what waits is durable, and is tried again.
            return false;
        }
    }

    // Jobs stand alone; the inputs between them go together.
    private static IEnumerable<IReadOnlyList<Work>> Runs(List<Work> waiting)
    {
        var inputs = new List<Work>();
        foreach (var work in waiting)
        {
            if (work is Work.Job && inputs.Count > 0)
            {
                yield return inputs;
                inputs = [];
            }

            inputs.Add(work);
            if (work is Work.Job)
            {
                yield return inputs;
                inputs = [];
            }
        }

        if (inputs.Count > 0)
        {
            yield return inputs;
        }
    }

    private void Process(IReadOnlyList<Work> run)
    {
        if (run[0] is Work.Job job)
        {
            Process(job);
            return;
        }

        var delivery = new Delivery(run);
        Process(delivery, 0, delivery.Submissions.Length);
    }

    // It sees what is published of all batches before it, and no batch overlaps it.
    private void Process(Work.Job job)
    {
        try
        {
            publisher.Settle();
            Retries.Run(() => publisher.Commit(writer, () => job.Action(writer), new(() => { }, failure => Finish(job, failure))));
            publisher.Settle();
        }
        catch (Exception error)
        {
            job.Done.TrySetException(error);
        }
    }

    private static void Finish(Work.Job job, DatabaseException? failure)
    {
        try
        {
            if (failure is not null)
            {
                throw new DatabaseException(failure.Code, failure.Message, failure);
            }

            job.After();
            job.Done.SetResult();
        }
        catch (Exception error)
        {
            job.Done.SetException(error);
        }
    }

    // A batch that fails is split, so that one poisonous input fails alone; a database that cannot write fails them all.
    private void Process(Delivery delivery, int start, int count)
    {
        try
        {
            Retries.Run(() => Commit(delivery, start, count));
        }
        catch (DatabaseException error) when (!isCommitted && (error.Code is not (DatabaseErrors.Other or PostgresErrors.Conflict) || (error.Code == PostgresErrors.Conflict && count == 1)))
        {
            Fail(delivery, (start, count), new(error.Code, error.Message, error));
        }
        catch (Exception error) when (!isCommitted && count == 1)
        {
            Fail(delivery, (start, count), new(Answer.Failed.Defect, error.Message, error));
        }
        catch (Exception) when (!isCommitted)
        {
            var half = count / 2;
            Process(delivery, start, half);
            Process(delivery, start + half, count - half);
        }
    }

    private void Commit(Delivery delivery, int start, int count)
    {
        var submissions = new ArraySegment<Submission>(delivery.Submissions, start, count);
        var batch = new Batch(writer, cache, Timelines, publisher.Projections, options);
        isCommitted = false;
        var started = Stopwatch.GetTimestamp();
        try
        {
            publisher.Commit(writer, () => batch.Run(submissions), new(
                () =>
                {
                    // After the commit nothing may fail any more: an exception here is a defect, and ends the process loudly.
                    isCommitted = true;
                    batch.Remember();
                },
                failure =>
                {
                    options.Instruments.Committed(count, Stopwatch.GetElapsedTime(started));
                    options.Instruments.LookedUp(batch.HitCount, batch.MissCount);
                    if (failure is null)
                    {
                        delivery.Answer(start, batch.Publish());
                    }
                    else
                    {
                        Fail(delivery, (start, count), new(failure.Code, failure.Message, failure));
                    }
                }));
        }
        catch when (!isCommitted)
        {
            batch.Forget();
            Timelines.ForgetRuns();
            throw;
        }
    }

    private static void Fail(Delivery delivery, (int Start, int Count) part, Answer.Failed answer)
    {
        var answers = new Answer[part.Count];
        Array.Fill(answers, answer);
        delivery.Answer(part.Start, answers);
    }
}
