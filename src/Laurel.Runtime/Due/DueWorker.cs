using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Notifications;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Due;

/// <summary>
/// Lets time pass for users nobody hears of: finds what is due, and sends ticks. Contains no rules; sending a tick twice, late
/// or together with an event changes nothing.
/// </summary>
public sealed class DueWorker(Engine engine, Space space)
{
    private const int UsersMax = Processor.BatchMax;
    private const int BatchesMax = 64;

    private static readonly Duration PruneEvery = Duration.FromHours(1);

    private Instant prunedAt = Instant.MinValue;

    /// <summary>Called for every tick that could not be stored.</summary>
    public Action<Answer.Failed> OnFailed { get; init; } = _ => { };

    /// <summary>
    /// One round: takes up new rulebook versions and ticks all users that are due; when nobody is due any more, keeps the ranks
    /// of the day that ended, closes the runs that are over and brings home transfers that were cut short. A long backlog takes several rounds.
    /// </summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        await engine.UseLatestRulebook(space).ConfigureAwait(false);
        if (await Drain(cancellation).ConfigureAwait(false))
        {
            // Before runs are closed: the last day of a run is part of its history.
            await engine.KeepRanks(space, engine.NowOf(space)).ConfigureAwait(false);
            await engine.CloseRuns(space, engine.NowOf(space)).ConfigureAwait(false);
            await engine.Transfers.Complete(space).ConfigureAwait(false);
            await Prune(engine.NowOf(space)).ConfigureAwait(false);
        }
    }

    private async Task Prune(Instant now)
    {
        if (now >= prunedAt + PruneEvery)
        {
            prunedAt = now;
            await engine.Run(writer => NotificationTable.Prune(writer.Connection, space.Id, now)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lets everybody's time pass up to <paramref name="until"/>, then closes the runs that are over by then. Throws
    /// <see cref="DatabaseException"/> when that could not be stored for somebody, and <see cref="OperationCanceledException"/>
    /// when it was interrupted; the runs are open then.
    /// </summary>
    public async Task AdvanceAll(Instant until, CancellationToken cancellation)
    {
        while (engine.Reader.DueUsers(space, until, UsersMax * 8) is { Count: > 0 } due)
        {
            cancellation.ThrowIfCancellationRequested();
            var answers = await Tick(due, _ => until).ConfigureAwait(false);
            if (answers.OfType<Answer.Failed>().FirstOrDefault() is { } failed)
            {
                throw new DatabaseException(failed.Code, failed.Message);
            }
        }

        await engine.CloseRuns(space, until).ConfigureAwait(false);
    }

    // True when nobody is due any more, but for those whose tick meets a defect: they must not hold up everybody else.
    private async Task<bool> Drain(CancellationToken cancellation)
    {
        var defective = new HashSet<string>(StringComparer.Ordinal);
        for (var batch = 0; batch < BatchesMax && !cancellation.IsCancellationRequested; batch++)
        {
            var now = engine.NowOf(space);
            var due = engine.Reader.DueUsers(space, now, UsersMax + defective.Count).Where(user => !defective.Contains(user.User)).ToArray();
            if (due.Length == 0)
            {
                return true;
            }

            var answers = await Tick(due, user => TickAt(user.DueAt, now)).ConfigureAwait(false);
            for (var i = 0; i < answers.Count; i++)
            {
                if (answers[i] is Answer.Failed failed)
                {
                    OnFailed(failed);
                    if (!failed.IsDefect)
                    {
                        return false;
                    }

                    defective.Add(due[i].User);
                }
            }
        }

        return false;
    }

    // At its own instant, not at now: an event that happened between the two can still come. What lies further back is caught up with by the day.
    private static Instant TickAt(Instant dueAt, Instant now) => now - dueAt > Duration.FromDays(1) ? dueAt + Duration.FromDays(1) : dueAt;

    private Task<IReadOnlyList<Answer>> Tick(IReadOnlyList<(string User, Instant DueAt)> due, Func<(string User, Instant DueAt), Instant> at) =>
        engine.Submit([.. due.Select(user => new Submission(space, new Tick(user.User, at(user)), IsKeyed: false, AtArrival: false))]);
}
