using Laurel.Runtime.Spaces;

namespace Laurel.Server.Tests.Contract;

/// <summary>Requests that nobody sends in good faith, to every operation of the administration API: a documented status, and nothing half-applied.</summary>
public sealed class HostileAdminTests
{
    private static readonly string[] Bodies =
    [
        "", "{", "[", "null", "true", "7", "\"text\"", "[]", "{}", "[null]", "[1,\"x\",[],true]", "[[]]", "[{}]",
        new string('[', 40) + new string(']', 40),
        "[{\"name\":\"a\",\"name\":\"b\",\"key\":\"c\"}]",
        "[{\"name\":\"\\ud800\",\"key\":\"half\"}]",
        "[{\"\\udc00\":1}]",
        "{\"freezes\":[],\"pauses\":[],\"users\":[]}",
        "{\"freezes\":[null],\"pauses\":[{}],\"users\":[7],\"from\":null,\"controlPercent\":\"5\"}",
        "[{\"id\":null,\"name\":null,\"key\":null,\"type\":null,\"points\":null,\"rankBy\":null,\"userId\":null,\"customerId\":null,\"start\":null,\"multiplier\":null}]",
        "[{\"id\":7,\"name\":{},\"key\":[],\"type\":\"none\",\"points\":\"10\",\"rankBy\":\"luck\",\"userId\":3,\"customerId\":false,\"start\":\"2026-02-30\",\"multiplier\":\"2\",\"value\":\"1\",\"user\":\"u\"}]",
        "[{\"id\":\"/\",\"name\":\"😀 مرحبا\",\"key\":\"😀\",\"type\":\"user\",\"points\":1e400,\"customerId\":\"مرحبا\",\"userId\":\"a\\u0000b\"}]",
        "[{\"name\":\"" + new string('x', 256) + "\",\"key\":\"" + new string('k', 101) + "\",\"customerId\":\"" + new string('c', 256) + "\",\"userId\":\"" + new string('u', 256) + "\"}]",
        "[" + string.Join(',', Enumerable.Repeat("{}", 100)) + "]",
        "[" + string.Join(',', Enumerable.Repeat("{}", 101)) + "]",
        "[" + string.Join(',', Enumerable.Repeat("{}", 1001)) + "]",
    ];

    private static readonly string[] Queries = ["?ids=", "?ids=%2F", "?ids=😀&ids=x", "?ids=" + "x,y,,", "?limit=0", "?limit=-1", "?skip=-1", "?limit=1e9", "?after=%00", "?ids=" + "a&ids=".PadRight(6), "?from=x", "?search=%00"];

    public static TheoryData<string> Names => [.. AdminRequests.All.Keys.Concat(AdditiveRequests.All.Keys)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Operation_WithHostileInput_IsRefusedWhole(string name)
    {
        await using var server = await TestServer.Start();
        var world = await ContractWorld.Make(server);
        var (method, path) = (new HttpMethod(name.Split(' ')[0]), await PathOf(name, world));
        var before = server.Engine.TimelineOf(Space.Default)?.Current.Version;
        var restores = name.EndsWith("/restore", StringComparison.Ordinal) || name.EndsWith("PUT /admin/v1/rulebook", StringComparison.Ordinal);

        foreach (var body in method == HttpMethod.Get || method == HttpMethod.Delete ? [] : Bodies)
        {
            var answer = await server.Send(method, path, body);
            Assert.True(answer.Status is 200 or 201 or 400 or 422, $"{name} {body[..Math.Min(60, body.Length)]}: {answer.Status} {answer.Body.ToJsonString()}");
            Assert.True(answer.Status < 400 || answer.Code is not null, $"{name}: {answer.Body.ToJsonString()}");
        }

        foreach (var query in Queries)
        {
            var answer = await server.Send(method, path + query, method == HttpMethod.Get || method == HttpMethod.Delete ? null : "[");
            Assert.True(answer.Status is 200 or 400 or 404 or 422, $"{name} {query}: {answer.Status} {answer.Body.ToJsonString()}");
        }

        Assert.True(restores || server.Engine.TimelineOf(Space.Default)?.Current.Version == before, $"{name} changed the rulebook.");
    }

    [Theory]
    [InlineData("/admin/v1/metrics/%2F")]
    [InlineData("/admin/v1/metrics/😀")]
    [InlineData("/admin/v1/metrics/not-a-uuid")]
    [InlineData("/admin/v1/points/00000000-0000-4000-8000-00000000000/levels")]
    [InlineData("/admin/v1/tenants/%20")]
    public async Task Path_ThatIsNoUuid_IsInvalid(string path)
    {
        await using var server = await TestServer.Start();

        Assert.Equal((422, "invalid_request"), ((await server.Get(path)).Status, (await server.Get(path)).Code));
    }

    [Fact]
    public async Task Events_OfABatch_AreAllTaken_OrAllRefused()
    {
        await using var server = await TestServer.Start();
        var event1 = """{"key":"laps","user":{"id":"u"},"value":1}""";

        Assert.Equal(202, (await server.Post("/admin/v1/metrics/events", "[" + string.Join(',', Enumerable.Repeat(event1, 1000)) + "]")).Status);
        Assert.Equal(1000, (int?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
        foreach (var wrong in new[] { """{"key":"laps","user":{"id":"u"},"value":"1"}""", """{"key":"nothing","user":{"id":"u"},"value":1}""", """{"key":"laps","value":1}""", "7" })
        {
            Assert.InRange((await server.Post("/admin/v1/metrics/events", $"[{event1},{wrong}]")).Status, 404, 422);
        }

        var partly = (await server.Post("/admin/v1/metrics/events", $$"""[{{event1}},{"key":"laps","user":{"id":"u","attributes":{"shoe":"42"} },"value":1},{"key":"books","user":{"id":"u"},"value":1000}]""")).Body;
        Assert.Equal((1, 2), ((int?)partly["accepted"], partly["issues"]?.AsArray().Count));
        Assert.Equal(1001, (int?)(await server.Get("/v1/users/u/metrics/laps")).Body["current"]);
    }

    private static async Task<string> PathOf(string name, ContractWorld world)
    {
        var make = AdminRequests.All.TryGetValue(name, out var known) ? known : AdditiveRequests.All[name];
        return "/admin/v1" + (await make(world))[0].Path.Split('?')[0];
    }
}
