using Laurel.Core;
using Laurel.Core.Users;
using Laurel.Server.Http;

namespace Laurel.Server.Users;

/// <summary>Users in bodies.</summary>
internal static class UserWire
{
    public static UserResponse Of(UserProfile profile) => new()
    {
        Id = profile.Id,
        Email = profile.Email,
        Name = profile.Name,
        Tz = profile.TimeZone,
        DeviceTokens = profile.DeviceTokens,
        SubscribeToEmails = profile.SubscribeToEmails,
        Attributes = AttributesOf(profile.Attributes),
        Control = profile.Control,
        Created = WireText.Of(profile.CreatedAt),
        Updated = WireText.Of(profile.UpdatedAt),
    };

    public static PreferencesResponse PreferencesOf(Catalog catalog, UserProfile profile) =>
        new(
            profile.Notifications.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal),
            StreakPreferenceWire.Of(catalog, profile),
            new(profile.LeaderboardsOptOut, profile.LeaderboardsAnonymous));

    private static Dictionary<string, string> AttributesOf(AttributeSet attributes)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ref readonly var attribute in attributes.Values)
        {
            pairs.Add(attribute.Key, attribute.Value);
        }

        return pairs;
    }
}
