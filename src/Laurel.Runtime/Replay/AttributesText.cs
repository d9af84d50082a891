using System.Text;
using System.Text.Json;

namespace Laurel.Runtime.Replay;

/// <summary>What an <c>attrs</c> cell says: a JSON object of text, numbers and booleans, all kept as text.</summary>
internal sealed record AttributesText(IReadOnlyDictionary<string, string>? Values, string? Problem)
{
    public static AttributesText Read(ReadOnlySpan<byte> cell)
    {
        try
        {
            return ReadObject(cell);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Wrong($"{CellText.Quote(cell)} is not a JSON object");
        }
    }

    private static AttributesText ReadObject(ReadOnlySpan<byte> cell)
    {
        var reader = new Utf8JsonReader(cell);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Wrong($"{CellText.Quote(cell)} is not a JSON object");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString() ?? "";
            reader.Read();
            if (Scalar(ref reader) is not { } value)
            {
                return Wrong($"'{key}' must be text, a number, true or false");
            }

            if (!values.TryAdd(key, value))
            {
                return Wrong($"'{key}' is there twice");
            }
        }

        // Anything behind the object is an error the reader raises.
        reader.Read();
        return new(values.Count == 0 ? null : values, null);
    }

    private static string? Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    private static AttributesText Wrong(string message) => new(null, $"attrs: {message}");
}
