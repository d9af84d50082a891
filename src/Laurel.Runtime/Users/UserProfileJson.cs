using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Users;
using Laurel.Runtime.Streaks;

namespace Laurel.Runtime.Users;

/// <summary>The profile inside a stored state.</summary>
internal static class UserProfileJson
{
    public static void Write(Utf8JsonWriter json, UserProfile profile)
    {
        json.WriteStartObject("profile");
        json.WriteString("id", profile.Id);
        json.WriteInstant("created", profile.CreatedAt);
        json.WriteInstant("updated", profile.UpdatedAt);
        WriteText(json, "name", profile.Name);
        WriteText(json, "email", profile.Email);
        WriteText(json, "tz", profile.TimeZone);
        if (!profile.SubscribeToEmails)
        {
            json.WriteBoolean("subscribed", false);
        }

        WriteFlag(json, "control", profile.Control);
        WriteFlag(json, "optOut", profile.LeaderboardsOptOut);
        WriteFlag(json, "anonymous", profile.LeaderboardsAnonymous);
        StreakPreferenceJson.Write(json, profile.Streaks);
        WriteLists(json, profile);
        json.WriteEndObject();
    }

    public static UserProfile Read(JsonElement json) => new(json.GetProperty("id").GetString() ?? "", json.GetInstant("created"))
    {
        UpdatedAt = json.GetInstant("updated"),
        Name = json.FindText("name"),
        Email = json.FindText("email"),
        TimeZone = json.FindText("tz"),
        SubscribeToEmails = !json.TryGetProperty("subscribed", out _),
        Control = json.TryGetProperty("control", out _),
        LeaderboardsOptOut = json.TryGetProperty("optOut", out _),
        LeaderboardsAnonymous = json.TryGetProperty("anonymous", out _),
        DeviceTokens = json.TryGetProperty("devices", out var devices) ? Texts(devices) : [],
        Attributes = json.TryGetProperty("attributes", out var attributes) ? AttributesJson.Read(attributes) : AttributeSet.Empty,
        Streaks = StreakPreferenceJson.ReadPreferences(json),
        Notifications = json.TryGetProperty("notifications", out var notifications)
            ? [.. notifications.EnumerateObject().Select(type => KeyValuePair.Create(type.Name, Texts(type.Value)))]
            : [],
    };

    public static ValueList<string> Texts(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetString() ?? "")];

    private static void WriteLists(Utf8JsonWriter json, UserProfile profile)
    {
        if (profile.DeviceTokens.Count > 0)
        {
            json.WriteTexts("devices", profile.DeviceTokens);
        }

        if (profile.Attributes.Count > 0)
        {
            AttributesJson.Write(json, "attributes", profile.Attributes);
        }

        if (profile.Notifications.Count > 0)
        {
            json.WriteStartObject("notifications");
            foreach (var (type, channels) in profile.Notifications)
            {
                json.WriteTexts(type, channels);
            }

            json.WriteEndObject();
        }
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, ValueList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool isSet)
    {
        if (isSet)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
