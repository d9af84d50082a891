using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Laurel.Server.Http;

/// <summary>A status and the JSON body that goes with it.</summary>
internal readonly record struct Reply(int Status, object Body, JsonTypeInfo Type)
{
    private const int RetainedBytesMax = 256 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? scratch;

    public static Reply Ok<T>(T body, JsonTypeInfo<T> type) where T : class => new(StatusCodes.Status200OK, body, type);

    public static Reply Created<T>(T body, JsonTypeInfo<T> type) where T : class => new(StatusCodes.Status201Created, body, type);

    public static Reply Of(RefusedException refused) =>
        new(refused.Kind.Status, new ErrorResponse(refused.Message, refused.Kind.Code, refused.Problems), WireJson.Default.ErrorResponse);

    public static Reply Of(ErrorKind kind) => new(kind.Status, new ErrorResponse(kind.Sentence, kind.Code, null), WireJson.Default.ErrorResponse);

    /// <summary>Hands the answer to the server, which sends it when the request ends.</summary>
    public void Write(HttpResponse response)
    {
        var (buffer, json) = scratch ?? NewScratch();
        scratch = null;
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        JsonSerializer.Serialize(json, Body, Type);
        json.Flush();
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "1";
        }

        response.BodyWriter.Write(buffer.WrittenSpan);
        scratch = buffer.Capacity <= RetainedBytesMax ? (buffer, json) : null;
    }

    // The bodies are JSON and never part of a page, so only what JSON itself demands is escaped.
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) NewScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        return (buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }
}
