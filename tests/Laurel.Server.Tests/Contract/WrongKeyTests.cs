using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Tests.Contract;

/// <summary>Every operation that is known, tried with every key that has no business there.</summary>
public sealed class WrongKeyTests
{
    // In the user's total, and nowhere else. Boards are open to every user of their own space.
    private const string Secret = "12.5";

    public static TheoryData<string> Names => [.. ApplicationRequests.All.Keys.Concat(AdminRequests.All.Keys).Concat(AdditiveRequests.All.Keys)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Operation_WithAWrongKey_TellsAndChangesNothing(string name)
    {
        await using var server = await TestServer.Start();
        var world = await ContractWorld.Make(server);
        var requests = await ApplicationRequests.All.Concat(AdminRequests.All).Concat(AdditiveRequests.All).ToDictionary()[name](world);
        var isAdmin = name.Contains("/admin/", StringComparison.Ordinal);
        var before = await Everything(server);
        foreach (var (kind, key) in await WrongKeys(server))
        {
            foreach (var request in requests)
            {
                var answer = await server.Send(new HttpMethod(name.Split(' ')[0]), (isAdmin ? "/admin/v1" : "/v1") + request.Path, request.Body, key);

                Assert.InRange(answer.Status, 200, 499);
                Assert.True(kind == "user" && request.Path.StartsWith("/leaderboards", StringComparison.Ordinal) || !answer.Body.ToJsonString().Contains(Secret, StringComparison.Ordinal), $"{name} tells a key of another {kind}: {answer.Body.ToJsonString()}");
                if (kind == "user" && isAdmin)
                {
                    Assert.Equal(401, answer.Status);
                }

                if (kind == "user" && (request.Path.StartsWith("/users/u1", StringComparison.Ordinal) || request.Body?.Contains("\"id\":\"u1\"", StringComparison.Ordinal) == true) && !isAdmin)
                {
                    Assert.Equal((403, "forbidden"), (answer.Status, answer.Code));
                }
            }
        }

        Assert.Equal(before, await Everything(server));
    }

    [Fact]
    public async Task Additive_Requests_AreAnsweredAsTheySay()
    {
        foreach (var (name, make) in AdditiveRequests.All)
        {
            await using var server = await TestServer.Start();
            foreach (var request in await make(await ContractWorld.Make(server)))
            {
                var answer = await server.Send(new HttpMethod(name.Split(' ')[0]), "/admin/v1" + request.Path, request.Body);
                Assert.True(request.Status == answer.Status, $"{name}: {answer.Status} {answer.Body.ToJsonString()}");
            }
        }
    }

    [Fact]
    public async Task Operations_OfTheDocuments_AreAllTried()
    {
        await using var server = await TestServer.Start();
        var known = Names.Select(row => row.Data).ToHashSet(StringComparer.Ordinal);

        var document = (await server.Get("/admin/v1/openapi", "")).Body;

        var operations = (document["paths"]?.AsObject() ?? []).SelectMany(path => (path.Value?.AsObject() ?? []).Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Empty(operations.Except(known).Except(Elsewhere));
    }

    /// <summary>Operations whose own tests try them with wrong keys.</summary>
    private static readonly string[] Elsewhere = [];

    private static async Task<IReadOnlyList<(string Kind, string Key)>> WrongKeys(TestServer server)
    {
        var now = server.Clock.GetCurrentInstant();
        var other = await server.Engine.Create(new(new(0, "other", ""), "Other", EnvironmentKind.Development, now, now), Space.Default, "test");
        var tenant = server.Engine.Spaces.Find("production", "acme");
        Assert.NotNull(other);
        Assert.NotNull(tenant);
        return
        [
            ("environment", server.Keys.Create(new NewKey(other.Space, KeyKind.Admin, "other"))),
            ("tenant", server.Keys.Create(new NewKey(tenant.Space, KeyKind.Admin, "tenant"))),
            ("user", server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "mallory") { UserId = "mallory" })),
        ];
    }

    // All that the production has.
    private static async Task<string> Everything(TestServer server)
    {
        var parts = new List<string>();
        foreach (var path in new[] { "/admin/v1/rulebook", "/admin/v1/users?limit=100", "/admin/v1/users/u1/export", "/admin/v1/tenants", "/v1/users/u1", "/v1/leaderboards/top" })
        {
            parts.Add((await server.Get(path)).Body.ToJsonString());
        }

        return string.Join('\n', parts);
    }
}
