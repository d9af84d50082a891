using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Laurel.Core.Evaluation;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Users;

namespace Laurel.Server.Webhooks;

/// <summary>What messages about one user are made from.</summary>
/// <param name="Wanted">The types that somebody subscribes to.</param>
internal sealed record Telling(CatalogSet Catalogs, Catalog Catalog, UserState State, IReadOnlySet<string> Wanted)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private UserResponse? user;

    /// <summary>The user as every message shows it.</summary>
    public UserResponse User => user ??= UserWire.Of(State.Profile);

    /// <summary>The message, when somebody wants its type.</summary>
    public IEnumerable<Announcement> Say<T>(string type, Func<T> body, JsonTypeInfo<T> json, string subject = "") =>
        Wanted.Contains(type) ? [new Announcement(type, State.Profile.Id, subject) { Body = Write(body(), json) }] : [];

    /// <summary>JSON as messages carry it.</summary>
    public static byte[] Write<T>(T body, JsonTypeInfo<T> json)
    {
        using var stream = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            JsonSerializer.Serialize(writer, body, json);
        }

        return stream.ToArray();
    }
}
