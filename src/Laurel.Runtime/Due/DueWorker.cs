using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
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

    /// <summary>One round: takes up new rulebook versions, ticks all users that are due, keeps the ranks of the day that ended, closes all runs that are over.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        await engine.UseLatestRulebook(space).ConfigureAwait(false);
        while (!cancellation.IsCancellationRequested)
        {
            var due = engine.Reader.DueUsers(space, engine.Now, UsersMax);
            if (due.Count == 0)
            {
                break;
            }

            // At its own instant, not at now: an event that happened between the two can still come.
            // When nothing could be stored, the next round tries again; the rest of this one goes on.
            var answers = await Tick(due, user => user.DueAt).ConfigureAwait(false);
            if (!answers.Any(answer => answer is Answer.Accepted or Answer.Applied))
            {
                break;
            }
        }

        // Before runs are closed: the last day of a run is part of its history.
        await engine.KeepRanks(space, engine.Now).ConfigureAwait(false);
        await engine.CloseRuns(space, engine.Now).ConfigureAwait(false);
    }

    /// <summary>
    /// Lets everybody's time pass up to <paramref name="until"/>, then closes the runs that are over by then. Throws
    /// <see cref="DatabaseException"/> when that could not be stored for somebody; the runs are open then.
    /// </summary>
    public async Task AdvanceAll(Instant until, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var due = engine.Reader.DueUsers(space, until, UsersMax * 8);
            if (due.Count == 0)
            {
                break;
            }

            var answers = await Tick(due, _ => until).ConfigureAwait(false);
            if (answers.OfType<Answer.Failed>().FirstOrDefault() is { } failed)
            {
                throw new DatabaseException(failed.Code, failed.Message);
            }
        }

        await engine.CloseRuns(space, until).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<Answer>> Tick(IReadOnlyList<(string User, Instant DueAt)> due, Func<(string User, Instant DueAt), Instant> at) =>
        engine.Submit([.. due.Select(user => new Submission(space, new Tick(user.User, at(user)), IsKeyed: false, AtArrival: false))]);
}
