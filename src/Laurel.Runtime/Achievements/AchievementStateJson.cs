using System.Text.Json;
using Laurel.Core.Achievements;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Achievements;

/// <summary>A completion inside a stored state: its instant, whether it was backdated, how often it was completed and whether its condition holds since; what is usual is left out.</summary>
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
        if (state.Backdated || state.Count > 1 || state.IsHeld)
        {
            json.WriteBooleanValue(state.Backdated);
        }

        if (state.Count > 1 || state.IsHeld)
        {
            json.WriteNumberValue(state.Count);
            json.WriteBooleanValue(state.IsHeld);
        }

        json.WriteEndArray();
    }

    public static AchievementState? Read(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined
        ? null
        : new(json[0].AsInstant(), json.GetArrayLength() > 1 && json[1].GetBoolean())
        {
            Count = json.GetArrayLength() > 2 ? json[2].GetInt32() : 1,
            IsHeld = json.GetArrayLength() > 3 && json[3].GetBoolean(),
        };
}
