using System.Buffers;
using System.Text.Json;

namespace Laurel.Server.Http;

/// <summary>Reads request bodies: at most 1 MiB of JSON with an object at its root, each field once.</summary>
internal static class JsonBody
{
    public const int BytesMax = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The request that <paramref name="parse"/> makes of the body. Throws <see cref="RefusedException"/>.</summary>
    public static ValueTask<T> Read<T>(HttpContext context, Func<FieldReader, T> parse) => Read(context, ParseObject, parse);

    /// <summary>
    /// The items of a body that is a list of 1 to <paramref name="max"/>; they outlive the body. Throws <see cref="RefusedException"/>.
    /// </summary>
    public static ValueTask<IReadOnlyList<JsonElement>> ReadList(HttpContext context, int max) => Read(context, ParseList, max);

    private static async ValueTask<T> Read<T, TState>(HttpContext context, Func<JsonElement, TState, T> parse, TState state)
    {
        if (context.Request.ContentLength > BytesMax)
        {
            throw new RefusedException(ErrorTable.BodyTooLarge);
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            try
            {
                if (result.Buffer.Length > BytesMax)
                {
                    throw new RefusedException(ErrorTable.BodyTooLarge);
                }

                if (result.IsCompleted)
                {
                    return Parse(result.Buffer, parse, state);
                }
            }
            finally
            {
                // Also when it is refused: the server reads the rest of the body away.
                reader.AdvanceTo(result.IsCompleted ? result.Buffer.End : result.Buffer.Start, result.Buffer.End);
            }
        }
    }

    // The document is a view of the body, so it is read before the server takes the body back.
    private static T Parse<T, TState>(ReadOnlySequence<byte> body, Func<JsonElement, TState, T> parse, TState state)
    {
        try
        {
            using var document = Document(body);
            return parse(document.RootElement, state);
        }
        catch (JsonException error)
        {
            throw new RefusedException(ErrorTable.MalformedJson, error.Message);
        }
    }

    private static JsonDocument Document(ReadOnlySequence<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (InvalidOperationException)
        {
            // What the parser throws for a field name with half a surrogate pair.
            throw new JsonException("a field name is not Unicode text.");
        }
    }

    private static T ParseObject<T>(JsonElement root, Func<FieldReader, T> parse)
    {
        var problems = new List<ProblemResponse>();
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new("body", "must be an object"));
            throw Invalid(problems);
        }

        var request = parse(new FieldReader(root, "", problems));
        return problems.Count == 0 ? request : throw Invalid(problems);
    }

    private static IReadOnlyList<JsonElement> ParseList(JsonElement root, int max) =>
        root.ValueKind == JsonValueKind.Array && root.GetArrayLength() is var count && count >= 1 && count <= max
            ? [.. root.EnumerateArray().Select(item => item.Clone())]
            : throw Invalid([new("body", $"must be a list of 1 to {max} items")]);

    /// <summary>One item of a list; null, reported, when it is no object.</summary>
    public static FieldReader? Item(JsonElement item, int index, List<ProblemResponse> problems)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            return new FieldReader(item, $"[{index}]", problems);
        }

        problems.Add(new($"[{index}]", "must be an object"));
        return null;
    }

    public static RefusedException Invalid(IReadOnlyList<ProblemResponse> problems) =>
        new(ErrorTable.InvalidRequest, string.Join(' ', problems.Take(3)), problems);
}
