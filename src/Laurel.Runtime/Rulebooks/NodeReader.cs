using System.Globalization;
using Laurel.Core;
using Laurel.Core.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Rulebooks;

/// <summary>
/// One node with its path. Each reading method returns the node's value, or <c>absent</c> when there is none, or reports a
/// problem and returns a stand-in: a document with problems yields no rulebook, so what stands in is never seen.
/// </summary>
internal readonly record struct NodeReader(DocumentNode? Node, string Path, ProblemList Problems)
{
    /// <summary>Longest number accepted, sign and point included: a decimal holds it exactly.</summary>
    private const int NumberLengthMax = 28;

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public bool IsPresent => Node is not null and not DocumentNode.Scalar { IsNull: true };

    public bool IsMap => Node is DocumentNode.Map;

    public bool IsList => Node is DocumentNode.List;

    /// <summary>A text, or <paramref name="absent"/>.</summary>
    public string Text(string absent = "") => TextOrNull() ?? absent;

    public string? TextOrNull()
    {
        if (!IsPresent)
        {
            return null;
        }

        if (Node is DocumentNode.Scalar { CanBeText: true } scalar)
        {
            return scalar.Text;
        }

        WrongType("a text", "write a text");
        return "";
    }

    /// <summary>A decimal number, exactly as written.</summary>
    public decimal Number(decimal absent = 0)
    {
        const string Allowed = "a number of at most 28 characters, without exponent";
        if (!IsPresent)
        {
            return absent;
        }

        if (Node is DocumentNode.Scalar { CanBeNumber: true } scalar && scalar.Text.Length <= NumberLengthMax
            && decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        WrongType(Allowed, "write a number without quotes");
        return absent;
    }

    /// <summary>A whole number of 64 bits.</summary>
    public long Whole(long absent = 0) => WholeBetween(absent, long.MinValue, long.MaxValue);

    /// <summary>A whole number of 32 bits.</summary>
    public int Small(int absent = 0) => (int)WholeBetween(absent, int.MinValue, int.MaxValue);

    /// <summary>true or false.</summary>
    public bool Flag(bool absent = false)
    {
        if (!IsPresent)
        {
            return absent;
        }

        if (Node is DocumentNode.Scalar { CanBeFlag: true, Text: "true" or "false" } scalar)
        {
            return scalar.Text == "true";
        }

        WrongType("true or false", "write one of them without quotes");
        return absent;
    }

    public LocalDate? Date()
    {
        const string Allowed = "a date, year-month-day";
        if (TextFor(Allowed) is not { } text)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date })
        {
            return date;
        }

        Problems.Add(Path, text, Allowed, "write an existing day, such as 2026-03-02");
        return null;
    }

    public LocalTime? Time()
    {
        const string Allowed = "a time of day, hours:minutes or hours:minutes:seconds";
        if (TextFor(Allowed) is not { } text)
        {
            return null;
        }

        if ((Minutes.Parse(text) is { Success: true } minutes ? minutes : LocalTimePattern.ExtendedIso.Parse(text)) is { Success: true, Value: var time })
        {
            return time;
        }

        Problems.Add(Path, text, Allowed, "write a time from 00:00 to 23:59:59");
        return null;
    }

    /// <summary>A length of time.</summary>
    public Duration? Duration()
    {
        const string Allowed = "a whole number and its unit: s, m, h or d";
        if (TextFor(Allowed) is not { } text)
        {
            return null;
        }

        if (DurationText.Parse(text) is { } length)
        {
            return length;
        }

        Problems.Add(Path, text, Allowed, "write a length of time such as 90s, 5m, 1h or 7d");
        return null;
    }

    /// <summary>One of some words.</summary>
    public T Word<T>(Words<T> words, T absent)
        where T : struct, Enum
    {
        var allowed = "one of " + string.Join(", ", words.All);
        if (TextFor(allowed) is not { } text)
        {
            return absent;
        }

        if (words.Find(text) is { } value)
        {
            return value;
        }

        var nearest = NearestName.Of(text, words.All);
        Problems.Add(Path, text, allowed, nearest is null ? "choose one of them" : $"did you mean '{nearest}'?");
        return absent;
    }

    /// <summary>A list, each item read by <paramref name="read"/>; empty when absent.</summary>
    public ValueList<T> List<T>(Func<NodeReader, T> read)
    {
        if (!IsPresent)
        {
            return [];
        }

        if (Node is not DocumentNode.List list)
        {
            WrongType("a list", "write a list, each item after a hyphen or all in square brackets");
            return [];
        }

        var items = new T[list.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(new NodeReader(list.Items[i], $"{Path}[{i}]", Problems).Required("an item"));
        }

        return ValueList.Create<T>(items);
    }

    /// <summary>A list of texts.</summary>
    public ValueList<string> Texts() => List(item => item.Text());

    /// <summary>A map of texts whose keys are the document's own: attributes and the values they need.</summary>
    public ValueList<AttributeValue> Attributes()
    {
        if (!IsPresent)
        {
            return [];
        }

        if (Node is not DocumentNode.Map map)
        {
            WrongType("a map of attributes", "write attribute: value");
            return [];
        }

        var (path, problems) = (Path, Problems);
        return [.. map.Fields.Select(field => new AttributeValue(
            field.Key,
            new NodeReader(field.Value, $"{path}.{field.Key}", problems).Required("a text").Text()))];
    }

    /// <summary>A map with the fields of a shape; null when absent or no map.</summary>
    public MapReader? Map(Shape shape)
    {
        if (!IsPresent)
        {
            return null;
        }

        if (Node is DocumentNode.Map map)
        {
            return new(map, shape, this);
        }

        WrongType("a map with the fields " + string.Join(", ", shape.Fields.Select(field => field.Name)), "write field: value");
        return null;
    }

    public void WrongType(string allowed, string fix) => Problems.Add(Path.Length == 0 ? "document" : Path, Described(), allowed, fix);

    private NodeReader Required(string what)
    {
        if (!IsPresent)
        {
            Problems.Add(Path, "", what, "write it or remove the line");
        }

        return this;
    }

    private long WholeBetween(long absent, long min, long max)
    {
        if (!IsPresent)
        {
            return absent;
        }

        if (Node is DocumentNode.Scalar { CanBeNumber: true } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        WrongType($"a whole number from {min} to {max}", "write a number without decimals, exponent or quotes");
        return absent;
    }

    /// <summary>The node's text, or null when it is absent or (which is reported) no text.</summary>
    private string? TextFor(string allowed)
    {
        if (Node is DocumentNode.Scalar { CanBeText: true } scalar)
        {
            return scalar.Text;
        }

        if (IsPresent)
        {
            WrongType(allowed, "write one");
        }

        return null;
    }

    private string Described() => Node switch
    {
        DocumentNode.Map => "a map",
        DocumentNode.List => "a list",
        DocumentNode.Scalar scalar => scalar.Text,
        _ => "",
    };
}
