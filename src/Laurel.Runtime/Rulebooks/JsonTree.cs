using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Reads JSON into nodes and writes nodes as JSON.</summary>
internal static class JsonTree
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = Limits.RulebookDepthMax };

    // Names stay readable in the database; the text is never put into HTML as it is.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>The root, or null when the text is no JSON; then there is a problem.</summary>
    public static DocumentNode? Read(string text, ProblemList problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            return Node(document.RootElement);
        }
        catch (JsonException wrong)
        {
            var (line, column) = (wrong.LineNumber.GetValueOrDefault() + 1, wrong.BytePositionInLine.GetValueOrDefault() + 1);
            problems.Add($"line {line}, column {column}", "", "valid JSON", wrong.Message);
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            // What the parser throws for half a surrogate pair, written as it is or as \ud800.
            problems.Add("document", "", "JSON of valid Unicode text", "remove broken characters");
            return null;
        }
    }

    /// <summary>The same nodes give the same text, byte for byte.</summary>
    public static string Write(DocumentNode node, bool indented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, indented ? Indented : Compact))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static DocumentNode Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new DocumentNode.Map([.. element.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Node(field.Value)))]),
        JsonValueKind.Array => new DocumentNode.List([.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.String => new DocumentNode.Scalar(element.GetString() ?? "", ScalarKind.Text),
        JsonValueKind.Number => new DocumentNode.Scalar(element.GetRawText(), ScalarKind.Number),
        JsonValueKind.True or JsonValueKind.False => new DocumentNode.Scalar(element.GetRawText(), ScalarKind.Flag),
        _ => new DocumentNode.Scalar("", ScalarKind.Null),
    };

    private static void Write(Utf8JsonWriter writer, DocumentNode node)
    {
        switch (node)
        {
            case DocumentNode.Map map:
                writer.WriteStartObject();
                foreach (var (name, value) in map.Fields)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case DocumentNode.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case DocumentNode.Scalar { Kind: ScalarKind.Number or ScalarKind.Flag } literal:
                writer.WriteRawValue(literal.Text);
                break;
            case DocumentNode.Scalar { IsNull: true }:
                writer.WriteNullValue();
                break;
            case DocumentNode.Scalar text:
                writer.WriteStringValue(text.Text);
                break;
        }
    }
}
