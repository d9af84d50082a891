using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Replay;
using NodaTime;
using DecimalText = Laurel.Runtime.Replay.DecimalText;

namespace Laurel.Server.Http;

/// <summary>
/// Reads the fields of one JSON object strictly and collects what is wrong with them, so that all of it is answered at once.
/// Absent and null are the same: not given. Unknown fields are ignored.
/// </summary>
internal sealed partial class FieldReader(JsonElement json, string path, List<ProblemResponse> problems)
{
    public void Problem(string name, string limit) => problems.Add(new(PathOf(name), limit));

    public bool IsNull(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Text of at most <paramref name="max"/> characters, without control characters; null when not given.</summary>
    public string? Text(string name, int max = Limits.NameLengthMax) => TryFind(name, out var value) ? Text(name, value, max) : null;

    private string? Text(string name, JsonElement value, int max)
    {
        if (TextProblem(value, max, out var text) is { } problem)
        {
            Problem(name, problem);
            return null;
        }

        return text;
    }

    /// <summary>As <see cref="Text"/>, but missing or empty is a problem.</summary>
    public string RequiredText(string name)
    {
        if (!TryFind(name, out var value))
        {
            Problem(name, "is required");
            return "";
        }

        var text = Text(name, value, Limits.NameLengthMax);
        if (text is { Length: 0 })
        {
            Problem(name, "must not be empty");
        }

        return text ?? "";
    }

    /// <summary>An exact number; 0 when there is none, which is a problem.</summary>
    public decimal RequiredNumber(string name)
    {
        if (!TryFind(name, out var value))
        {
            Problem(name, "is required");
        }
        else if (value.ValueKind != JsonValueKind.Number)
        {
            Problem(name, "must be a number");
        }
        else if (DecimalText.Read(JsonMarshal.GetRawUtf8Value(value), out var number) is null && Math.Abs(number) <= Limits.ValueMax && number.Scale <= Limits.ValueScaleMax)
        {
            return number;
        }
        else
        {
            Problem(name, $"must lie between -{Limits.ValueMax} and {Limits.ValueMax}, with at most {Limits.ValueScaleMax} decimals");
        }

        return 0;
    }

    /// <summary>A whole number; <paramref name="absent"/> when there is none.</summary>
    public int Whole(string name, int absent, (int Min, int Max) range)
    {
        if (!TryFind(name, out var value))
        {
            return absent;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= range.Min && number <= range.Max)
        {
            return number;
        }

        Problem(name, $"must be a whole number from {range.Min} to {range.Max}");
        return absent;
    }

    /// <summary>A whole number of 64 bits, at least <paramref name="min"/>; 0 when there is none, which is a problem.</summary>
    public long RequiredWhole(string name, long min = long.MinValue)
    {
        if (!TryFind(name, out var value))
        {
            Problem(name, "is required");
        }
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min)
        {
            return number;
        }
        else
        {
            Problem(name, min == long.MinValue ? "must be a whole number" : $"must be a whole number, at least {min}");
        }

        return 0;
    }

    public bool? Flag(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Problem(name, "must be true or false");
        return null;
    }

    public Instant? At(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (TextProblem(value, Limits.NameLengthMax, out var text) is null && InstantText.TryRead(Encoding.UTF8.GetBytes(text), out var at))
        {
            return at;
        }

        Problem(name, "must be an ISO 8601 instant with Z or an offset, such as 2026-03-04T10:15:30Z");
        return null;
    }

    public FieldReader? Object(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new FieldReader(value, PathOf(name), problems);
        }

        Problem(name, "must be an object");
        return null;
    }

    /// <summary>The objects of a list of 1 to <paramref name="max"/>; missing is a problem.</summary>
    public IReadOnlyList<FieldReader> RequiredObjects(string name, int max)
    {
        if (!TryFind(name, out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is var count && (count < 1 || count > max))
        {
            Problem(name, $"must be a list of 1 to {max} items");
            return [];
        }

        return Objects(name, max) ?? [];
    }

    /// <summary>The objects of a list of at most <paramref name="max"/>; null when not given.</summary>
    public IReadOnlyList<FieldReader>? Objects(string name, int max)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > max)
        {
            Problem(name, $"must be a list of at most {max} items");
            return null;
        }

        var items = new List<FieldReader>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(new FieldReader(item, $"{PathOf(name)}[{index}]", problems));
            }
            else
            {
                Problem($"{name}[{index}]", "must be an object");
            }
        }

        return items;
    }

    /// <summary>A list of at most <paramref name="max"/> texts; null when not given.</summary>
    public ValueList<string>? Texts(string name, int max, int lengthMax = Limits.TextLengthMax)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > max)
        {
            Problem(name, $"must be a list of at most {max} texts");
            return null;
        }

        var texts = new List<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (TextProblem(item, lengthMax, out var text) is { } problem)
            {
                Problem($"{name}[{index}]", problem);
            }

            texts.Add(text);
        }

        return [.. texts];
    }

    /// <summary>An object of texts: custom attributes. A null value is kept as null.</summary>
    public ValueList<KeyValuePair<string, string?>> Attributes(string name)
    {
        if (Object(name) is not { } attributes)
        {
            return [];
        }

        var pairs = attributes.Pairs();
        if (pairs.Count > Limits.AttributesMax)
        {
            Problem(name, $"must have at most {Limits.AttributesMax} attributes");
        }

        return pairs;
    }

    private ValueList<KeyValuePair<string, string?>> Pairs()
    {
        var pairs = new KeyValuePair<string, string?>[json.GetPropertyCount()];
        var count = 0;
        foreach (var property in json.EnumerateObject())
        {
            var key = NameOf(property);
            pairs[count++] = new(key, AttributeText(key, property.Value));
        }

        return [.. pairs];
    }

    /// <summary>Names and values of all fields.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Properties()
    {
        foreach (var property in json.EnumerateObject())
        {
            yield return (NameOf(property), property.Value);
        }
    }

    private string? AttributeText(string key, JsonElement value)
    {
        if (key.Length > Limits.KeyLengthMax)
        {
            Problem(key[..Limits.KeyLengthMax], $"an attribute key has at most {Limits.KeyLengthMax} characters");
            return null;
        }

        return value.ValueKind == JsonValueKind.Null ? null : Text(key, value, Limits.NameLengthMax);
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("a field name is not Unicode text.");
        }
    }

    private bool TryFind(string name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? TextProblem(JsonElement value, int max, out string text)
    {
        text = "";
        if (value.ValueKind != JsonValueKind.String)
        {
            return "must be text";
        }

        try
        {
            text = value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "must be Unicode text";
        }

        return TextRule.Problem(text, max);
    }
}
