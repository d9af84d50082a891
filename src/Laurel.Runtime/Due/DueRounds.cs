using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Due;

/// <summary>Due work of all spaces, one after the other; what goes wrong in one holds up no other.</summary>
public sealed class DueRounds(Engine engine)
{
    private static readonly Duration MonthsEvery = Duration.FromHours(1);

    private readonly Dictionary<int, DueWorker> workers = [];
    private Instant monthsAt = Instant.MinValue;

    /// <summary>Called for every tick that could not be stored.</summary>
    public Action<Answer.Failed> OnFailed { get; init; } = _ => { };

    /// <summary>Called for every space whose round failed.</summary>
    public Action<Space, Exception> OnSpaceFailed { get; init; } = (_, _) => { };

    /// <summary>
    /// One round: takes up new spaces and rulebook versions, then does what is due. Time passes in archived tenants too, so that
    /// nothing is missing when they come back. False when it failed somewhere.
    /// </summary>
    public async Task<bool> RunOnce(CancellationToken cancellation)
    {
        engine.Spaces.Refresh();
        if (!engine.TakesDueWork())
        {
            // Another node does it.
            return true;
        }

        engine.TrimChanges();
        CreateMonths();
        return await RunNow(_ => true, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// One round for some spaces that somebody waits for: here and now, even while another node does the due work. What both do
    /// happens once.
    /// </summary>
    public async Task<bool> RunNow(Func<SpaceEntry, bool> isMeant, CancellationToken cancellation)
    {
        var isWell = true;
        foreach (var entry in engine.Spaces.All.Where(isMeant))
        {
            cancellation.ThrowIfCancellationRequested();
            isWell &= await RunOnce(entry.Space, cancellation).ConfigureAwait(false);
        }

        return isWell;
    }

    // When it does not work now, once more only after an hour: the months are made long before they begin.
    private void CreateMonths()
    {
        if (engine.Now >= monthsAt)
        {
            monthsAt = engine.Now + MonthsEvery;
            engine.CreateMonths();
        }
    }

    private async Task<bool> RunOnce(Space space, CancellationToken cancellation)
    {
        try
        {
            await engine.UseLatestRulebook(space).ConfigureAwait(false);
            if (engine.TimelineOf(space) is not null)
            {
                await WorkerOf(space).RunOnce(cancellation).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            OnSpaceFailed(space, error);
            return false;
        }
    }

    private DueWorker WorkerOf(Space space)
    {
        if (!workers.TryGetValue(space.Id, out var worker))
        {
            workers.Add(space.Id, worker = new DueWorker(engine, space) { OnFailed = OnFailed });
        }

        return worker;
    }
}
