using System.Buffers.Binary;
using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Users;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Points;

/// <summary>What limits remember inside a stored state.</summary>
internal static class TriggerStateJson
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static void Write(Utf8JsonWriter json, ValueList<TriggerState> triggers)
    {
        if (triggers.Count == 0)
        {
            return;
        }

        json.WriteStartObject("triggers");
        foreach (var trigger in triggers)
        {
            json.WriteStartObject(trigger.Trigger);
            WriteUses(json, trigger.Uses);
            json.WriteInstant("last", trigger.LastAt);
            WriteNumbers(json, "recent", [.. trigger.Recent.Select(at => at.ToUnixTimeMilliseconds())]);
            WriteObjects(json, trigger.Objects);
            WriteNumbers(json, "reduced", trigger.Reduced);
            if (trigger.Steps > 0)
            {
                json.WriteNumber("steps", trigger.Steps);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static TriggerState Read(JsonProperty trigger) => new(trigger.Name)
    {
        Uses = ReadUses(trigger.Value),
        LastAt = trigger.Value.FindInstant("last"),
        Recent = [.. ReadNumbers(trigger.Value, "recent").Select(Instant.FromUnixTimeMilliseconds)],
        Objects = trigger.Value.TryGetProperty("objects", out var objects) ? ReadObjects(objects.GetBytesFromBase64()) : [],
        Steps = trigger.Value.FindNumber("steps"),
        Reduced = ReadNumbers(trigger.Value, "reduced"),
    };

    public static void WriteUses(Utf8JsonWriter json, ValueList<PeriodUse> uses)
    {
        if (uses.Count == 0)
        {
            return;
        }

        json.WriteStartObject("uses");
        foreach (var use in uses)
        {
            json.WriteStartArray(RulebookWords.LimitPeriods.Of(use.Period));
            json.WriteStringValue(Minute.Format(use.Start));
            json.WriteNumberValue(use.Awards);
            json.WriteNumberValue(use.Points);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static ValueList<PeriodUse> ReadUses(JsonElement json) => !json.TryGetProperty("uses", out var uses) ? [] :
    [
        .. uses.EnumerateObject().Select(use => new PeriodUse(
            RulebookWords.LimitPeriods.Find(use.Name) ?? throw new JsonException($"A state counts per {use.Name}."),
            Minute.Parse(use.Value[0].GetString() ?? "").GetValueOrThrow(), use.Value[1].GetInt64(), use.Value[2].GetInt64())),
    ];

    private static void WriteNumbers(Utf8JsonWriter json, string name, ValueList<long> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static ValueList<long> ReadNumbers(JsonElement json, string name) =>
        json.TryGetProperty(name, out var numbers) ? [.. numbers.EnumerateArray().Select(number => number.GetInt64())] : [];

    // Eight bytes each, the least significant first.
    private static void WriteObjects(Utf8JsonWriter json, ValueList<ulong> objects)
    {
        if (objects.Count > 0)
        {
            json.WriteBase64String("objects", [.. objects.SelectMany(Bytes)]);
        }
    }

    private static byte[] Bytes(ulong number)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static ValueList<ulong> ReadObjects(byte[] bytes) =>
        [.. bytes.Chunk(sizeof(ulong)).Select(chunk => BinaryPrimitives.ReadUInt64LittleEndian(chunk))];
}
