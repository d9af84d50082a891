using System.Text.Json.Serialization;

namespace Laurel.Server.Http;

/// <summary>The body of every error.</summary>
/// <param name="Error">A sentence.</param>
/// <param name="Code">Stable; for programs.</param>
/// <param name="Problems">What is wrong with the request, all at once.</param>
internal sealed record ErrorResponse(
    string Error, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemResponse>? Problems);

/// <summary>One thing wrong with a request.</summary>
/// <param name="Path">Where: <c>user.attributes.plan</c>, or the name of a query parameter or header.</param>
/// <param name="Limit">What is allowed.</param>
internal sealed record ProblemResponse(string Path, string Limit)
{
    public override string ToString() => $"{Path}: {Limit}.";
}
