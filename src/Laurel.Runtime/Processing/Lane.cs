using System.Collections.Concurrent;
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
    /// <summary>How far the clock of a space is ahead.</summary>
    public required Func<int, Duration> ClockOffsetOf { get; init; }
}

/// <summary>
/// One thread with a writer of its own. Everything that arrived while its previous commit was on its way forms its next batch, so
/// the load sets the batch size and nobody waits for a timer.
/// </summary>
internal sealed class Lane : IDisposable
{
    private readonly BlockingCollection<Work> queue = new(Processor.QueueMax);
    private readonly DatabaseWriter writer;
    private readonly Publisher publisher;
    private readonly LaneOptions options;
    private readonly UserCache cache;
    private readonly Thread thread;
    private bool isPublishing;

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
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
        writer.Dispose();
    }

    private void Loop()
    {
        var waiting = new List<Work>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            waiting.Add(first);
            var count = first.Count;
            while (count < Processor.BatchMax && queue.TryTake(out var next))
            {
                waiting.Add(next);
                count += next.Count;
            }

            foreach (var run in Runs(waiting))
            {
                Process(run);
            }

            waiting.Clear();
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

        var submissions = run.SelectMany(work => work.Submissions).ToArray();
        var answers = Process(submissions);
        var at = 0;
        foreach (var work in run)
        {
            work.Complete(answers.AsSpan(at, work.Count));
            at += work.Count;
        }
    }

    private void Process(Work.Job job)
    {
        try
        {
            Retries.Run(() => publisher.Commit(writer, () => job.Action(writer), job.After));
            job.Done.SetResult();
        }
        catch (Exception error)
        {
            job.Done.SetException(error);
        }
    }

    // A batch that fails is split, so that one poisonous input fails alone; a database that cannot write fails them all.
    private Answer[] Process(Submission[] submissions)
    {
        try
        {
            return Retries.Run(() => Commit(submissions));
        }
        catch (DatabaseException error) when (!isPublishing && error.Code is not (DatabaseErrors.Other or PostgresErrors.Conflict))
        {
            return Failed(submissions, new(error.Code, error.Message, error));
        }
        catch (DatabaseException error) when (!isPublishing && error.Code == PostgresErrors.Conflict && submissions.Length == 1)
        {
            return Failed(submissions, new(error.Code, error.Message, error));
        }
        catch (Exception error) when (!isPublishing && submissions.Length == 1)
        {
            return Failed(submissions, new(Answer.Failed.Defect, error.Message, error));
        }
        catch (Exception) when (!isPublishing)
        {
            var half = submissions.Length / 2;
            return [.. Process(submissions[..half]), .. Process(submissions[half..])];
        }
    }

    private Answer[] Commit(Submission[] submissions)
    {
        var batch = new Batch(writer, cache, Timelines, publisher.Projections, options);
        Answer[] answers = [];
        isPublishing = false;
        var started = Stopwatch.GetTimestamp();
        try
        {
            publisher.Commit(writer, () => answers = batch.Run(submissions), () =>
            {
                options.Instruments.Committed(submissions.Length, Stopwatch.GetElapsedTime(started));
                options.Instruments.LookedUp(batch.HitCount, batch.MissCount);
                // After the commit nothing may fail any more: an exception here is a defect, and ends the process loudly.
                isPublishing = true;
                batch.Publish(submissions, answers);
            });
            return answers;
        }
        catch when (!isPublishing)
        {
            batch.Forget();
            Timelines.ForgetRuns();
            throw;
        }
    }

    private static Answer[] Failed(Submission[] submissions, Answer.Failed answer) => [.. submissions.Select(_ => answer)];
}
