using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Achievements;

/// <summary>Reads the ledger of completions.</summary>
public static class AchievementQueries
{
    /// <summary>The wire id of a user's completion; null when the user has not completed it.</summary>
    public static Guid? CompletionId(Database database, Space space, string user, string achievement)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        return connection.Select<Guid?>(
            "select fact_id from achievement_completions where space_id = @space and user_id = @user and achievement = @achievement",
            row => FactIds.ToGuid(row.GetFieldValue<byte[]>(0)),
            ("space", space.Id), ("user", user), ("achievement", achievement)) is [var id, ..] ? id : null;
    }

    /// <summary>A user's first completions between two instants, the second exclusive, the earliest first.</summary>
    public static IReadOnlyList<(string Achievement, Instant At)> Completions(Database database, Space space, string user, Interval within)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        return connection.Select(
            """
            select achievement, completed_at from achievement_completions
            where space_id = @space and user_id = @user and completed_at >= @from and completed_at < @to order by completed_at, achievement
            """,
            row => (row.GetString(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1))),
            ("space", space.Id), ("user", user), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()));
    }
}
