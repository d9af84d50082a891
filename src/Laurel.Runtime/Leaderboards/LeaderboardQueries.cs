using System.Globalization;
using System.Text.Json;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using Microsoft.Data.Sqlite;
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
    public static bool IsArchived(SqliteDatabase database, Space space, string leaderboard, LocalDate run)
    {
        using var connection = database.Connect();
        using var command = Command(connection, "select 1 from leaderboard_runs where space_id = $space and leaderboard = $leaderboard and run_on = $run and closed_at is not null", new(space.Id, leaderboard, run, Group.All));
        return command.ExecuteScalar() is not null;
    }

    /// <summary>The groups of an archived run, in the order of their keys.</summary>
    public static IReadOnlyList<Group> ArchivedGroups(SqliteDatabase database, Space space, string leaderboard, LocalDate run)
    {
        using var connection = database.Connect();
        using var command = Command(
            connection,
            "select distinct group_key from run_standings where space_id = $space and leaderboard = $leaderboard and run_on = $run order by group_key",
            new(space.Id, leaderboard, run, Group.All));
        using var reader = command.ExecuteReader();
        var groups = new List<Group>();
        while (reader.Read())
        {
            groups.Add(new Group(reader.GetString(0)));
        }

        return groups;
    }

    /// <summary>Places of an archived ranking from <paramref name="offset"/> on, best first.</summary>
    public static IReadOnlyList<RankedUser> ArchivedPage(SqliteDatabase database, StandingKey key, int offset, int limit)
    {
        using var connection = database.Connect();
        using var command = Command(
            connection,
            """
            select group_key, user_id, value, reached_at, ties, rank from run_standings
            where space_id = $space and leaderboard = $leaderboard and run_on = $run and group_key = $group and position > $offset
            order by position limit $limit
            """,
            key);
        command.Parameters.AddWithValue("$offset", offset);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var places = new List<RankedUser>();
        while (reader.Read())
        {
            places.Add(RankedUser.Of(StoredScore.Read(reader, 0), reader.GetInt32(5)));
        }

        return places;
    }

    /// <summary>How many places stand before a user's in an archived ranking; null when the user is not on it.</summary>
    public static int? ArchivedPosition(SqliteDatabase database, StandingKey key, string user)
    {
        using var connection = database.Connect();
        using var command = Command(
            connection,
            """
            select position - 1 from run_standings
            where space_id = $space and user_id = $user and leaderboard = $leaderboard and run_on = $run and group_key = $group
            """,
            key);
        command.Parameters.AddWithValue("$user", user);
        return command.ExecuteScalar() is long position ? (int)position : null;
    }

    /// <summary>How many places an archived ranking has.</summary>
    public static int ArchivedCount(SqliteDatabase database, StandingKey key)
    {
        using var connection = database.Connect();
        using var command = Command(
            connection,
            "select coalesce(max(position), 0) from run_standings where space_id = $space and leaderboard = $leaderboard and run_on = $run and group_key = $group",
            key);
        return command.ExecuteScalar() is long count ? (int)count : 0;
    }

    /// <summary>Ranks of some users at the end of the last day that was kept for the space; those who were not ranked then are absent.</summary>
    public static IReadOnlyDictionary<string, int> LatestRanks(SqliteDatabase database, StandingKey key, IReadOnlyCollection<string> users)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        using var connection = database.Connect();
        using var command = Command(
            connection,
            """
            select user_id, rank from rank_days
            where space_id = $space and user_id in (select value from json_each($users)) and leaderboard = $leaderboard and run_on = $run
              and group_key = $group and day = (select ranked_on from spaces where space_id = $space)
            """,
            key);
        command.Parameters.AddWithValue("$users", JsonSerializer.Serialize(users));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ranks.Add(reader.GetString(0), reader.GetInt32(1));
        }

        return ranks;
    }

    /// <summary>A user's ranks at the end of the latest days, the oldest first; at most <paramref name="limit"/>.</summary>
    public static IReadOnlyList<RankDay> RankDays(SqliteDatabase database, StandingKey key, string user, int limit)
    {
        using var connection = database.Connect();
        using var command = Command(
            connection,
            """
            select day, rank, value from rank_days
            where space_id = $space and user_id = $user and leaderboard = $leaderboard and run_on = $run and group_key = $group
            order by day desc limit $limit
            """,
            key);
        command.Parameters.AddWithValue("$user", user);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var days = new List<RankDay>();
        while (reader.Read())
        {
            days.Add(new(StateJson.Date(reader.GetString(0)), reader.GetInt32(1), Value(reader, 2)));
        }

        days.Reverse();
        return days;
    }

    /// <summary>A user's ranks on all boards between two days, both inclusive, the oldest first.</summary>
    public static IReadOnlyList<UserRankDay> RankDays(SqliteDatabase database, Space space, string user, (LocalDate From, LocalDate To) days)
    {
        using var connection = database.Connect();
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

    private static SqliteCommand Command(SqliteConnection connection, string sql, StandingKey key)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$space", key.Space);
        command.Parameters.AddWithValue("$leaderboard", key.Leaderboard);
        command.Parameters.AddWithValue("$run", StateJson.Text(key.Run));
        command.Parameters.AddWithValue("$group", key.Group.Key);
        return command;
    }

    private static decimal Value(SqliteDataReader reader, int column) => decimal.Parse(reader.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture);
}
