using System.Text.Json;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Users;

/// <summary>Reads single properties of users without their whole state.</summary>
public static class UserQueries
{
    /// <summary>The names of those users who have one; <paramref name="anonymous"/> for those who want to show none.</summary>
    public static IReadOnlyDictionary<string, string> Names(Database database, Space space, IReadOnlyCollection<string> users, string anonymous)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (users.Count == 0)
        {
            return names;
        }

        using var connection = database.ConnectFor(space.Id, users);
        foreach (var (user, name) in connection.Select(
            "select user_id, state from users where space_id = @space and user_id = any(@users)",
            row => (row.GetString(0), NameIn(row.GetString(1), anonymous)),
            ("space", space.Id), ("users", users)))
        {
            if (name is not null)
            {
                names.Add(user, name);
            }
        }

        return names;
    }

    /// <summary>When the user's latest event happened; null: there was none.</summary>
    public static Instant? LastEventAt(Database database, Space space, string user)
    {
        using var connection = database.ConnectFor(space.Id, [user]);
        return connection.SelectLong(
            "select at from journal where space_id = @space and user_id = @user and kind = 'event' order by seq desc limit 1",
            ("space", space.Id), ("user", user)) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;
    }

    private static string? NameIn(string state, string anonymous)
    {
        using var document = JsonDocument.Parse(state);
        var profile = document.RootElement.GetProperty("profile");
        return profile.TryGetProperty("anonymous", out _) ? anonymous : profile.FindText("name");
    }
}
