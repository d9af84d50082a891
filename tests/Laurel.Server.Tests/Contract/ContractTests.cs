using System.Text.Json.Nodes;
using Laurel.Runtime.Tests;

namespace Laurel.Server.Tests.Contract;

/// <summary>
/// Every operation of the published contracts is called with a request that they call valid, and answers with a status and body
/// that they allow. They are read from the folder shared and are no part of the project; without them these tests are skipped.
/// </summary>
public sealed class ContractTests
{
    private static readonly Dictionary<string, Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>>> Requests =
        ApplicationRequests.All.Concat(AdminRequests.All).ToDictionary();

    public static TheoryData<string> Names => ContractFile.Operations.Count == 0 ? ["none"] : [.. ContractFile.Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Operation_CalledAsTheContractSays_AnswersAsItSays(string name)
    {
        SharedFolder.FindOrSkip(ContractFile.Folder);
        var operation = ContractFile.Operations[name];
        Assert.True(Requests.TryGetValue(name, out var make), $"No request says how {name} is called.");
        await using var server = await TestServer.Start();
        var root = name[name.IndexOf('/', StringComparison.Ordinal)..].StartsWith("/admin", StringComparison.Ordinal) ? "/admin/v1" : "/v1";
        foreach (var request in await make(await ContractWorld.Make(server)))
        {
            IsValid(operation, request);
            var answer = await server.Send(new HttpMethod(name.Split(' ')[0]), root + request.Path, request.Body, idempotencyKey: request.IdempotencyKey);

            Assert.True(request.Status == answer.Status, $"{name} {request.Path}: {answer.Status} {answer.Body.ToJsonString()}");
            var schema = operation.Answer(answer.Status);
            Assert.True(schema is not null, $"{name} may not be answered with {answer.Status}.");
            Assert.Empty(operation.Schemas.Problems(answer.Body, schema ?? new JsonObject()));
        }
    }

    [Fact]
    public void Requests_NameOnlyOperationsThatThereAre()
    {
        SharedFolder.FindOrSkip(ContractFile.Folder);

        Assert.Empty(Requests.Keys.Except(ContractFile.Operations.Keys));
        Assert.Equal(74, ContractFile.Operations.Count);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"a":1}""", "body.a is 1, not string")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", "{}", "body.a is missing")]
    [InlineData("""{"type":"array","items":{"type":["integer","null"]}}""", "[1,null,1.5]", "body[2] is 1.5, not integer or null")]
    [InlineData("""{"type":"string","enum":["x"]}""", "\"y\"", "body is \"y\", none of [\"x\"]")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"y\"", "body is y, no uuid")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-03-04T10:00:00\"", "body is 2026-03-04T10:00:00, no date-time")]
    [InlineData("""{"allOf":[{"type":"object","properties":{"a":{"type":"null"}},"required":["a"]}]}""", """{"a":true}""", "body.a is true, not null")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "1", "body is none of its choices: body is 1, not string; body is 1, not null")]
    public void Schema_ThatDoesNotFit_IsNoticed(string schema, string value, string problem) =>
        Assert.Equal([problem], new Schemas(new JsonObject()).Problems(JsonNode.Parse(value), JsonNode.Parse(schema) ?? new JsonObject()));

    private static void IsValid(ContractOperation operation, ContractRequest request)
    {
        if (request.Status < 400 && operation.Request is { } schema)
        {
            Assert.Empty(operation.Schemas.Problems(JsonNode.Parse(request.Body ?? "null"), schema, "request"));
        }
    }
}
