using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Laurel.Server.Http;

/// <summary>A query parameter or header as the published document describes it.</summary>
internal sealed record Parameter(string Name, string Description, bool IsHeader = false, bool IsRequired = false, bool IsNumber = false, string? Example = null);

/// <summary>What the published document says about an endpoint.</summary>
/// <param name="Tag">The feature.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Reply">Type of the body of a success.</param>
internal sealed record Operation(string Tag, string Summary, Type Reply)
{
    private static readonly string[] Json = ["application/json"];

    // A wrong key, nothing there, a mistake in the request.
    private static readonly int[] Shared = [401, 404, 422];

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Other successes with the same body.</summary>
    public int? AlsoStatus { get; init; }

    /// <summary>Type that describes the request body; null: none.</summary>
    public Type? Body { get; init; }

    /// <summary>What it costs under /v1; everything under /admin/v1 is a write.</summary>
    public RateTier Tier { get; init; } = RateTier.Reads;

    /// <summary>It concerns the key's environment as a whole: Tenant-ID means nothing, and a key of a tenant is not enough.</summary>
    public bool IsForEnvironment { get; init; }

    /// <summary>A request body, as JSON; null: none is shown.</summary>
    public string? BodyExample { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Errors that only this endpoint answers; those that all share need no mention.</summary>
    public IReadOnlyList<ErrorKind> Errors { get; init; } = [];

    public object[] ToMetadata()
    {
        List<object> metadata = [this, Described, new ProducesResponseTypeMetadata(Status, Reply, Json)];
        if (AlsoStatus is { } also)
        {
            metadata.Add(new ProducesResponseTypeMetadata(also, Reply, Json));
        }

        foreach (var status in Errors.Select(error => error.Status).Concat(Shared).Distinct().Order())
        {
            metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ErrorResponse), Json));
        }

        return [.. metadata];
    }

    // The document lists only endpoints with a method; what the handlers take says nothing about the request.
    private static MethodInfo Described { get; } = ((Action)Nothing).Method;

    private static void Nothing()
    {
    }
}
