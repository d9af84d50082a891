using System.Collections.Concurrent;
using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime;

/// <summary>How an engine is opened.</summary>
/// <param name="File">The SQLite file; created when absent.</param>
/// <param name="Clock">What time it is.</param>
public sealed record EngineOptions(string File, IClock Clock)
{
    /// <summary>Whether ranks and tallies are kept in memory; off for replays, which nobody watches.</summary>
    public bool KeepsProjections { get; init; } = true;

    /// <summary>Bytes of stored states that the cache may hold. Default 256 MiB.</summary>
    public long CacheBytes { get; init; } = 256L * 1024 * 1024;
}

/// <summary>
/// Laurel inside a process: a database file, its processor and what is kept in memory. The server is one way to use it;
/// any .NET program can be another.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly ConcurrentDictionary<int, Timeline> timelines = new();
    private readonly Processor processor;
    private readonly IClock clock;

    private Engine(EngineOptions options, SqliteDatabase database, SqliteWriter writer)
    {
        Database = database;
        clock = options.Clock;
        Rulebooks = new RulebookStore(database);
        Projections = new Projections();
        processor = new Processor(writer, options.KeepsProjections ? Projections : null, clock, options.CacheBytes);
        UseLatestRulebook(Space.Default).GetAwaiter().GetResult();
        if (options.KeepsProjections && timelines.TryGetValue(Space.Default.Id, out var timeline))
        {
            Load(Space.Default, timeline);
        }
    }

    public SqliteDatabase Database { get; }

    public RulebookStore Rulebooks { get; }

    public Projections Projections { get; }

    /// <summary>Now, to the millisecond.</summary>
    public Instant Now => Calendar.ToMillisecond(clock.GetCurrentInstant());

    /// <summary>Opens the file. Throws <see cref="DatabaseException"/> when that is not possible.</summary>
    public static Engine Open(EngineOptions options)
    {
        var database = SqliteDatabase.Open(options.File);
        try
        {
            return new Engine(options, database, database.OpenWriter());
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The rulebook versions of a space; null before the first one was applied.</summary>
    public Timeline? TimelineOf(Space space) => timelines.GetValueOrDefault(space.Id);

    /// <summary>Applies one input.</summary>
    public Task<Answer> Submit(Submission submission) => processor.Submit(submission);

    /// <summary>Applies many, in their order.</summary>
    public Task<IReadOnlyList<Answer>> Submit(IReadOnlyList<Submission> submissions) => processor.Submit(submissions);

    /// <summary>Makes a rulebook the latest version, from now on (the first one: since ever). Returns its number.</summary>
    public async Task<int> Apply(Space space, Rulebook rulebook, string author)
    {
        var version = Rulebooks.Add(space.Id, rulebook, author, Now);
        await UseLatestRulebook(space).ConfigureAwait(false);
        return version;
    }

    /// <summary>Takes up versions that another process applied. True when there was one.</summary>
    public async Task<bool> UseLatestRulebook(Space space)
    {
        var known = TimelineOf(space)?.Current.Version ?? 0;
        if (Rulebooks.LatestVersion(space.Id) == known || Rulebooks.Load(space.Id) is not { } timeline)
        {
            return false;
        }

        timelines[space.Id] = timeline;
        await processor.Use(space, timeline).ConfigureAwait(false);
        return true;
    }

    /// <summary>A user as of now, with everything that fell due meanwhile; null when unknown.</summary>
    public UserState? Find(Space space, string user)
    {
        if (TimelineOf(space) is not { } timeline)
        {
            return null;
        }

        using var connection = Database.Connect();
        var stored = UserTable.Find(connection, space.Id, [user], timeline);
        return stored.Count == 0 ? null : AsOf(timeline, stored[0].User.State, Now, () => JournalTable.Read(connection, space.Id, user));
    }

    /// <summary>All users of a space ordered by id, as stored or, if later, as of <paramref name="at"/>.</summary>
    public IEnumerable<UserState> All(Space space, Instant? at)
    {
        if (TimelineOf(space) is not { } timeline)
        {
            yield break;
        }

        using var connection = Database.Connect();
        using var journal = Database.Connect();
        foreach (var state in UserTable.All(connection, space.Id, timeline))
        {
            yield return at is { } instant ? AsOf(timeline, state, instant, () => JournalTable.Read(journal, space.Id, state.Profile.Id)) : state;
        }
    }

    /// <summary>Users for whom something is due at or before <paramref name="now"/>, the earliest first.</summary>
    public IReadOnlyList<(string User, Instant DueAt)> DueUsers(Space space, Instant now, int limit)
    {
        using var connection = Database.Connect();
        return UserTable.Due(connection, space.Id, now, limit);
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
            var board = TimelineOf(space)?.Current.Rulebook.Leaderboards.FirstOrDefault(board => board.Key == leaderboard)
                ?? new Core.Leaderboards.LeaderboardDefinition(leaderboard, leaderboard, new Core.Leaderboards.RankBy.Metric(""));
            await processor.Run(
                writer => RunTable.Close(writer, space.Id, board, run, now),
                () => Projections.Standings.Remove(space.Id, leaderboard, run)).ConfigureAwait(false);
        }

        return due.Count;
    }

    /// <summary>Finishes what was accepted, then closes the file.</summary>
    public void Dispose()
    {
        processor.Dispose();
        Database.Dispose();
    }

    // The state at a later instant, without storing it.
    private static UserState AsOf(Timeline timeline, UserState state, Instant at, Func<IReadOnlyList<Input>> history)
    {
        var tick = new Tick(state.Profile.Id, Instant.Max(at, state.At));
        var evaluated = Evaluator.Evaluate(timeline, state, tick);
        evaluated = evaluated is Evaluated.NeedsHistory ? Evaluator.Evaluate(timeline, state, tick, history()) : evaluated;
        return evaluated is Evaluated.Accepted accepted ? accepted.Next : state;
    }

    private void Load(Space space, Timeline timeline)
    {
        using var connection = Database.Connect();
        ScoreTable.Load(connection, space.Id, timeline.Current, Projections.Standings);
        Projections.Tallies.Load(Database, space.Id);
    }
}
