using System.Text.Json;
using Laurel.Core;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Http;

/// <summary>The kinds of fields that definitions have besides texts.</summary>
internal sealed partial class FieldReader
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    /// <summary>The object itself.</summary>
    public JsonElement Json => json;

    /// <summary>Reports something about the object as a whole.</summary>
    public void Refuse(string sentence) => problems.Add(new("", sentence));

    /// <summary>Whether the field is there and not null.</summary>
    public bool Has(string name) => TryFind(name, out _);

    public bool IsText(string name) => TryFind(name, out var value) && value.ValueKind == JsonValueKind.String;

    /// <summary>One of some words; null when not given or none of them, which is a problem.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (words.Contains(text))
        {
            return text;
        }

        Problem(name, $"must be one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>A whole number between two others; null when not given.</summary>
    public long? Whole(string name, long min, long max)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Problem(name, $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>An exact number; null when not given.</summary>
    public decimal? Number(string name) => Has(name) ? RequiredNumber(name) : null;

    public LocalDate? Date(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1970 and < 2200 } date })
        {
            return date;
        }

        Problem(name, "must be a date such as 2026-03-04");
        return null;
    }

    /// <summary>A time of day, to the minute or the second.</summary>
    public LocalTime? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if ((text.Length == 5 ? Minutes : Seconds).Parse(text) is { Success: true, Value: var time })
        {
            return time;
        }

        Problem(name, "must be a time of day such as 06:30");
        return null;
    }

    public Guid? Uuid(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Problem(name, "must be a valid UUID");
        return null;
    }

    /// <summary>The UUIDs of a list; null when not given.</summary>
    public IReadOnlyList<Guid>? Uuids(string name)
    {
        if (Texts(name, Limits.AttributesMax) is not { } texts)
        {
            return null;
        }

        if (texts.Any(text => !Guid.TryParseExact(text, "D", out _)))
        {
            Problem(name, "must be a list of valid UUIDs");
            return null;
        }

        return [.. texts.Select(text => Guid.ParseExact(text, "D"))];
    }

    /// <summary>The objects of a list, each with where it stands; null when not given.</summary>
    public IReadOnlyList<FieldReader>? Items(string name, int max) => Has(name) ? RequiredObjectsOrNone(name, max) : null;

    private IReadOnlyList<FieldReader> RequiredObjectsOrNone(string name, int max) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0 ? [] : RequiredObjects(name, max);
}
