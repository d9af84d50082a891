using System.Text.Json;
using Laurel.Core.Users;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Users;

/// <summary>A page of users.</summary>
/// <param name="Users">Ordered by id.</param>
/// <param name="Next">Where the next page begins, after this id; null: there are no more.</param>
public sealed record UserPage(IReadOnlyList<UserProfile> Users, string? Next);

/// <summary>Lists users by id, and finds those whose id, name or email has a text in it.</summary>
public static class UserSearch
{
    /// <summary>Users that one page looks at; a search that finds fewer than it may tells where to go on.</summary>
    public const int ScannedMax = 10_000;

    /// <param name="database">Where they are.</param>
    /// <param name="space">Whose they are.</param>
    /// <param name="after">Only users whose id comes after this one; empty: from the first.</param>
    /// <param name="text">Must be in the id, the name or the email, in any case; null: all.</param>
    /// <param name="limit">Users on the page.</param>
    public static UserPage Page(Database database, Space space, string after, string? text, int limit)
    {
        using var connection = database.Connect();
        var (found, scanned, last) = (new List<UserProfile>(), 0, after);
        foreach (var profile in connection.Stream(
            "select state from users where space_id = @space and user_id > @after order by user_id limit @max",
            row => ProfileOf(row.GetString(0)),
            ("space", space.Id), ("after", after), ("max", text is null ? limit + 1 : ScannedMax + 1)))
        {
            if (found.Count == limit || scanned == ScannedMax)
            {
                return new(found, last);
            }

            (scanned, last) = (scanned + 1, profile.Id);
            if (text is null || Matches(profile, text))
            {
                found.Add(profile);
            }
        }

        return new(found, null);
    }

    private static bool Matches(UserProfile profile, string text) =>
        new[] { profile.Id, profile.Name, profile.Email }.Any(field => field?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    private static UserProfile ProfileOf(string state)
    {
        using var document = JsonDocument.Parse(state);
        return UserProfileJson.Read(document.RootElement.GetProperty("profile"));
    }
}
