using System.Text.Json.Nodes;
using Laurel.Runtime.Tests;

namespace Laurel.Server.Tests.Contract;

/// <summary>One operation of a published contract.</summary>
/// <param name="Name">GET /v1/users/{id}: where ours is.</param>
/// <param name="Node">What the contract says about it.</param>
internal sealed record ContractOperation(string Name, JsonNode Node, Schemas Schemas)
{
    /// <summary>Schema of the body of an answer; null when the contract has none for the status.</summary>
    public JsonNode? Answer(int status) => Body(Node["responses"]?[$"{status}"]);

    /// <summary>Schema of the request body; null: none.</summary>
    public JsonNode? Request => Body(Node["requestBody"]);

    private static JsonNode? Body(JsonNode? message) => message?["content"]?["application/json"]?["schema"];
}

/// <summary>The published contracts, read from the folder shared; without it there are none.</summary>
internal static class ContractFile
{
    public const string Folder = "compat";

    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private static readonly (string File, string Root)[] Files = [("trophy-application.openapi.json", "/v1"), ("trophy-admin.openapi.json", "/admin/v1")];

    /// <summary>All operations of both contracts by name, in their order.</summary>
    public static IReadOnlyDictionary<string, ContractOperation> Operations { get; } = Files
        .SelectMany(file => Read(SharedFolder.Find($"{Folder}/{file.File}"), file.Root))
        .ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    private static IEnumerable<ContractOperation> Read(string? path, string root)
    {
        if (path is null || JsonNode.Parse(File.ReadAllText(path)) is not { } document)
        {
            return [];
        }

        var schemas = new Schemas(document);
        return
            from address in document["paths"]?.AsObject() ?? []
            from method in address.Value?.AsObject() ?? []
            where Methods.Contains(method.Key) && method.Value is not null
            select new ContractOperation($"{method.Key.ToUpperInvariant()} {root}{address.Key}", method.Value ?? new JsonObject(), schemas);
    }
}
