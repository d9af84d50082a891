using System.Collections.Concurrent;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime;

/// <summary>
/// The reading half of an engine: rulebooks and users of a database file. Works beside a server that writes the same file.
/// Thread-safe.
/// </summary>
public sealed class EngineReader(Database database)
{
    private readonly ConcurrentDictionary<int, Timeline> timelines = new();

    public Database Database { get; } = database;

    public RulebookStore Rulebooks { get; } = new(database);

    /// <summary>The rulebook versions of a space as last looked at; null before the first one was applied.</summary>
    public Timeline? TimelineOf(Space space) => timelines.GetValueOrDefault(space.Id);

    /// <summary>The rulebook versions of a space, with those that were applied meanwhile; null before the first one.</summary>
    internal Timeline? Latest(int space)
    {
        Refresh(space);
        return timelines.GetValueOrDefault(space);
    }

    /// <summary>Looks for versions that were applied meanwhile. True when there are any.</summary>
    public bool Refresh(Space space) => Refresh(space.Id);

    private bool Refresh(int space)
    {
        var known = timelines.GetValueOrDefault(space);
        if (Rulebooks.LatestVersion(space) == (known?.Current.Version ?? 0) || Rulebooks.Load(space, known) is not { } timeline)
        {
            return false;
        }

        timelines.AddOrUpdate(space, timeline, (_, other) => other.Current.Version > timeline.Current.Version ? other : timeline);
        return true;
    }

    /// <summary>A user as of an instant (or as stored, if that is later); null when unknown.</summary>
    public UserState? Find(Space space, string user, Instant at)
    {
        if (TimelineOf(space) is null)
        {
            return null;
        }

        using var connection = Database.ConnectFor(space.Id, [user]);
        var stored = UserTable.Find(connection, space.Id, [user], version => PlanOf(space, version));
        return stored.Count > 0 && TimelineOf(space) is { } timeline
            ? AsOf(timeline, stored[0].User.State, at, () => JournalTable.Read(connection, space.Id, user))
            : null;
    }

    /// <summary>Users as stored; unknown ones are left out.</summary>
    internal IReadOnlyList<UserState> Stored(Space space, IReadOnlyCollection<string> users)
    {
        using var connection = Database.ConnectFor(space.Id, users);
        return [.. UserTable.Find(connection, space.Id, users, version => PlanOf(space, version)).Select(found => found.User.State)];
    }

    /// <summary>What counts of a user's journal, in the order in which it happened: nothing that was retracted.</summary>
    public IReadOnlyList<Input> History(Space space, string user)
    {
        using var connection = Database.ConnectFor(space.Id, [user]);
        return JournalTable.Read(connection, space.Id, user);
    }

    /// <summary>All users of a space ordered by id, as stored or, if later, as of <paramref name="at"/>.</summary>
    public IEnumerable<UserState> All(Space space, Instant? at)
    {
        if (TimelineOf(space) is null)
        {
            yield break;
        }

        using var connection = Database.Connect();
        using var journal = Database.Connect();
        foreach (var state in UserTable.All(connection, space.Id, version => PlanOf(space, version)))
        {
            yield return at is { } instant && TimelineOf(space) is { } timeline ? AsOf(timeline, state, instant, () => JournalTable.Read(journal, space.Id, state.Profile.Id)) : state;
        }
    }

    /// <summary>
    /// Users for whom something is due at or before <paramref name="now"/>: a period closes, a timer fires, a rulebook version takes effect.
    /// </summary>
    public IReadOnlyList<(string User, Instant DueAt)> DueUsers(Space space, Instant now, int limit)
    {
        Database.SettleDue(space.Id, now, TimelineOf(space)?.Current.Version ?? 0);
        IReadOnlyList<(string User, Instant DueAt)> due;
        do
        {
            using var connection = Database.ConnectAside();
            due = UserTable.Due(connection, space.Id, now, limit);
            if (due.Count == 0 && TimelineOf(space)?.Current is { } plan && plan.EffectiveAt <= now)
            {
                due = UserTable.Outdated(connection, space.Id, plan, limit);
            }
        }
        while (Database.Settle(space.Id, [.. due.Select(user => user.User)]));
        return due;
    }

    /// <summary>First day of the latest run that has scores, open or archived; null without any.</summary>
    public LocalDate? LatestRun(Space space, string leaderboard)
    {
        using var connection = Database.Connect();
        return RunTable.Latest(connection, space.Id, leaderboard);
    }

    // Another node may have stored a state under a version that is not known here yet.
    private Plan PlanOf(Space space, int version)
    {
        if (TimelineOf(space) is { } known && known.Current.Version >= version)
        {
            return known.Version(version);
        }

        return (Latest(space.Id) ?? throw new InvalidOperationException($"Space {space.Id} has states and no rulebook.")).Version(version);
    }

    // The state at a later instant, without storing it.
    private static UserState AsOf(Timeline timeline, UserState state, Instant at, Func<IReadOnlyList<Input>> history)
    {
        var tick = new Tick(state.Profile.Id, Instant.Max(at, state.At));
        var evaluated = Evaluator.Evaluate(timeline, state, tick);
        evaluated = evaluated is Evaluated.NeedsHistory ? Evaluator.Evaluate(timeline, state, tick, history()) : evaluated;
        return evaluated is Evaluated.Accepted accepted ? accepted.Next : state;
    }
}
