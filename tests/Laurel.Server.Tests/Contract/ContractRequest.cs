namespace Laurel.Server.Tests.Contract;

/// <summary>A request that the contract calls valid.</summary>
/// <param name="Path">What stands in the place of the address's parameters, and the query: <c>u1?awards=5</c> after the last fixed segment.</param>
/// <param name="Status">What is answered.</param>
/// <param name="Body">JSON, or null.</param>
internal sealed record ContractRequest(string Path, int Status, string? Body = null)
{
    /// <summary>Sent as Idempotency-Key; null: not sent.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>
/// What requests find: a server with one user who has done things, and ids of everything that the rulebook defines.
/// </summary>
internal sealed class ContractWorld(TestServer server)
{
    public TestServer Server { get; } = server;

    /// <summary>The id of a definition in a list of the administration API: <c>IdOf("/metrics", "laps")</c>.</summary>
    public Task<string> IdOf(string list, string key) => IdOf(list, "key", key);

    /// <summary>The id of the first thing in such a list that has a value in a field.</summary>
    public async Task<string> IdOf(string list, string field, string value)
    {
        var answer = await Server.Get($"/admin/v1{list}?limit=100");
        Assert.Equal(200, answer.Status);
        return (string?)answer.Body.AsArray().First(item => (string?)item?[field] == value)?["id"] ?? "";
    }

    /// <summary>The address of a part of the points system xp.</summary>
    public async Task<string> OfXp(string part) => $"/points/{await IdOf("/points", "xp")}/{part}";

    public static async Task<ContractWorld> Make(TestServer server)
    {
        var world = new ContractWorld(server);
        Assert.Equal(201, (await server.Post("/v1/metrics/laps/event", """{"user":{"id":"u1","name":"Ana","tz":"Europe/Paris","attributes":{"city":"lyon"}},"value":12.5,"attributes":{"course":"rust"}}""")).Status);
        Assert.Equal(201, (await server.Post("/admin/v1/tenants", """[{"customerId":"acme","name":"Acme"}]""")).Status);
        return world;
    }
}
