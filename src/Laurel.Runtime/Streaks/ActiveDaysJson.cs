using System.Text.Json;
using Laurel.Core.Streaks;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Streaks;

/// <summary>A user's active days inside a stored state: their number, then the newest dates.</summary>
internal static class ActiveDaysJson
{
    public static void Write(Utf8JsonWriter json, ActiveDays days)
    {
        if (days.Count == 0)
        {
            return;
        }

        json.WriteStartArray("active");
        json.WriteNumberValue(days.Count);
        foreach (var date in days.RecentOn)
        {
            json.WriteStringValue(StateJson.Text(date));
        }

        json.WriteEndArray();
    }

    public static ActiveDays Read(JsonElement json) => json.TryGetProperty("active", out var days)
        ? new(days[0].GetInt32(), [.. days.EnumerateArray().Skip(1).Select(date => StateJson.Date(date.GetString() ?? ""))])
        : ActiveDays.None;
}
