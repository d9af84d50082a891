using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Due;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Replay;

/// <summary>What a replay came to.</summary>
/// <param name="Applied">Events that were new.</param>
/// <param name="Known">Events that the database had already.</param>
/// <param name="Refused">Events that the rules refused.</param>
/// <param name="AsOf">Up to when everybody's time has passed.</param>
public sealed record ReplaySummary(long Applied, long Known, long Refused, Instant AsOf);

/// <summary>
/// Feeds a history to the engine: users first become known with their first event, each user's events go in order of time, and then the
/// user's time passes up to one instant. Every input has a key, so a replay that was cut off is completed by running it again.
/// </summary>
public sealed class Replayer(Engine engine, Space space)
{
    // One part is on its way while the next is made. It must have been stored before the next one goes: when it could not be, what
    // comes after would let its users' time pass, and then it would come too late.
    private (Task<IReadOnlyList<Answer>> Answers, List<Submission> Inputs, List<long> Lines)? inFlight;
    private List<Submission> part = [];
    private List<long> lines = [];
    private long applied;
    private long known;
    private long refused;

    /// <summary>Called for every refused row; returns false to stop.</summary>
    public Func<RefusedRow, bool> OnRefused { get; init; } = _ => false;

    /// <summary>Called now and then with the number of events done.</summary>
    public Action<long> OnProgress { get; init; } = _ => { };

    /// <summary>Inputs that go together; the fewer, the more often a user with late events is derived again.</summary>
    public int PartSize { get; init; } = Processor.PartMax;

    /// <summary>Events come in the order in which they arrived, and not in that of time.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>False after <see cref="OnRefused"/> stopped the replay.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>
    /// Replays events (user by user and in order of time, unless said otherwise) and users. Without <paramref name="asOf"/>, time ends with
    /// the last event.
    /// </summary>
    public async Task<ReplaySummary> Run(IEnumerable<EventRow> events, IReadOnlyDictionary<string, UserRow> users, Instant? asOf, CancellationToken cancellation)
    {
        var keys = new DefaultKeys { IsUnordered = IsUnordered };
        var (firstAt, last) = Span(events);
        var end = asOf ?? last;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? before = null;
        foreach (var row in events)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsStopped)
            {
                break;
            }

            await Leave(before, row.User, end).ConfigureAwait(false);
            var isFirst = seen.Add(row.User);
            if (!isFirst && !IsUnordered && row.User != before)
            {
                throw new ArgumentException("Events must come user by user.", nameof(events));
            }

            if (isFirst && users.TryGetValue(row.User, out var user))
            {
                await Add(RowInputs.Of(user, firstAt.GetValueOrDefault(row.User, row.At)), user.Line).ConfigureAwait(false);
            }

            await Add(RowInputs.Of(row, keys.KeyOf(row)), row.Line).ConfigureAwait(false);
            before = row.User;
        }

        foreach (var user in users.Values.Where(user => !seen.Contains(user.User)))
        {
            await Add(RowInputs.Of(user, end), user.Line).ConfigureAwait(false);
        }

        await Finish(end, cancellation).ConfigureAwait(false);
        return new(applied, known, refused, end);
    }

    // Of all events the last, and where they come in any order, of each user the first: a user is known from it on, whenever it arrives.
    private (Dictionary<string, Instant> FirstAt, Instant Last) Span(IEnumerable<EventRow> events)
    {
        var first = new Dictionary<string, Instant>(StringComparer.Ordinal);
        var last = Limits.EarliestAt;
        foreach (var row in events)
        {
            last = Instant.Max(last, row.At);
            if (IsUnordered)
            {
                first[row.User] = first.TryGetValue(row.User, out var known) ? Instant.Min(known, row.At) : row.At;
            }
        }

        return (first, last);
    }

    // Done with a user, time passes at once, while the state is at hand. Of events in any order nobody knows which is a user's last.
    private async Task Leave(string? user, string next, Instant end)
    {
        if (user is not null && user != next && !IsUnordered)
        {
            await Add(new Tick(user, end), 0).ConfigureAwait(false);
        }
    }

    private async Task Finish(Instant end, CancellationToken cancellation)
    {
        await Send().ConfigureAwait(false);
        await Settle().ConfigureAwait(false);

        if (!IsStopped)
        {
            await new DueWorker(engine, space).AdvanceAll(end, cancellation).ConfigureAwait(false);
        }
    }

    private async Task Add(Input input, long line)
    {
        part.Add(new Submission(space, input, IsKeyed: input is not Tick, AtArrival: false));
        lines.Add(line);
        if (part.Count == PartSize)
        {
            await Send().ConfigureAwait(false);
        }
    }

    private async Task Send()
    {
        await Settle().ConfigureAwait(false);
        if (part.Count > 0 && !IsStopped)
        {
            inFlight = (engine.Submit(part), part, lines);
        }

        (part, lines) = (new List<Submission>(PartSize), new List<long>(PartSize));
    }

    private async Task Settle()
    {
        if (inFlight is not { } sent)
        {
            return;
        }

        inFlight = null;
        var settled = await sent.Answers.ConfigureAwait(false);
        for (var i = 0; i < settled.Count; i++)
        {
            Count(settled[i], sent.Inputs[i].Input, sent.Lines[i]);
        }

        OnProgress(applied + known + refused);
    }

    private void Count(Answer answer, Input input, long line)
    {
        var events = input is MetricEvent ? 1 : 0;
        switch (answer)
        {
            case Answer.Rejected when input is Tick:
                // Of a user whose events were all refused.
                break;
            case Answer.Applied or Answer.Accepted:
                applied += events;
                break;
            case Answer.Replayed:
                known += events;
                break;
            case Answer.Rejected rejected:
                refused += events;
                Stop(new RefusedRow(input, new RowProblem(line, RefusalText.Of(rejected.Reason, rejected.Detail))));
                break;
            case Answer.Failed failed:
                IsStopped = true;
                throw new Databases.DatabaseException(failed.Code, failed.Message);
        }
    }

    private void Stop(RefusedRow row)
    {
        if (!IsStopped && !OnRefused(row))
        {
            IsStopped = true;
        }
    }
}
