namespace Laurel.Server.Http;

/// <summary>
/// What pages of other sites may ask: the application API, with a user's key. Answers say so, and browsers that ask beforehand are answered without a key.
/// </summary>
internal static class Browsers
{
    public const string Policy = "application";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] Headers =
    [
        "X-API-KEY", "Tenant-ID", "Idempotency-Key", "Content-Type", "X-SDK-VERSION", "X-Fern-Language", "X-Fern-Runtime", "X-Fern-Runtime-Version",
        "X-Fern-SDK-Name", "X-Fern-SDK-Version",
    ];

    private static readonly string[] Readable = ["Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    public static void Add(IServiceCollection services) => services.AddCors(cors => cors.AddPolicy(
        Policy, policy => policy.AllowAnyOrigin().WithMethods(Methods).WithHeaders(Headers).WithExposedHeaders(Readable).SetPreflightMaxAge(TimeSpan.FromDays(1))));
}
