using System.Text.Json;
using Laurel.Core.Achievements;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Achievements;

/// <summary>A completion inside a stored state: its instant, followed by true when it was backdated.</summary>
internal static class AchievementStateJson
{
    public static void Write(Utf8JsonWriter json, string key, AchievementState? state)
    {
        if (state is null)
        {
            return;
        }

        json.WriteStartArray(key);
        json.WriteNumberValue(state.CompletedAt.ToUnixTimeMilliseconds());
        if (state.Backdated)
        {
            json.WriteBooleanValue(true);
        }

        json.WriteEndArray();
    }

    public static AchievementState? Read(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? null : new(json[0].AsInstant(), json.GetArrayLength() > 1);
}
