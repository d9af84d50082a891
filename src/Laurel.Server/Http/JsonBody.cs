using System.Buffers;
using System.Text.Json;

namespace Laurel.Server.Http;

/// <summary>Reads request bodies: at most 1 MiB of JSON with an object at its root, each field once.</summary>
internal static class JsonBody
{
    public const int BytesMax = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The request that <paramref name="parse"/> makes of the body. Throws <see cref="RefusedException"/>.</summary>
    public static async ValueTask<T> Read<T>(HttpContext context, Func<FieldReader, T> parse)
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
                    return Parse(result.Buffer, parse);
                }
            }
            finally
            {
                // Also when it is refused: the server reads the rest of the body away.
                reader.AdvanceTo(result.IsCompleted ? result.Buffer.End : result.Buffer.Start, result.Buffer.End);
            }
        }
    }

    private static T Parse<T>(ReadOnlySequence<byte> body, Func<FieldReader, T> parse)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var problems = new List<ProblemResponse>();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new("body", "must be an object"));
                throw Invalid(problems);
            }

            var request = parse(new FieldReader(document.RootElement, "", problems));
            return problems.Count == 0 ? request : throw Invalid(problems);
        }
        catch (JsonException error)
        {
            throw new RefusedException(ErrorTable.MalformedJson, error.Message);
        }
    }

    public static RefusedException Invalid(IReadOnlyList<ProblemResponse> problems) =>
        new(ErrorTable.InvalidRequest, string.Join(' ', problems.Take(3)), problems);
}
