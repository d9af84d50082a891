using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Core.Streaks;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Streaks;

/// <summary>A user's pauses inside a stored state: <c>[id, first day, last day]</c> each, followed by true for an amnesty.</summary>
internal static class PausesJson
{
    public static void Write(Utf8JsonWriter json, ValueList<Pause> pauses)
    {
        if (pauses.Count == 0)
        {
            return;
        }

        json.WriteStartArray("pauses");
        foreach (var pause in pauses)
        {
            json.WriteStartArray();
            json.WriteStringValue(pause.Id.Value);
            json.WriteStringValue(StateJson.Text(pause.StartOn));
            json.WriteStringValue(StateJson.Text(pause.EndOn));
            if (pause.IsAmnesty)
            {
                json.WriteBooleanValue(true);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static ValueList<Pause> Read(JsonElement json) =>
        json.TryGetProperty("pauses", out var pauses) ? [.. pauses.EnumerateArray().Select(ReadOne)] : [];

    private static Pause ReadOne(JsonElement json) =>
        new(new InputId(json[0].GetGuid()), StateJson.Date(json[1].GetString() ?? ""), StateJson.Date(json[2].GetString() ?? "")) { IsAmnesty = json.GetArrayLength() > 3 };
}
