using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Achievements;

/// <summary>How many users there are and who completed each achievement, kept up with every commit. Thread-safe.</summary>
public sealed class AchievementTallies(Database database)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(int Space, string Achievement), Tally> tallies = [];
    private readonly Dictionary<int, int> users = [];

    // To be counted again; belongs to the thread that publishes.
    private readonly HashSet<(int Space, string Achievement)> missed = [];

    /// <summary>Users who completed an achievement.</summary>
    public int Completions(int space, string achievement)
    {
        lock (gate)
        {
            return tallies.GetValueOrDefault((space, achievement))?.EarnersCount ?? 0;
        }
    }

    /// <summary>Share of all users who completed it, in percent from 0 to 100; 0 without users.</summary>
    public double Rarity(int space, string achievement)
    {
        lock (gate)
        {
            return ShareOf(space, tallies.GetValueOrDefault((space, achievement))?.EarnersCount ?? 0);
        }
    }

    /// <summary>All there is to say about who completed an achievement.</summary>
    public AchievementStatistics Statistics(int space, string achievement)
    {
        lock (gate)
        {
            return tallies.TryGetValue((space, achievement), out var tally) ? tally.Statistics(ShareOf(space, tally.EarnersCount)) : AchievementStatistics.None;
        }
    }

    internal void Apply(int space, TallyChange change)
    {
        lock (gate)
        {
            if (change.Achievement is { } achievement)
            {
                Of(space, achievement).Add(new(change.User, change.At), change.UserCreatedAt, change.Count);
            }
            else
            {
                users[space] = users.GetValueOrDefault(space) + (change.IsGone ? -1 : 1);
            }
        }
    }

    /// <summary>Forgets everything, to be loaded again.</summary>
    internal void Clear()
    {
        lock (gate)
        {
            tallies.Clear();
            users.Clear();
        }
    }

    /// <summary>Counts the completions of these achievements again, after corrections.</summary>
    internal void Restate(IReadOnlyCollection<(int Space, string Achievement)> restated)
    {
        if (restated.Count == 0 && missed.Count == 0)
        {
            return;
        }

        missed.UnionWith(restated);
        try
        {
            Count([.. missed]);
            missed.Clear();
        }
        catch (DatabaseException) when (!database.IsShared)
        {
            // The corrections are stored, and counted with the next ones.
        }
    }

    private void Count(IReadOnlyCollection<(int Space, string Achievement)> restated)
    {
        using var connection = database.Connect();
        foreach (var (space, achievement) in restated)
        {
            var tally = new Tally();
            foreach (var (_, earner, userCreatedAt, times) in CompletionsOf(connection, space, achievement))
            {
                tally.Add(earner, userCreatedAt, times);
            }

            lock (gate)
            {
                tallies[(space, achievement)] = tally;
            }
        }
    }

    internal void Load(DbConnection connection, int space)
    {
        lock (gate)
        {
            users[space] = (int)(connection.SelectLong("select count(*) from users where space_id = @space", ("space", space)) ?? 0);
            foreach (var (achievement, earner, userCreatedAt, times) in CompletionsOf(connection, space, null))
            {
                Of(space, achievement).Add(earner, userCreatedAt, times);
            }
        }
    }

    // Those of one achievement, or all.
    private static IEnumerable<(string Achievement, Earner Earner, Instant UserCreatedAt, int Times)> CompletionsOf(DbConnection connection, int space, string? achievement) =>
        connection.Stream(
            """
            select done.achievement, done.user_id, done.completed_at, users.created_at, 1
            from achievement_completions as done join users on users.space_id = done.space_id and users.user_id = done.user_id
            where done.space_id = @space and (@every = 1 or done.achievement = @achievement)
            union all
            select achievement, user_id, completed_at, completed_at, times from achievement_repetitions
            where space_id = @space and (@every = 1 or achievement = @achievement)
            """,
            row => (row.GetString(0), new Earner(row.GetString(1), At(row.GetInt64(2))), At(row.GetInt64(3)), row.GetInt32(4)),
            ("space", space), ("every", achievement is null ? 1 : 0), ("achievement", achievement ?? ""));

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    private double ShareOf(int space, int earners) => users.GetValueOrDefault(space) is var all and > 0 ? 100.0 * earners / all : 0;

    private Tally Of(int space, string achievement)
    {
        if (!tallies.TryGetValue((space, achievement), out var tally))
        {
            tally = new();
            tallies.Add((space, achievement), tally);
        }

        return tally;
    }
}
