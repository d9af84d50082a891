using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Points;

/// <summary>A balance inside a stored state.</summary>
internal static class PointsStateJson
{
    public static void Write(Utf8JsonWriter json, string key, PointsState state)
    {
        if (state == PointsState.None)
        {
            return;
        }

        json.WriteStartObject(key);
        json.WriteNumber("balance", state.Balance);
        if (state.LevelPoints != 0)
        {
            json.WriteNumber("levelPoints", state.LevelPoints);
        }

        json.WriteInstant("expires", state.ExpiresAt);
        if (state.Prestige.Count > 0)
        {
            json.WriteNumber("prestige", state.Prestige.Count);
            json.WriteInstant("prestigeAt", state.Prestige.At);
        }

        WriteLots(json, state.Lots);
        if (state.Timers.Count > 0)
        {
            json.WriteStartArray("timers");
            foreach (var timer in state.Timers)
            {
                Write(json, timer);
            }

            json.WriteEndArray();
        }

        TriggerStateJson.WriteUses(json, state.Uses);
        TriggerStateJson.Write(json, state.Triggers);
        json.WriteEndObject();
    }

    public static PointsState Read(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? PointsState.None : new()
    {
        Balance = json.GetProperty("balance").GetInt64(),
        LevelPoints = json.TryGetProperty("levelPoints", out var points) ? points.GetInt64() : 0,
        ExpiresAt = json.FindInstant("expires"),
        Prestige = json.TryGetProperty("prestige", out var prestige) ? new(prestige.GetInt32(), json.GetInstant("prestigeAt")) : PrestigeState.None,
        Lots = json.TryGetProperty("lots", out var lots) ? [.. lots.EnumerateObject().Select(lot => new PointsLot(StateJson.Date(lot.Name), lot.Value.GetInt64()))] : [],
        Timers = json.TryGetProperty("timers", out var timers) ? [.. timers.EnumerateArray().Select(ReadTimer)] : [],
        Uses = TriggerStateJson.ReadUses(json),
        Triggers = json.TryGetProperty("triggers", out var triggers) ? [.. triggers.EnumerateObject().Select(TriggerStateJson.Read)] : [],
    };

    private static void WriteLots(Utf8JsonWriter json, ValueList<PointsLot> lots)
    {
        if (lots.Count == 0)
        {
            return;
        }

        json.WriteStartObject("lots");
        foreach (var lot in lots)
        {
            json.WriteNumber(StateJson.Text(lot.EarnedOn), lot.Amount);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TimerState timer)
    {
        json.WriteStartObject();
        json.WriteString("trigger", timer.Trigger);
        json.WriteInstant("at", timer.NextAt);
        json.WriteDate("on", timer.NextOn);
        json.WriteEndObject();
    }

    private static TimerState ReadTimer(JsonElement json) =>
        new(json.GetProperty("trigger").GetString() ?? "", json.GetInstant("at"), json.FindDate("on"));
}
