using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Leaderboards;

/// <summary>Where a user stood at the end of a day.</summary>
public sealed record RankDay(LocalDate On, int Rank, decimal Value);

/// <summary>Where a user stood in one ranking at the end of a day.</summary>
public sealed record UserRankDay(string Leaderboard, LocalDate Run, LocalDate On, int Rank, decimal Value);

/// <summary>Reads what the database keeps of boards: archived runs and daily ranks.</summary>
public static class LeaderboardQueries
{
    /// <summary>Whether a run is over and its ranking final.</summary>
    public static bool IsArchived(Database database, Space space, string leaderboard, LocalDate run)
    {
        using var connection = database.ConnectAside();
        return connection.SelectLong(
            "select closed_at from leaderboard_runs where space_id = @space and leaderboard = @leaderboard and run_on = @run",
            ("space", space.Id), ("leaderboard", leaderboard), ("run", StateJson.Text(run))) is not null;
    }

    /// <summary>Whether a run has scores and is not archived yet.</summary>
    public static bool IsOpen(Database database, Space space, string leaderboard, LocalDate run)
    {
        using var connection = database.ConnectAside();
        return connection.SelectLong(
            "select 1 from leaderboard_runs where space_id = @space and leaderboard = @leaderboard and run_on = @run and closed_at is null",
            ("space", space.Id), ("leaderboard", leaderboard), ("run", StateJson.Text(run))) is not null;
    }

    /// <summary>The groups of an archived run, in the order of their keys.</summary>
    public static IReadOnlyList<Group> ArchivedGroups(Database database, Space space, string leaderboard, LocalDate run)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            "select distinct group_key from run_standings where space_id = @space and leaderboard = @leaderboard and run_on = @run order by group_key",
            row => new Group(row.GetString(0)),
            ("space", space.Id), ("leaderboard", leaderboard), ("run", StateJson.Text(run)));
    }

    /// <summary>Places of an archived ranking from <paramref name="offset"/> on, best first.</summary>
    public static IReadOnlyList<RankedUser> ArchivedPage(Database database, StandingKey key, int offset, int limit)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            """
            select group_key, user_id, value, reached_at, ties, rank from run_standings
            where space_id = @space and leaderboard = @leaderboard and run_on = @run and group_key = @group and position > @offset
            order by position limit @limit
            """,
            row => RankedUser.Of(StoredScore.Read(row, 0), row.GetInt32(5)),
            [.. Of(key), ("offset", offset), ("limit", limit)]);
    }

    /// <summary>How many places stand before a user's in an archived ranking; null when the user is not on it.</summary>
    public static int? ArchivedPosition(Database database, StandingKey key, string user)
    {
        using var connection = database.ConnectAside();
        return (int?)connection.SelectLong(
            """
            select position - 1 from run_standings
            where space_id = @space and user_id = @user and leaderboard = @leaderboard and run_on = @run and group_key = @group
            """,
            [.. Of(key), ("user", user)]);
    }

    /// <summary>What the scores of an archived ranking come to.</summary>
    public static StandingSummary ArchivedSummary(Database database, StandingKey key, LeaderboardDefinition board, Instant activeSince)
    {
        using var connection = database.ConnectAside();
        var members = new Members();
        var standing = Standings.Empty(members, board);
        foreach (var score in connection.Select(
            """
            select group_key, user_id, value, reached_at, ties from run_standings
            where space_id = @space and leaderboard = @leaderboard and run_on = @run and group_key = @group
            """,
            row => StoredScore.Read(row, 0),
            Of(key)))
        {
            standing.Set(members.NumberOf(score.User), score.Value, score.ReachedAtMs, score.Ties);
        }

        return StandingSummary.Of(standing, activeSince.ToUnixTimeMilliseconds());
    }

    /// <summary>How many of those on an archived ranking have no score in a later run of it.</summary>
    public static int GoneSince(Database database, StandingKey archived, LocalDate run)
    {
        using var connection = database.Connect();
        return (int?)connection.SelectLong(
            """
            select count(*) from run_standings as past
            where past.space_id = @space and past.leaderboard = @leaderboard and past.run_on = @run and past.group_key = @group
              and not exists (
                select 1 from scores
                where scores.space_id = past.space_id and scores.user_id = past.user_id and scores.leaderboard = past.leaderboard
                  and scores.run_on = @later and scores.group_key = past.group_key)
            """,
            [.. Of(archived), ("later", StateJson.Text(run))]) ?? 0;
    }

    /// <summary>How many places an archived ranking has.</summary>
    public static int ArchivedCount(Database database, StandingKey key)
    {
        using var connection = database.ConnectAside();
        return (int?)connection.SelectLong(
            "select max(position) from run_standings where space_id = @space and leaderboard = @leaderboard and run_on = @run and group_key = @group",
            Of(key)) ?? 0;
    }

    /// <summary>Ranks of some users at the end of the last day that was kept for the space; those who were not ranked then are absent.</summary>
    public static IReadOnlyDictionary<string, int> LatestRanks(Database database, StandingKey key, IReadOnlyCollection<string> users)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            """
            select user_id, rank from rank_days
            where space_id = @space and user_id = any(@users) and leaderboard = @leaderboard and run_on = @run
              and group_key = @group and day = (select ranked_on from spaces where space_id = @space)
            """,
            row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)),
            [.. Of(key), ("users", users)]).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>A user's ranks at the end of the latest days, the oldest first; at most <paramref name="limit"/>.</summary>
    public static IReadOnlyList<RankDay> RankDays(Database database, StandingKey key, string user, int limit)
    {
        using var connection = database.ConnectAside();
        var days = connection.Select(
            """
            select day, rank, value from rank_days
            where space_id = @space and user_id = @user and leaderboard = @leaderboard and run_on = @run and group_key = @group
            order by day desc limit @limit
            """,
            row => new RankDay(StateJson.Date(row.GetString(0)), row.GetInt32(1), decimal.Parse(row.GetString(2), NumberStyles.Number, CultureInfo.InvariantCulture)),
            [.. Of(key), ("user", user), ("limit", limit)]);
        days.Reverse();
        return days;
    }

    /// <summary>A user's ranks on all boards between two days, both inclusive, the oldest first.</summary>
    public static IReadOnlyList<UserRankDay> RankDays(Database database, Space space, string user, (LocalDate From, LocalDate To) days)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            """
            select leaderboard, run_on, day, rank, value from rank_days
            where space_id = @space and user_id = @user and day >= @from and day <= @to order by day, leaderboard, run_on, group_key
            """,
            row => new UserRankDay(
                row.GetString(0), StateJson.Date(row.GetString(1)), StateJson.Date(row.GetString(2)), row.GetInt32(3),
                decimal.Parse(row.GetString(4), NumberStyles.Number, CultureInfo.InvariantCulture)),
            ("space", space.Id), ("user", user), ("from", StateJson.Text(days.From)), ("to", StateJson.Text(days.To)));
    }

    private static (string, object?)[] Of(StandingKey key) =>
        [("space", key.Space), ("leaderboard", key.Leaderboard), ("run", StateJson.Text(key.Run)), ("group", key.Group.Key)];
}
