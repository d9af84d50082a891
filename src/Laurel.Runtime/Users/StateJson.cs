using System.Globalization;
using System.Text.Json;
using Laurel.Core;
using NodaTime;

namespace Laurel.Runtime.Users;

/// <summary>What the stored documents of all features share: instants as milliseconds, dates as ISO text, lists by key.</summary>
internal static class StateJson
{
    /// <summary>Writes one item of a state; nothing when it has its default value.</summary>
    public delegate void Writer<in T>(Utf8JsonWriter json, string key, T state);

    /// <summary>Reads one item; the element is of kind Undefined when the item is not stored.</summary>
    public delegate T Reader<out T>(JsonElement json);

    public static void WriteInstant(this Utf8JsonWriter json, string name, Instant? at)
    {
        if (at is { } present)
        {
            json.WriteNumber(name, present.ToUnixTimeMilliseconds());
        }
    }

    public static void WriteDate(this Utf8JsonWriter json, string name, LocalDate? on)
    {
        if (on is { } present)
        {
            json.WriteString(name, Text(present));
        }
    }

    public static Instant GetInstant(this JsonElement json, string name) => json.GetProperty(name).AsInstant();

    public static Instant? FindInstant(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.AsInstant() : null;

    public static Instant AsInstant(this JsonElement json) => Instant.FromUnixTimeMilliseconds(json.GetInt64());

    public static LocalDate? FindDate(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? Date(value.GetString() ?? "") : null;

    public static int FindNumber(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    public static string? FindText(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>ISO text of a date.</summary>
    public static string Text(LocalDate date) => DateText.Of(date);

    /// <summary>The date of an ISO text; throws when it is none.</summary>
    public static LocalDate Date(string text) => LocalDate.FromDateOnly(DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture));

    public static void WriteKeyed<TDefinition, TState>(
        this Utf8JsonWriter json, (string Name, Func<TDefinition, string> KeyOf) field, ValueList<TDefinition> definitions, ValueList<TState> states, Writer<TState> write)
    {
        json.WriteStartObject(field.Name);
        for (var i = 0; i < definitions.Count; i++)
        {
            write(json, field.KeyOf(definitions[i]), states[i]);
        }

        json.WriteEndObject();
    }

    public static void WriteKeyed<TState>(this Utf8JsonWriter json, string name, ValueList<KeyValuePair<string, TState>> states, Writer<TState> write)
    {
        if (states.Count > 0)
        {
            json.WriteKeyed((name, pair => pair.Key), states, [.. states.Select(pair => pair.Value)], write);
        }
    }

    public static ValueList<TState> ReadKeyed<TDefinition, TState>(
        this JsonElement json, string name, ValueList<TDefinition> definitions, Func<TDefinition, string> keyOf, Reader<TState> read)
    {
        var isStored = json.TryGetProperty(name, out var stored);
        return [.. definitions.Select(definition => read(isStored && stored.TryGetProperty(keyOf(definition), out var item) ? item : default))];
    }

    public static ValueList<KeyValuePair<string, TState>> ReadKeyed<TState>(this JsonElement json, string name, Reader<TState> read) =>
        json.TryGetProperty(name, out var stored)
            ? [.. stored.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, read(property.Value)))]
            : [];
}
