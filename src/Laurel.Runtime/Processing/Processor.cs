using Laurel.Core.Rulebooks;
using Laurel.Runtime.Changes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>
/// The only place where inputs become durable. Each user belongs to one lane; a file has one, a server a few. Thread-safe.
/// </summary>
public sealed class Processor : IDisposable
{
    /// <summary>Inputs in one transaction.</summary>
    public const int BatchMax = 1_024;

    /// <summary>
    /// Inputs in one transaction when one caller brings that many: the more go together, the less often the same pages are written.
    /// </summary>
    public const int PartMax = 32_768;

    /// <summary>Inputs waiting in a lane; beyond it callers wait for room.</summary>
    public const int QueueMax = 65_536;

    // A batch is evaluated in milliseconds, a part of a replay in a second or two.
    private const int IdleSecondsMax = 5;
    private const int ReplayIdleSecondsMax = 60;

    private readonly Lane[] lanes;
    private readonly Publisher publisher;

    internal Processor(Database database, Publisher publisher, Func<int, Timeline?> latest, LaneOptions options)
    {
        this.publisher = publisher;
        lanes = [.. Enumerable.Range(0, database.LanesMax)
            .Select(_ => new Lane(database.OpenWriter(publisher.Projections is null ? ReplayIdleSecondsMax : IdleSecondsMax), new RulebookTimelines(latest), publisher, options with { CacheBytes = options.CacheBytes / database.LanesMax }))];
    }

    /// <summary>Inputs and jobs that wait.</summary>
    public int QueueLength => lanes.Sum(lane => lane.QueueLength);

    /// <summary>Whether the threads that apply inputs run.</summary>
    public bool IsAlive => Array.TrueForAll(lanes, lane => lane.IsAlive);

    /// <summary>Applies one input; the answer comes when it is durable.</summary>
    public Task<Answer> Submit(Submission submission)
    {
        var work = new Work.Single(submission);
        lanes[LaneOf(submission)].Add(work);
        return work.Done.Task;
    }

    /// <summary>Applies many inputs, those of a user in their order, in as few transactions as possible.</summary>
    public async Task<IReadOnlyList<Answer>> Submit(IReadOnlyList<Submission> submissions)
    {
        var answers = new Answer[submissions.Count];
        var parts = Enumerable.Range(0, submissions.Count)
            .GroupBy(index => LaneOf(submissions[index]))
            .SelectMany(lane => lane.Chunk(PartMax).Select(indexes => (Lane: lanes[lane.Key], Indexes: indexes)))
            .Select(part => (part.Lane, part.Indexes, Work: new Work.Many([.. part.Indexes.Select(index => submissions[index])])))
            .ToArray();
        foreach (var part in parts)
        {
            part.Lane.Add(part.Work);
        }

        foreach (var part in parts)
        {
            var given = await part.Work.Done.Task.ConfigureAwait(false);
            for (var i = 0; i < given.Count; i++)
            {
                answers[part.Indexes[i]] = given[i];
            }
        }

        return answers;
    }

    /// <summary>Runs maintenance in a transaction of its own.</summary>
    public Task Run(Action<DatabaseWriter> work) => lanes[0].Run(work, () => { });

    /// <summary>From the next batch on, a space is evaluated with these rulebooks.</summary>
    public Task Use(Space space, Timeline timeline) => Task.WhenAll(lanes.Select((lane, index) => lane.Run(
        writer =>
        {
            if (index == 0)
            {
                RunTable.Reschedule(writer, space.Id, timeline.Current);
            }
        },
        () =>
        {
            lane.Timelines.Set(space.Id, timeline);
            publisher.Projections?.Standings.Use(space.Id, timeline.Current);
        })));

    /// <summary>Archives a run; from the next batch on, its scores are final.</summary>
    public Task Close(Space space, string leaderboard, LocalDate run, Instant now)
    {
        var timelines = lanes[0].Timelines;
        return lanes[0].Run(
            writer =>
            {
                writer.StartAlone(space.Id);
                if (RunTable.IsClosed(writer, space.Id, leaderboard, run))
                {
                    return;
                }

                RunTable.Close(writer, (space.Id, leaderboard, run), timelines.Of(space.Id).Current.FindLeaderboard(leaderboard), now);
                writer.Announce(ChangeBytes.Write(new Change { ClosedRuns = { (space.Id, leaderboard, run) } }));
            },
            () =>
            {
                timelines.Close(space.Id, leaderboard, run);
                publisher.Projections?.Standings.Remove(space.Id, leaderboard, run);
            });
    }

    /// <summary>Removes everything that is kept of a user. False when nothing was.</summary>
    public async Task<bool> Erase(Space space, string user)
    {
        var lane = lanes[LaneOf(space, user)];
        Change? erased = null;
        await lane.Run(
            writer =>
            {
                writer.StartAlone(space.Id);
                erased = Erasure.Run(writer.Connection, space.Id, user);
                if (erased is not null && writer.IsShared)
                {
                    writer.Connection.Execute("delete from user_versions where space_id = @space and user_id = @user", ("space", space.Id), ("user", user));
                    erased.Users.Add(new(space.Id, user));
                    writer.Announce(ChangeBytes.Write(erased));
                }
            },
            () =>
            {
                lane.Forget(new UserKey(space.Id, user));
                if (erased is not null)
                {
                    publisher.Projections?.Forget(space.Id, user, erased);
                }
            }).ConfigureAwait(false);
        return erased is not null;
    }

    /// <summary>Finishes what was accepted, then stops.</summary>
    public void Dispose()
    {
        foreach (var lane in lanes)
        {
            lane.Dispose();
        }

        publisher.Dispose();
    }

    private int LaneOf(Submission submission) => LaneOf(submission.Space, submission.Input.User);

    private int LaneOf(Space space, string user) =>
        lanes.Length == 1 ? 0 : (HashCode.Combine(space.Id, user) & int.MaxValue) % lanes.Length;
}
