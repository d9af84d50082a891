using System.Text.Json.Nodes;

namespace Laurel.Server.Tests.Http;

/// <summary>Every operation of the application API with everything that somebody careless or hostile might send: a documented status, never a 5xx.</summary>
public sealed class HostileOperationTests
{
    private static readonly int[] Documented = [200, 201, 202, 400, 403, 404, 413, 422];

    private static readonly string[] Texts =
    [
        "%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80", "%D7%A9%D7%9C%D7%95%D7%9D%E2%80%AE", "a%2Fb", "%252F", "%00", "%0A", "%ED%A0%80", "..%2F..%2Fetc", "%27%3B%20drop%20table%20users", "%20", "%2C%3A%2C",
        new string('a', 255), new string('a', 256), new string('a', 3000),
    ];

    private static readonly string[] Numbers = ["", "-1", "0", "1", "007", "1.5", "1e3", "%2B5", "NaN", "2147483648", "-99999999999999999999", "true", "null", "0x10", "%F0%9F%91%A9"];

    private static readonly string[] Dates =
    [
        "", "2026-02-29", "2026-13-01", "2026-1-1", "0000-00-00", "0001-01-01", "9999-12-31", "-0001-01-01", "2026-03-04T00:00:00Z", "now", "20260304",
    ];

    private static readonly string[] Attributes = ["", ":", ",", "city", "city:", ":lyon", "city:a:b", "city:lyon,city:paris", "nope:1", "city:%F0%9F%91%A9", string.Concat(Enumerable.Repeat("city:x,", 60))];

    private static readonly string[] Reads =
    [
        "/v1/achievements", "/v1/users/{x}", "/v1/users/{x}/preferences", "/v1/users/{x}/metrics", "/v1/users/{x}/metrics/{x}", "/v1/users/u/metrics/{x}", "/v1/users/{x}/achievements",
        "/v1/users/{x}/metrics/laps/event-summary?aggregation=daily&startDate=2026-03-01&endDate=2026-03-02", "/v1/users/u/metrics/{x}/event-summary?aggregation=daily&startDate=2026-03-01&endDate=2026-03-02",
        "/v1/users/{x}/streak", "/v1/users/{x}/points/{x}", "/v1/users/u/points/{x}", "/v1/users/{x}/points/xp/boosts", "/v1/users/u/points/{x}/boosts",
        "/v1/users/u/points/{x}/event-summary?aggregation=daily&startDate=2026-03-01&endDate=2026-03-02", "/v1/users/{x}/leaderboards/{x}", "/v1/users/u/leaderboards/{x}", "/v1/users/{x}/wrapped",
        "/v1/streaks?userIds={x}", "/v1/streaks?userIds={x}&userIds={x}", "/v1/points/{x}", "/v1/points/{x}/summary", "/v1/points/{x}/boosts", "/v1/points/{x}/levels", "/v1/points/{x}/level-summary",
        "/v1/leaderboards/{x}", "/v1/leaderboards/top?userId={x}", "/v1/streaks/rankings?type={x}", "/api/users/{x}",
    ];

    private static readonly (string Path, string[] Values)[] Parameters =
    [
        ("/v1/users/u/streak?historyPeriods={x}", Numbers), ("/v1/users/u/points/xp?awards={x}", Numbers), ("/v1/users/u/leaderboards/top?numEvents={x}", Numbers), ("/v1/users/u/wrapped?year={x}", Numbers),
        ("/v1/leaderboards/top?limit={x}", Numbers), ("/v1/leaderboards/top?offset={x}", Numbers), ("/v1/leaderboards/top?userId=u&offset={x}", Numbers), ("/v1/leaderboards/top?userId=u&limit={x}", Numbers),
        ("/v1/streaks/rankings?limit={x}", Numbers), ("/v1/leaderboards?includeFinished={x}", Numbers), ("/v1/users/u/achievements?includeIncomplete={x}", Numbers), ("/v1/points/xp/boosts?includeFinished={x}", Numbers),
        ("/v1/leaderboards/top?run={x}", Dates), ("/v1/users/u/leaderboards/top?run={x}", Dates), ("/v1/users/u/leaderboards/daily-laps?run={x}", Dates),
        ("/v1/users/u/metrics/laps/event-summary?aggregation=daily&startDate={x}&endDate=2026-03-04", Dates), ("/v1/users/u/points/xp/event-summary?aggregation=weekly&startDate=2026-03-01&endDate={x}", Dates),
        ("/v1/users/u/metrics/laps/event-summary?aggregation={x}&startDate=2026-03-01&endDate=2026-03-04", Numbers),
        ("/v1/achievements?userAttributes={x}", Attributes), ("/v1/points/xp/summary?userAttributes={x}", Attributes), ("/v1/leaderboards/weekly-laps?userAttributes={x}", Attributes),
        ("/v1/leaderboards/courses?eventAttributes={x}", Attributes), ("/v1/leaderboards/top?userAttributes={x}", Attributes),
    ];

    private static readonly (string Method, string Path, string Body)[] Writes =
    [
        ("POST", "/v1/metrics/laps/event", """{"user":{"id":"w","email":"a@example.org","name":"W","tz":"UTC","deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"city":"lyon"}},"value":1,"attributes":{"course":"sea"},"occurredAt":"2026-03-04T00:00:00Z"}"""),
        ("POST", "/v1/achievements/profile/complete", """{"user":{"id":"w","email":"a@example.org","name":"W","tz":"UTC","deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"city":"lyon"}}}"""),
        ("POST", "/v1/users", """{"id":"w","email":"a@example.org","name":"W","tz":"UTC","deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"city":"lyon"}}"""),
        ("PUT", "/v1/users/w", """{"email":"a@example.org","name":"W","tz":"UTC","deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"city":"lyon"}}"""),
        ("PATCH", "/v1/users/u", """{"id":"w","email":"a@example.org","name":"W","tz":"UTC","deviceTokens":["t"],"subscribeToEmails":true,"attributes":{"city":"lyon"}}"""),
        ("PATCH", "/v1/users/u/preferences", """{"notifications":{"achievement_completed":["email"],"recap":["push"],"reactivation":[],"streak_reminder":["email","push"]},"streak":{"enabled":true},"leaderboards":{"optOut":false,"anonymous":true}}"""),
        ("POST", "/v1/users/u/points/xp/transfers", """{"to":"v","amount":1}"""),
    ];

    [Fact]
    public async Task Paths_WithAnyText_AreAnswered()
    {
        await using var server = await Start();

        foreach (var (path, text) in from path in Reads from text in Texts select (path, text))
        {
            await Answers(server, HttpMethod.Get, path.Replace("{x}", text, StringComparison.Ordinal), null);
        }
    }

    [Fact]
    public async Task Parameters_WithAnyValue_AreAnswered()
    {
        await using var server = await Start();

        foreach (var (path, value) in from parameter in Parameters from value in parameter.Values select (parameter.Path, value))
        {
            await Answers(server, HttpMethod.Get, path.Replace("{x}", value, StringComparison.Ordinal), null);
        }
    }

    [Fact]
    public async Task Bodies_WithAnythingInAnyField_AreAnswered()
    {
        await using var server = await Start();

        foreach (var (method, path, body) in Writes)
        {
            foreach (var hostile in Mutations(body))
            {
                await Answers(server, HttpMethod.Parse(method), path, hostile);
            }
        }
    }

    [Fact]
    public async Task Bodies_ThatAreNotObjects_AreRefused_AndNothingIsStored()
    {
        await using var server = await Start();
        (string Body, int Status)[] bodies =
        [
            ("", 400), ("{", 400), ("nul", 400), ("{\"a\":1,\"a\":2}", 400), ("{\"user\":{\"id\":\"w\",\"id\":\"w\"}}", 400), ($"{new string('[', 2000)}", 400),
            ($"{{\"x\":{new string('[', 17)}{new string(']', 17)}}}", 400), ("null", 422), ("[]", 422), ("\"w\"", 422), ("7", 422), ("[{\"id\":\"w\"}]", 422),
        ];

        foreach (var (method, path, _) in Writes)
        {
            foreach (var (body, status) in bodies)
            {
                Assert.Equal((path, body, status), (path, body, await Answers(server, HttpMethod.Parse(method), path, body)));
            }
        }

        Assert.Equal(404, (await server.Get("/v1/users/w")).Status);
    }

    [Fact]
    public async Task Writes_WithNullForEveryOptionalField_AreTaken()
    {
        await using var server = await Start();

        foreach (var (method, path, body) in Writes.Where(write => !write.Path.EndsWith("transfers", StringComparison.Ordinal)))
        {
            var fields = JsonNode.Parse(body)?.AsObject() ?? [];
            Clear(fields);
            var answer = await server.Send(HttpMethod.Parse(method), path, fields.ToJsonString());

            Assert.True(answer.Status is 200 or 201, $"{method} {path} {fields.ToJsonString()}: {answer.Body.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("limit=0", 200, 0)]
    [InlineData("limit=-1", 422, 0)]
    [InlineData("limit=1&limit=2", 422, 0)]
    [InlineData("limit=5000", 200, 2)]
    [InlineData("offset=1", 200, 1)]
    [InlineData("offset=2147483647", 200, 0)]
    [InlineData("offset=2147483648", 422, 0)]
    [InlineData("userId=nobody", 200, 0)]
    [InlineData("userId=u&limit=0", 200, 0)]
    public async Task Pages_AtTheirLimits_AreAsDocumented(string query, int status, int rows)
    {
        await using var server = await Start();

        var answer = await server.Get("/v1/leaderboards/top?" + query);

        Assert.Equal(status, answer.Status);
        Assert.Equal(rows, answer.Body["rankings"]?.AsArray().Count ?? 0);
    }

    [Theory]
    [InlineData("userIds=u,v", 2)]
    [InlineData("userIds=u&userIds=v", 2)]
    [InlineData("userIds=u%2Cv", 2)]
    [InlineData("userIds=u&userIds=a%2Cb", 2)]
    [InlineData("userIds=u,u,u", 1)]
    public async Task UserIds_RepeatedOrJoined_AreTheSame(string query, int rows)
    {
        await using var server = await Start();

        Assert.Equal(rows, (await server.Get("/v1/streaks?" + query)).Body.AsArray().Count);
    }

    [Theory]
    [InlineData(0, 422)]
    [InlineData(1, 200)]
    [InlineData(100, 200)]
    [InlineData(101, 422)]
    [InlineData(1001, 422)]
    public async Task UserIds_AtTheirLimits_AreAsDocumented(int count, int status)
    {
        await using var server = await Start();
        var ids = Enumerable.Range(0, count).Select(i => $"u{i}").ToArray();

        Assert.Equal(status, (await server.Get("/v1/streaks?" + string.Join('&', ids.Select(id => "userIds=" + id)))).Status);
        Assert.Equal(status, (await server.Get("/v1/streaks?userIds=" + string.Join(',', ids))).Status);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(50, 200)]
    [InlineData(51, 422)]
    [InlineData(1001, 422)]
    public async Task DeviceTokens_AtTheirLimits_AreAsDocumented(int count, int status)
    {
        await using var server = await Start();
        var tokens = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"t{i}\""));

        Assert.Equal(status, (await server.Send(HttpMethod.Put, "/v1/users/w", $$"""{"deviceTokens":[{{tokens}}]}""")).Status);
    }

    private static async Task<TestServer> Start()
    {
        var server = await TestServer.Start();
        await server.Event("u", "5");
        await server.Event("v", "1");
        return server;
    }

    private static async Task<int> Answers(TestServer server, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("X-API-KEY", server.AdminKey);
        request.Headers.TryAddWithoutValidation("Tenant-ID", "");
        var answer = await server.Send(request);
        Assert.True(Documented.Contains(answer.Status), $"{method} {path} {body}: {answer.Status} {answer.Body.ToJsonString()}");
        // A NUL in the address is refused before anything else looks at the request, without a body.
        var isError = answer.Body is JsonObject error && error["error"] is not null && error["code"] is not null;
        Assert.True(answer.Status >= 400 == isError || (answer.Status == 400 && path.Contains("%00", StringComparison.Ordinal)), $"{method} {path}: {answer.Body.ToJsonString()}");
        return answer.Status;
    }

    // The body with each of its values, at any depth, replaced by each of many others.
    private static IEnumerable<string> Mutations(string body)
    {
        string[] values =
        [
            "null", "true", "0", "-1", "1e400", "1e-400", "\"\"", "\"1\"", "\"\\u0000\"", "\"\\ud800\"", "\"👩‍🚀\"", "\"\\u202eshalom\"", $"\"{new string('x', 3000)}\"", "[]", "{}", "[null]", "[[]]", "{\"\":null}",
            $"[{string.Join(',', Enumerable.Repeat("\"a\"", 1001))}]",
        ];
        foreach (var path in Paths(JsonNode.Parse(body)))
        {
            foreach (var value in values)
            {
                const string Mark = "\"the-mutation\"";
                var mutated = JsonNode.Parse(body) ?? new JsonObject();
                Replace(mutated, path, JsonNode.Parse(Mark));
                yield return mutated.ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<string[]> Paths(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Paths(field.Value).Select(path => (string[])[field.Key, .. path]).Prepend([field.Key])),
        _ => [],
    };

    private static void Replace(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var name in path[..^1])
        {
            node = node[name] ?? new JsonObject();
        }

        node[path[^1]] = value;
    }

    private static void Clear(JsonObject fields)
    {
        foreach (var (name, value) in fields.ToArray())
        {
            if (name == "user" && value is JsonObject user)
            {
                Clear(user);
            }
            else if (name is not ("id" or "value"))
            {
                fields[name] = null;
            }
        }
    }
}
