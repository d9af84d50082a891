using System.Text.Json;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Users;

/// <summary>Reads single properties of users without their whole state.</summary>
public static class UserQueries
{
    /// <summary>The names of those users who have one; <paramref name="anonymous"/> for those who want to show none.</summary>
    public static IReadOnlyDictionary<string, string> Names(SqliteDatabase database, Space space, IReadOnlyCollection<string> users, string anonymous)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (users.Count == 0)
        {
            return names;
        }

        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            select user_id, case when json_extract(state, '$.profile.anonymous') then $anonymous else json_extract(state, '$.profile.name') end from users
            where space_id = $space and user_id in (select value from json_each($users))
            """;
        command.Parameters.AddWithValue("$space", space.Id);
        command.Parameters.AddWithValue("$anonymous", anonymous);
        command.Parameters.AddWithValue("$users", JsonSerializer.Serialize(users));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!reader.IsDBNull(1))
            {
                names.Add(reader.GetString(0), reader.GetString(1));
            }
        }

        return names;
    }
}
