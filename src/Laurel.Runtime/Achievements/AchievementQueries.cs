using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Achievements;

/// <summary>Reads the ledger of completions.</summary>
public static class AchievementQueries
{
    /// <summary>The wire id of a user's completion; null when the user has not completed it.</summary>
    public static Guid? CompletionId(Database database, Space space, string user, string achievement)
    {
        using var connection = database.Connect();
        return connection.Select<Guid?>(
            "select fact_id from achievement_completions where space_id = @space and user_id = @user and achievement = @achievement",
            row => FactIds.ToGuid(row.GetFieldValue<byte[]>(0)),
            ("space", space.Id), ("user", user), ("achievement", achievement)) is [var id, ..] ? id : null;
    }
}
