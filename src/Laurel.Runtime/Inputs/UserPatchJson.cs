using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Streaks;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Inputs;

/// <summary>What an input says about the user, inside its journal document: only what was set, null where it clears.</summary>
internal static class UserPatchJson
{
    public static void Write(Utf8JsonWriter json, UserPatch patch)
    {
        if (patch == UserPatch.Nothing)
        {
            return;
        }

        json.WriteStartObject("user");
        WriteText(json, "name", patch.Name);
        WriteText(json, "email", patch.Email);
        WriteText(json, "tz", patch.TimeZone);
        if (patch.DeviceTokens.IsSet)
        {
            json.WriteTexts("devices", patch.DeviceTokens.Value);
        }

        WriteFlag(json, "subscribed", patch.SubscribeToEmails);
        WriteFlag(json, "optOut", patch.LeaderboardsOptOut);
        WriteFlag(json, "anonymous", patch.LeaderboardsAnonymous);
        StreakPreferenceJson.Write(json, patch.Streaks);
        WriteLists(json, patch);
        json.WriteEndObject();
    }

    public static UserPatch Read(JsonElement body)
    {
        if (!body.TryGetProperty("user", out var json))
        {
            return UserPatch.Nothing;
        }

        return new UserPatch
        {
            Name = ReadText(json, "name"),
            Email = ReadText(json, "email"),
            TimeZone = ReadText(json, "tz"),
            DeviceTokens = json.TryGetProperty("devices", out var devices) ? new Change<ValueList<string>>(UserProfileJson.Texts(devices)) : default,
            SubscribeToEmails = ReadFlag(json, "subscribed"),
            LeaderboardsOptOut = ReadFlag(json, "optOut"),
            LeaderboardsAnonymous = ReadFlag(json, "anonymous"),
            Attributes = json.TryGetProperty("attributes", out var attributes)
                ? [.. attributes.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value.GetString()))]
                : [],
            Streaks = StreakPreferenceJson.ReadPatches(json),
            Notifications = json.TryGetProperty("notifications", out var notifications)
                ? [.. notifications.EnumerateObject().Select(type => KeyValuePair.Create(type.Name, UserProfileJson.Texts(type.Value)))]
                : [],
        };
    }

    private static void WriteLists(Utf8JsonWriter json, UserPatch patch)
    {
        if (patch.Attributes.Count > 0)
        {
            json.WriteStartObject("attributes");
            foreach (var (key, value) in patch.Attributes)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        if (patch.Notifications.Count > 0)
        {
            json.WriteStartObject("notifications");
            foreach (var (type, channels) in patch.Notifications)
            {
                json.WriteTexts(type, channels);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, Change<string?> change)
    {
        if (change.IsSet)
        {
            json.WriteString(name, change.Value);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, Change<bool> change)
    {
        if (change.IsSet)
        {
            json.WriteBoolean(name, change.Value);
        }
    }

    private static Change<bool> ReadFlag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? new Change<bool>(value.GetBoolean()) : default;

    private static Change<string?> ReadText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? new Change<string?>(value.GetString()) : default;
}
