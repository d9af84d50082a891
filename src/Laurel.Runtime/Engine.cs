using System.Collections.Concurrent;
using System.Data.Common;
using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Changes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Operations;
using Laurel.Runtime.Points;
using Laurel.Runtime.Leases;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Webhooks;
using NodaTime;

namespace Laurel.Runtime;

/// <summary>
/// Laurel inside a process: a database file, its processor and what is kept in memory. The server is one way to use it;
/// any .NET program can be another.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly Processor processor;
    private readonly IClock clock;
    private readonly Lease dueWork;
    private readonly Lease sending;
    private readonly FeedPublisher? feed;
    private FeedFollower? follower;

    // By space, as last followed.
    private readonly Dictionary<int, long> epochs = [];

    // By space, the version that the processor was last given.
    private readonly ConcurrentDictionary<int, int> used = new();

    private Engine(EngineOptions options, Database database)
    {
        clock = options.Clock;
        Reader = new EngineReader(database);
        Transfers = new Transfers(this);
        Spaces = new SpaceStore(database);
        Webhooks = new WebhookStore(database, Spaces);
        Editor = new RulebookEditor(this);
        Projections = new Projections(database, Webhooks);
        dueWork = new Lease(database, "due work", NodeId);
        feed = database.IsShared && options.KeepsProjections ? new FeedPublisher(database, Projections, LoadProjections, space => Reader.Latest(space)?.Current) : null;
        Publisher publisher = feed ?? (Publisher)new LanePublisher(options.KeepsProjections ? Projections : null);
        processor = new Processor(database, publisher, LookAgain, new LaneOptions(clock, options.CacheBytes, options.LateWindow, Instruments) { ClockOffsetOf = Spaces.ClockOffsetOf, SettleAfterMs = options.SettleAfterMs });
        Instruments.Watch("laurel.queue.length", "{input}", "Inputs and jobs that wait for the processor.", () => processor.QueueLength);
        sending = new Lease(database, "webhooks", NodeId);
        if (feed is not null)
        {
            Instruments.Watch("laurel.feed.lag", "{change}", "Changes of other nodes that this one has not followed yet.", ChangesBehind);
        }
    }

    private void Load(EngineOptions options)
    {
        Spaces.Begin(Now);
        Webhooks.Refresh();
        foreach (var entry in Spaces.All)
        {
            UseLatestRulebook(entry.Space).GetAwaiter().GetResult();
        }

        if (feed is not null && Database is PostgresDatabase shared)
        {
            feed.Load();
            follower = new FeedFollower(shared, Follow);
        }
        else if (options.KeepsProjections)
        {
            Database.Snapshot(LoadProjections);
        }
    }

    private void LoadProjections(DbConnection connection)
    {
        foreach (var entry in Spaces.All)
        {
            if (TimelineOf(entry.Space) is { } timeline)
            {
                ScoreTable.Load(connection, entry.Space.Id, timeline.Current, Projections.Standings);
                Projections.Tallies.Load(connection, entry.Space.Id);
            }
        }
    }

    // Asked for when something happened that no batch overlaps, here or on another node: a rulebook version, the clock, an endpoint.
    private Timeline? LookAgain(int space)
    {
        Spaces.Refresh();
        Webhooks.Refresh();
        return Reader.Latest(space);
    }

    // What other nodes did: rulebook versions first, which their scores may belong to.
    private void Follow()
    {
        IReadOnlyList<(int Space, long Epoch)> seen;
        using (var connection = Database.ConnectAside())
        {
            seen = connection.Select("select space_id, epoch from spaces", row => (row.GetInt32(0), row.GetInt64(1)));
        }

        var changed = seen.Where(space => epochs.GetValueOrDefault(space.Space) != space.Epoch).ToArray();
        if (changed.Length > 0)
        {
            // There may be new ones, and clocks that were moved.
            Spaces.Refresh();
        }

        foreach (var (space, epoch) in changed)
        {
            if (Spaces.Find(space) is { } entry)
            {
                UseLatestRulebook(entry.Space).GetAwaiter().GetResult();
            }

            epochs[space] = epoch;
        }

        feed?.Follow();
    }

    /// <summary>Names this process among the nodes that share a database.</summary>
    public string NodeId { get; } = Guid.NewGuid().ToString("n");

    /// <summary>How far this process follows what all nodes commit, in positions of the change feed; null on a file.</summary>
    public long? ChangesFollowed => feed?.Applied;

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

    /// <summary>Points on their way from user to user.</summary>
    public Transfers Transfers { get; }

    /// <summary>Now, to the millisecond.</summary>
    public Instant Now => Calendar.ToMillisecond(clock.GetCurrentInstant());

    /// <summary>What time it is in a space: ahead of <see cref="Now"/> where its environment's clock was moved.</summary>
    public Instant NowOf(Space space) => Now + Spaces.ClockOffsetOf(space.Id);

    /// <summary>Opens the file. Throws <see cref="DatabaseException"/> when that is not possible.</summary>
    public static Engine Open(EngineOptions options)
    {
        var database = Database.Open(options.DatabaseText);
        Engine? engine = null;
        try
        {
            engine = new Engine(options, database);
            engine.Load(options);
            return engine;
        }
        catch
        {
            engine?.follower?.Dispose();
            engine?.processor.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>The rulebook versions of a space; null before the first one was applied.</summary>
    public Timeline? TimelineOf(Space space) => Reader.TimelineOf(space);

    /// <summary>A user as of now, with everything that fell due meanwhile; null when unknown.</summary>
    public UserState? Find(Space space, string user) => Reader.Find(space, user, NowOf(space));

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
        var version = Reader.Rulebooks.Add(space.Id, rulebook, author, NowOf(space));
        await UseLatestRulebook(space).ConfigureAwait(false);
        return version;
    }

    /// <summary>Takes up versions that were applied meanwhile, by this process or another.</summary>
    public async Task UseLatestRulebook(Space space)
    {
        Reader.Refresh(space);
        if (TimelineOf(space) is { } timeline && used.GetValueOrDefault(space.Id) < timeline.Current.Version)
        {
            // Two callers may get here in either order; the processor never goes back to an older version.
            await processor.Use(space, timeline).ConfigureAwait(false);
            used.AddOrUpdate(space.Id, timeline.Current.Version, (_, other) => Math.Max(other, timeline.Current.Version));
        }
    }

    /// <summary>
    /// Moves the clock of an environment and its tenants: from now on it is that far ahead. False when it is further ahead already, or
    /// the production's. What falls due by it is the next round's.
    /// </summary>
    public async Task<bool> MoveClock(Space environment, Duration ahead)
    {
        var isMoved = false;
        await processor.Run(writer =>
        {
            writer.StartAlone(environment.Id);
            isMoved = SpaceTable.MoveClock(writer.ConnectionAside, environment.Environment, ahead);
        }).ConfigureAwait(false);
        Spaces.Refresh();
        return isMoved;
    }

    /// <summary>
    /// Removes everything that is kept of a user: rows, ranks, tallies, keys, boosts of the latest rulebook; others who exchanged points
    /// with the user did so with "erased". False when nothing was kept. An event that comes later makes a new user.
    /// </summary>
    public async Task<bool> Erase(Space space, string user, string author)
    {
        if (TimelineOf(space)?.Current.Rulebook.Points.Any(points => points.Boosts.Any(boost => boost.User == user)) == true)
        {
            await Editor.Edit(space, author, rulebook => rulebook with
            {
                Points = [.. rulebook.Points.Select(points => points with { Boosts = [.. points.Boosts.Where(boost => boost.User != user)] })],
            }).ConfigureAwait(false);
        }

        return await processor.Erase(space, user).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether due work is this node's to do, for the next seconds: of the nodes that share a database, one has it at a time. Always
    /// true on a file.
    /// </summary>
    public bool TakesDueWork() => dueWork.TryTake();

    /// <summary>Whether sending webhooks is this node's to do, for the next seconds; as <see cref="TakesDueWork"/>.</summary>
    public bool TakesSending() => sending.TryTake();

    /// <summary>
    /// Runs a part of sending in a transaction of its own, unless that has become another node's meanwhile: then false, and nothing
    /// is written.
    /// </summary>
    public async Task<bool> RunAsSender(Action<DatabaseWriter> work)
    {
        var isHeld = false;
        await processor.Run(writer =>
        {
            isHeld = sending.Holds(writer.ConnectionAside);
            if (isHeld)
            {
                work(writer);
            }
        }).ConfigureAwait(false);
        return isHeld;
    }

    private long ChangesBehind()
    {
        using var connection = Database.ConnectAside();
        return Math.Max(0, ChangeTable.LastPosition(connection) - (feed?.Applied ?? 0));
    }

    /// <summary>Removes what all nodes have followed long ago from the change feed.</summary>
    internal void TrimChanges()
    {
        if (Database.IsShared)
        {
            using var connection = Database.ConnectAside();
            ChangeTable.Trim(connection, Now);
        }
    }

    /// <summary>Makes the tables of the months to come, where the journal and the ledgers are divided by them.</summary>
    internal void CreateMonths() => (Database as PostgresDatabase)?.CreateMonths();

    /// <summary>Archives every run that is over in every zone by <paramref name="now"/>. Returns how many.</summary>
    public async Task<int> CloseRuns(Space space, Instant now)
    {
        IReadOnlyList<(string Leaderboard, LocalDate Run)> due;
        using (var connection = Database.ConnectAside())
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
        using (var connection = Database.ConnectAside())
        {
            last = RankDays.LastDay(connection, space.Id);
        }

        if (last >= yesterday || TimelineOf(space) is not { } timeline)
        {
            return false;
        }

        feed?.Follow();
        var isKept = false;
        await processor.Run(writer => isKept = RankDays.TryWrite(writer, space.Id, yesterday, (timeline.Current, Projections.Standings))).ConfigureAwait(false);
        return isKept;
    }

    /// <summary>Runs maintenance in a transaction of its own, between two batches.</summary>
    public Task Run(Action<DatabaseWriter> work) => processor.Run(work);

    /// <summary>Finishes what was accepted, then closes the file.</summary>
    public void Dispose()
    {
        follower?.Dispose();
        // First what asks the processor when somebody looks.
        Instruments.Dispose();
        processor.Dispose();
        Release(dueWork);
        Release(sending);
        Database.Dispose();
    }

    private static void Release(Lease lease)
    {
        try
        {
            lease.Release();
        }
        catch (DbException)
        {
            // The lease ends by itself.
        }
    }
}
