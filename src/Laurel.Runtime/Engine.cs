using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Operations;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Webhooks;
using NodaTime;

namespace Laurel.Runtime;

/// <summary>How an engine is opened.</summary>
/// <param name="DatabaseText">Where everything is kept: a SQLite file, with or without <c>sqlite:</c> before it; created when absent.</param>
/// <param name="Clock">What time it is.</param>
public sealed record EngineOptions(string DatabaseText, IClock Clock)
{
    /// <summary>Whether ranks and tallies are kept in memory; off for replays, which nobody watches.</summary>
    public bool KeepsProjections { get; init; } = true;

    /// <summary>
    /// Bytes of stored states that the cache may hold; in memory they take about four times that. Default: a 32nd of the
    /// machine's memory, from 16 MiB to 256 MiB.
    /// </summary>
    public long CacheBytes { get; init; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, 16L << 20, 256L << 20);
}

/// <summary>
/// Laurel inside a process: a database file, its processor and what is kept in memory. The server is one way to use it;
/// any .NET program can be another.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly Processor processor;
    private readonly IClock clock;

    private Engine(EngineOptions options, Database database, DatabaseWriter writer)
    {
        clock = options.Clock;
        Reader = new EngineReader(database);
        Spaces = new SpaceStore(database);
        Webhooks = new WebhookStore(database, Spaces);
        Projections = new Projections(Webhooks);
        Editor = new RulebookEditor(this);
        processor = new Processor(writer, options.KeepsProjections ? Projections : null, clock, options.CacheBytes) { Instruments = Instruments };
        Instruments.Watch("laurel.queue.length", "{input}", "Inputs and jobs that wait for the processor.", () => processor.QueueLength);
    }

    private void Load(EngineOptions options)
    {
        Spaces.Begin(Now);
        Webhooks.Refresh();
        foreach (var entry in Spaces.All)
        {
            Load(options, entry.Space);
        }
    }

    private void Load(EngineOptions options, Space space)
    {
        UseLatestRulebook(space).GetAwaiter().GetResult();
        if (options.KeepsProjections && TimelineOf(space) is { } timeline)
        {
            using var connection = Database.Connect();
            ScoreTable.Load(connection, space.Id, timeline.Current, Projections.Standings);
            Projections.Tallies.Load(Database, space.Id);
        }
    }

    public EngineReader Reader { get; }

    /// <summary>The environments and their tenants.</summary>
    public SpaceStore Spaces { get; }

    /// <summary>Changes rulebooks step by step.</summary>
    public RulebookEditor Editor { get; }

    public Database Database => Reader.Database;

    public Projections Projections { get; }

    /// <summary>Who is told of what happens.</summary>
    public WebhookStore Webhooks { get; }

    /// <summary>What this engine measures of itself.</summary>
    public Instruments Instruments { get; } = new();

    /// <summary>Whether inputs are still being applied; false: the engine is closed or has failed for good.</summary>
    public bool IsAlive => processor.IsAlive;

    /// <summary>Now, to the millisecond.</summary>
    public Instant Now => Calendar.ToMillisecond(clock.GetCurrentInstant());

    /// <summary>Opens the file. Throws <see cref="DatabaseException"/> when that is not possible.</summary>
    public static Engine Open(EngineOptions options)
    {
        var database = Database.Open(options.DatabaseText);
        Engine? engine = null;
        try
        {
            engine = new Engine(options, database, database.OpenWriter());
            engine.Load(options);
            return engine;
        }
        catch
        {
            engine?.processor.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>The rulebook versions of a space; null before the first one was applied.</summary>
    public Timeline? TimelineOf(Space space) => Reader.TimelineOf(space);

    /// <summary>A user as of now, with everything that fell due meanwhile; null when unknown.</summary>
    public UserState? Find(Space space, string user) => Reader.Find(space, user, Now);

    /// <summary>Applies one input.</summary>
    public Task<Answer> Submit(Submission submission) => processor.Submit(submission);

    /// <summary>Applies many, in their order.</summary>
    public Task<IReadOnlyList<Answer>> Submit(IReadOnlyList<Submission> submissions) => processor.Submit(submissions);

    /// <summary>
    /// Makes a space that starts with the latest rulebook of another one (null: without a rulebook). Null when there is one with
    /// this environment and tenant.
    /// </summary>
    public async Task<SpaceEntry?> Create(SpaceEntry entry, Space? template, string author)
    {
        if (Spaces.Add(entry) is not { } added)
        {
            return null;
        }

        if (template is not null && TimelineOf(template)?.Current.Rulebook is { } rulebook)
        {
            await Editor.Edit(added.Space, author, _ => rulebook).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>Makes a rulebook the latest version, from now on (the first one: since ever). Returns its number.</summary>
    public async Task<int> Apply(Space space, Rulebook rulebook, string author)
    {
        var version = Reader.Rulebooks.Add(space.Id, rulebook, author, Now);
        await UseLatestRulebook(space).ConfigureAwait(false);
        return version;
    }

    /// <summary>Takes up versions that were applied meanwhile, by this process or another.</summary>
    public async Task UseLatestRulebook(Space space)
    {
        if (Reader.Refresh(space) && TimelineOf(space) is { } timeline)
        {
            // Two callers may get here in either order; the processor never goes back to an older version.
            await processor.Use(space, timeline).ConfigureAwait(false);
        }
    }

    /// <summary>Archives every run that is over in every zone by <paramref name="now"/>. Returns how many.</summary>
    public async Task<int> CloseRuns(Space space, Instant now)
    {
        IReadOnlyList<(string Leaderboard, LocalDate Run)> due;
        using (var connection = Database.Connect())
        {
            due = RunTable.Due(connection, space.Id, now);
        }

        foreach (var (leaderboard, run) in due)
        {
            await processor.Close(space, leaderboard, run, now).ConfigureAwait(false);
        }

        return due.Count;
    }

    /// <summary>Keeps the ranks of the UTC day before <paramref name="now"/>, once. False when they are kept already.</summary>
    public async Task<bool> KeepRanks(Space space, Instant now)
    {
        var yesterday = now.InUtc().Date.PlusDays(-1);
        LocalDate? last;
        using (var connection = Database.Connect())
        {
            last = RankDays.LastDay(connection, space.Id);
        }

        if (last >= yesterday || TimelineOf(space) is not { } timeline)
        {
            return false;
        }

        await processor.Run(writer => RankDays.Write(writer, space.Id, yesterday, (timeline.Current, Projections.Standings))).ConfigureAwait(false);
        return true;
    }

    /// <summary>Runs maintenance in a transaction of its own, between two batches.</summary>
    public Task Run(Action<DatabaseWriter> work) => processor.Run(work);

    /// <summary>Finishes what was accepted, then closes the file.</summary>
    public void Dispose()
    {
        processor.Dispose();
        Instruments.Dispose();
        Database.Dispose();
    }
}
