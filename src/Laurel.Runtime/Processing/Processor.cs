using System.Collections.Concurrent;
using System.Diagnostics;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Operations;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>
/// The only place where inputs become durable. Everything that arrived while the previous commit was on its way forms the
/// next batch, so the load sets the batch size and nobody waits for a timer. One thread, one writer.
/// </summary>
public sealed class Processor : IDisposable
{
    /// <summary>Inputs in one transaction.</summary>
    public const int BatchMax = 1_024;

    /// <summary>
    /// Inputs in one transaction when one caller brings that many: the more go together, the less often the same pages are written.
    /// </summary>
    public const int PartMax = 32_768;

    /// <summary>Inputs waiting; beyond it callers wait for room.</summary>
    public const int QueueMax = 65_536;

    private readonly BlockingCollection<Work> queue = new(QueueMax);
    private readonly DatabaseWriter writer;
    private readonly Projections? projections;
    private readonly IClock clock;
    private readonly UserCache cache;
    private readonly RulebookTimelines timelines = new();
    private readonly Thread thread;

    /// <param name="projections">Fed with every committed fact; null while nobody reads ranks (replay).</param>
    public Processor(DatabaseWriter writer, Projections? projections, IClock clock, long cacheBytes)
    {
        this.writer = writer;
        this.projections = projections;
        this.clock = clock;
        cache = new UserCache(cacheBytes);
        thread = new Thread(Loop) { IsBackground = true, Name = "laurel-processor" };
        thread.Start();
    }

    /// <summary>What is measured; null: nothing.</summary>
    public Instruments? Instruments { get; init; }

    /// <summary>Inputs and jobs that wait.</summary>
    public int QueueLength => queue.Count;

    /// <summary>Whether the thread that applies inputs runs.</summary>
    public bool IsAlive => thread.IsAlive;

    /// <summary>Applies one input; the answer comes when it is durable.</summary>
    public Task<Answer> Submit(Submission submission)
    {
        var work = new Work.Single(submission);
        queue.Add(work);
        return work.Done.Task;
    }

    /// <summary>Applies many inputs in their order, in as few transactions as possible.</summary>
    public async Task<IReadOnlyList<Answer>> Submit(IReadOnlyList<Submission> submissions)
    {
        var parts = submissions.Chunk(PartMax).Select(part => new Work.Many(part)).ToArray();
        foreach (var part in parts)
        {
            queue.Add(part);
        }

        var answers = new List<Answer>(submissions.Count);
        foreach (var part in parts)
        {
            answers.AddRange(await part.Done.Task.ConfigureAwait(false));
        }

        return answers;
    }

    /// <summary>Runs maintenance in a transaction of its own, between two batches; <paramref name="after"/> follows its commit.</summary>
    public Task Run(Action<DatabaseWriter> work, Action? after = null)
    {
        var job = new Work.Job(work, after ?? (() => { }));
        queue.Add(job);
        return job.Done.Task;
    }

    /// <summary>From the next batch on, a space is evaluated with these rulebooks.</summary>
    public Task Use(Space space, Timeline timeline) => Run(writer => RunTable.Reschedule(writer, space.Id, timeline.Current), () =>
    {
        timelines.Set(space.Id, timeline);
        projections?.Standings.Use(space.Id, timeline.Current);
    });

    /// <summary>Archives a run; from the next batch on, its scores are final.</summary>
    public Task Close(Space space, string leaderboard, LocalDate run, Instant now) => Run(
        writer => RunTable.Close(writer, (space.Id, leaderboard, run), timelines.Of(space.Id).Current.FindLeaderboard(leaderboard), now),
        () =>
        {
            timelines.Close(space.Id, leaderboard, run);
            projections?.Standings.Remove(space.Id, leaderboard, run);
        });

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
            while (count < BatchMax && queue.TryTake(out var next))
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
            writer.Transact(() => job.Action(writer));
            job.After();
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
        var batch = new Batch(writer, cache, timelines, Laurel.Core.Calendar.ToMillisecond(clock.GetCurrentInstant()), projections);
        Answer[] answers = [];
        try
        {
            var started = Stopwatch.GetTimestamp();
            writer.Transact(() => answers = batch.Run(submissions));
            Instruments?.Committed(submissions.Length, Stopwatch.GetElapsedTime(started));
            Instruments?.LookedUp(batch.HitCount, batch.MissCount);
        }
        catch (DatabaseException error) when (error.Code != DatabaseErrors.Other)
        {
            batch.Forget();
            return Failed(submissions, new(error.Code, error.Message, error));
        }
        catch (Exception error) when (submissions.Length == 1)
        {
            batch.Forget();
            return Failed(submissions, new(Answer.Failed.Defect, error.Message, error));
        }
        catch (Exception)
        {
            batch.Forget();
            timelines.ForgetRuns();
            var half = submissions.Length / 2;
            return [.. Process(submissions[..half]), .. Process(submissions[half..])];
        }

        // After the commit nothing may fail any more: an exception here is a defect, and ends the process loudly.
        batch.Publish(submissions, answers);
        return answers;
    }

    private Answer[] Failed(Submission[] submissions, Answer.Failed answer)
    {
        timelines.ForgetRuns();
        return [.. submissions.Select(_ => answer)];
    }
}
