using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Laurel.Server.Tests.Contract;

/// <summary>Holds JSON against the schemas of one contract. Fields that a schema does not know are allowed: what is added is additive.</summary>
internal sealed partial class Schemas(JsonNode document)
{
    /// <summary>Everything in which a value differs from a schema.</summary>
    public IReadOnlyList<string> Problems(JsonNode? value, JsonNode schema, string path = "body")
    {
        schema = Resolved(schema);
        return [.. Combined(value, schema, path), .. Typed(value, schema, path)];
    }

    private IEnumerable<string> Combined(JsonNode? value, JsonNode schema, string path)
    {
        foreach (var part in Parts(schema, "allOf"))
        {
            foreach (var problem in Problems(value, part, path))
            {
                yield return problem;
            }
        }

        var choices = Parts(schema, "oneOf").Concat(Parts(schema, "anyOf")).ToArray();
        if (choices.Length > 0 && choices.All(choice => Problems(value, choice, path).Count > 0))
        {
            yield return $"{path} is none of its choices: {string.Join("; ", choices.SelectMany(choice => Problems(value, choice, path)).Take(3))}";
        }
    }

    private IEnumerable<string> Typed(JsonNode? value, JsonNode schema, string path)
    {
        var types = TypesOf(schema);
        if (types.Count > 0 && !types.Any(type => Is(value, type)))
        {
            return [$"{path} is {value?.ToJsonString() ?? "null"}, not {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonObject one => Fields(one, schema, path),
            JsonArray list when schema["items"] is { } items => list.Index().SelectMany(item => Problems(item.Item, items, $"{path}[{item.Index}]")),
            JsonValue scalar => Scalar(scalar, schema, path),
            _ => [],
        };
    }

    private IEnumerable<string> Fields(JsonObject value, JsonNode schema, string path)
    {
        var properties = schema["properties"]?.AsObject() ?? [];

        // A name that is required and not declared is a slip of the contract.
        var required = (schema["required"]?.AsArray() ?? []).Select(name => (string?)name ?? "").Where(properties.ContainsKey);
        var missing = required.Where(name => !value.ContainsKey(name)).Select(name => $"{path}.{name} is missing");
        var wrong = properties.Where(property => value.ContainsKey(property.Key) && property.Value is not null)
            .SelectMany(property => Optional(value[property.Key], property.Value ?? new JsonObject(), schema, property.Key)
                ? []
                : Problems(value[property.Key], property.Value ?? new JsonObject(), $"{path}.{property.Key}"));
        var additional = schema["additionalProperties"] is JsonObject each
            ? value.Where(field => !properties.ContainsKey(field.Key)).SelectMany(field => Problems(field.Value, each, $"{path}.{field.Key}"))
            : [];
        return [.. missing, .. wrong, .. additional];
    }

    // Null and absent are the same for a field that may be absent.
    private static bool Optional(JsonNode? value, JsonNode property, JsonNode schema, string name) =>
        value is null && property is not null && !(schema["required"]?.AsArray() ?? []).Any(required => (string?)required == name);

    private static IEnumerable<string> Scalar(JsonValue value, JsonNode schema, string path)
    {
        var text = value.GetValueKind() == JsonValueKind.String ? (string?)value : null;
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            yield return $"{path} is {value.ToJsonString()}, none of {words.ToJsonString()}";
        }

        if (text is not null && (string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.Replace(@"\d-_", @"\d\-_", StringComparison.Ordinal)))
        {
            yield return $"{path} is {text}, not like {pattern}";
        }

        if (text is not null && (string?)schema["format"] is { } format && !HasFormat(text, format))
        {
            yield return $"{path} is {text}, no {format}";
        }
    }

    private static bool HasFormat(string text, string format) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && Offset().IsMatch(text),
        _ => true,
    };

    private static bool Is(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value?.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static IReadOnlyList<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray many => [.. many.Select(type => (string?)type ?? "")],
        JsonValue one => [(string?)one ?? ""],
        _ => [],
    };

    private static IEnumerable<JsonNode> Parts(JsonNode schema, string name) => (schema[name]?.AsArray() ?? []).OfType<JsonNode>();

    private JsonNode Resolved(JsonNode schema)
    {
        while ((string?)schema["$ref"] is { } reference)
        {
            schema = reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, name) => node[name] ?? throw new InvalidOperationException($"{reference} leads nowhere."));
        }

        return schema;
    }

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Offset();
}
