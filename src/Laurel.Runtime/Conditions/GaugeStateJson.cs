using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Conditions;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Conditions;

/// <summary>What gauges have collected and how far sequences are, inside a stored state.</summary>
internal static class GaugeStateJson
{
    public static void Write(Utf8JsonWriter json, string key, GaugeState? state)
    {
        if (state is null || state == GaugeState.None)
        {
            return;
        }

        json.WriteStartObject(key);
        json.WriteDate("period", state.PeriodOn);
        if (state.Count > 0)
        {
            json.WriteNumber("count", state.Count);
            json.WriteNumber("sum", state.Sum);
            json.WriteNumber("min", state.Min);
            json.WriteNumber("max", state.Max);
        }

        WriteReadings(json, state.Readings);
        WriteSeen(json, state.Seen);
        json.WriteEndObject();
    }

    public static GaugeState? Read(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? null : new()
    {
        PeriodOn = json.FindDate("period"),
        Count = json.TryGetProperty("count", out var count) ? count.GetInt64() : 0,
        Sum = Number(json, "sum"),
        Min = Number(json, "min"),
        Max = Number(json, "max"),
        Readings = json.TryGetProperty("readings", out var readings) ? [.. readings.EnumerateArray().Select(item => new Reading(item[0].AsInstant(), item[1].GetDecimal()))] : [],
        Seen = json.TryGetProperty("seen", out var seen) ? [.. seen.EnumerateArray().Select(item => item.GetUInt64())] : [],
    };

    public static void WriteStep(Utf8JsonWriter json, string key, int step)
    {
        if (step > 0)
        {
            json.WriteNumber(key, step);
        }
    }

    public static int ReadStep(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : json.GetInt32();

    private static decimal Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : 0;

    private static void WriteReadings(Utf8JsonWriter json, ValueList<Reading> readings)
    {
        if (readings.Count == 0)
        {
            return;
        }

        json.WriteStartArray("readings");
        foreach (var reading in readings)
        {
            json.WriteStartArray();
            json.WriteNumberValue(reading.At.ToUnixTimeMilliseconds());
            json.WriteNumberValue(reading.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteSeen(Utf8JsonWriter json, ValueList<ulong> seen)
    {
        if (seen.Count == 0)
        {
            return;
        }

        json.WriteStartArray("seen");
        foreach (var hash in seen)
        {
            json.WriteNumberValue(hash);
        }

        json.WriteEndArray();
    }
}
