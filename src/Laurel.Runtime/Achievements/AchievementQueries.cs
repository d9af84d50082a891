using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Achievements;

/// <summary>Reads the ledger of completions.</summary>
public static class AchievementQueries
{
    /// <summary>The wire id of a user's completion; null when the user has not completed it.</summary>
    public static Guid? CompletionId(SqliteDatabase database, Space space, string user, string achievement)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "select fact_id from achievement_completions where space_id = $space and user_id = $user and achievement = $achievement";
        command.Parameters.AddWithValue("$space", space.Id);
        command.Parameters.AddWithValue("$user", user);
        command.Parameters.AddWithValue("$achievement", achievement);
        return command.ExecuteScalar() is byte[] id ? FactIds.ToGuid(id) : null;
    }
}
