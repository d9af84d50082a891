using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Server.Tests.Points;

public sealed class TransferTests
{
    private const string Rulebook = """
        metrics: [{key: laps}]
        points:
          - {key: xp, transfers: true, triggers: [{key: hello, points: 30, signup: true}]}
          - {key: fixed, triggers: [{key: hello, points: 30, signup: true}]}
        """;

    [Fact]
    public async Task Transfer_MovesPoints_Once()
    {
        await using var server = await Start();

        var first = await Send(server, "a", """{"to":"b","amount":10}""", key: "k");
        var again = await Send(server, "a", """{"to":"c","amount":99}""", key: "k");

        Assert.Equal((201, "completed", 20), (first.Status, (string?)first.Body["status"], (int?)first.Body["total"]));
        Assert.Equal((202, "b", 10, 20), (again.Status, (string?)again.Body["to"], (int?)again.Body["amount"], (int?)again.Body["total"]));
        Assert.Equal((string?)first.Body["id"], (string?)again.Body["id"]);
        Assert.Equal((20, 40), (await Balance(server, "a"), await Balance(server, "b")));
        var awards = (await server.Get("/v1/users/b/points/xp")).Body["awards"]?[0];
        Assert.Equal(("received", "a", 10), ((string?)awards?["kind"], (string?)awards?["otherUserId"], (int?)awards?["awarded"]));
    }

    [Theory]
    [InlineData("""{"to":"b","amount":31}""", 422, "out_of_points")]
    [InlineData("""{"to":"b","amount":0}""", 422, "invalid_request")]
    [InlineData("""{"to":"b","amount":-5}""", 422, "invalid_request")]
    [InlineData("""{"to":"b","amount":1.5}""", 422, "invalid_request")]
    [InlineData("""{"to":"b","amount":"5"}""", 422, "invalid_request")]
    [InlineData("""{"to":"b","amount":1000000000000001}""", 422, "amount_out_of_range")]
    [InlineData("""{"to":"b","amount":99999999999999999999}""", 422, "invalid_request")]
    [InlineData("""{"to":"a","amount":5}""", 422, "transfer_to_self")]
    [InlineData("""{"to":"nobody","amount":5}""", 404, "unknown_user")]
    [InlineData("""{"to":null,"amount":null}""", 422, "invalid_request")]
    public async Task Transfer_ThatCannotBe_MovesNothing(string body, int status, string code)
    {
        await using var server = await Start();

        var answer = await Send(server, "a", body, key: "k");

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal((30, 30), (await Balance(server, "a"), await Balance(server, "b")));
    }

    [Fact]
    public async Task Transfer_WhereNoneAreAllowed_IsRefused()
    {
        await using var server = await Start();

        Assert.Equal("transfers_disabled", (await server.Post("/v1/users/a/points/fixed/transfers", """{"to":"b","amount":1}""")).Code);
        Assert.Equal("unknown_points_system", (await server.Post("/v1/users/a/points/gold/transfers", """{"to":"b","amount":1}""")).Code);
        Assert.Equal("unknown_user", (await server.Post("/v1/users/x/points/xp/transfers", """{"to":"b","amount":1}""")).Code);
    }

    [Fact]
    public async Task Transfer_CutShortByACrash_ArrivesAfterwards_Once()
    {
        await using var server = await Start();
        var id = InputIds.OfKey("a", ":transfer", "k");
        await server.Engine.Submit(new Submission(Space.Default, new SendPoints(id, "a", server.Engine.Now, "xp", 10) { To = "b", Transfer = id.Value }, IsKeyed: true, AtArrival: true));
        Assert.Equal((20, 30), (await Balance(server, "a"), await Balance(server, "b")));

        await server.Restart();
        server.Clock.Advance(Duration.FromSeconds(11));
        await server.PassTime();
        await server.PassTime();

        Assert.Equal((20, 40), (await Balance(server, "a"), await Balance(server, "b")));
        var again = await Send(server, "a", """{"to":"b","amount":10}""", key: "k");
        Assert.Equal((202, "completed"), (again.Status, (string?)again.Body["status"]));
        Assert.Equal((20, 40), (await Balance(server, "a"), await Balance(server, "b")));
    }

    [Fact]
    public async Task Transfer_SentAgainAfterACrash_Arrives()
    {
        await using var server = await Start();
        var id = InputIds.OfKey("a", ":transfer", "k");
        await server.Engine.Submit(new Submission(Space.Default, new SendPoints(id, "a", server.Engine.Now, "xp", 10) { To = "b", Transfer = id.Value }, IsKeyed: true, AtArrival: true));

        Assert.Equal(202, (await Send(server, "a", """{"to":"b","amount":10}""", key: "k")).Status);

        Assert.Equal((20, 40), (await Balance(server, "a"), await Balance(server, "b")));
        server.Clock.Advance(Duration.FromSeconds(11));
        await server.PassTime();
        Assert.Equal((20, 40), (await Balance(server, "a"), await Balance(server, "b")));
    }

    [Fact]
    public async Task Transfer_ThatTheReceiverCannotTake_GoesBack_AndStaysSo()
    {
        await using var server = await Start();
        await Adjust(server, "b", Limits.PointsMax - 30 - 5);

        var refused = await Send(server, "a", """{"to":"b","amount":10}""", key: "k");
        await Adjust(server, "b", -1000);
        var again = await Send(server, "a", """{"to":"b","amount":10}""", key: "k");

        Assert.Equal((422, "points_limit"), (refused.Status, refused.Code));
        Assert.Equal((422, "points_limit"), (again.Status, again.Code));
        Assert.Equal((30, Limits.PointsMax - 1005), (await Balance(server, "a"), await Balance(server, "b")));
    }

    [Fact]
    public async Task Transfers_ByManyAtOnce_KeepTheSum()
    {
        await using var server = await Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            Send(server, i % 2 == 0 ? "a" : "b", $$"""{"to":"{{(i % 2 == 0 ? "b" : "a")}}","amount":{{1 + (i % 7)}}}""", key: $"k{i % 25}")));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 201, 202, 422 }));
        Assert.Equal(60, await Balance(server, "a") + await Balance(server, "b"));
    }

    [Fact]
    public async Task UserKey_SendsOnlyItsOwn()
    {
        await using var server = await Start();
        var key = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "app") { UserId = "a" });

        Assert.Equal(201, (await server.Post("/v1/users/a/points/xp/transfers", """{"to":"b","amount":1}""", key)).Status);
        Assert.Equal(403, (await server.Post("/v1/users/b/points/xp/transfers", """{"to":"a","amount":1}""", key)).Status);
        Assert.Equal(401, (await server.Post("/admin/v1/users/a/points/xp/adjustments", """{"amount":1,"reason":"x"}""", key)).Status);
    }

    [Fact]
    public async Task Adjustment_MovesTheBalance_WithItsReason()
    {
        await using var server = await Start();

        var answer = await server.Send(HttpMethod.Post, "/admin/v1/users/a/points/fixed/adjustments", """{"amount":-20,"reason":"Given twice"}""", idempotencyKey: "k");
        var again = await server.Send(HttpMethod.Post, "/admin/v1/users/a/points/fixed/adjustments", """{"amount":-20,"reason":"Given twice"}""", idempotencyKey: "k");

        Assert.Equal((201, 10), (answer.Status, (int?)answer.Body["total"]));
        Assert.Equal(("adjustment", "Given twice", -20), ((string?)answer.Body["awards"]?[0]?["kind"], (string?)answer.Body["awards"]?[0]?["reason"], (int?)answer.Body["awards"]?[0]?["awarded"]));
        Assert.Equal((202, 10), (again.Status, (int?)again.Body["total"]));
        Assert.Equal("out_of_points", (await server.Post("/admin/v1/users/a/points/fixed/adjustments", """{"amount":-20,"reason":"x"}""")).Code);
        Assert.Equal("invalid_request", (await server.Post("/admin/v1/users/a/points/fixed/adjustments", """{"amount":1}""")).Code);
        Assert.Equal("amount_out_of_range", (await server.Post("/admin/v1/users/a/points/fixed/adjustments", """{"amount":0,"reason":"x"}""")).Code);
        Assert.Equal("unknown_user", (await server.Post("/admin/v1/users/x/points/fixed/adjustments", """{"amount":1,"reason":"x"}""")).Code);
    }

    private static async Task<TestServer> Start()
    {
        var server = await TestServer.Start(Rulebook);
        await server.Post("/v1/users", """{"id":"a"}""");
        await server.Post("/v1/users", """{"id":"b"}""");
        return server;
    }

    private static Task<Answered> Send(TestServer server, string user, string body, string? key = null) =>
        server.Send(HttpMethod.Post, $"/v1/users/{user}/points/xp/transfers", body, idempotencyKey: key);

    private static async Task Adjust(TestServer server, string user, long amount) =>
        Assert.Equal(201, (await server.Post($"/admin/v1/users/{user}/points/xp/adjustments", $$"""{"amount":{{amount}},"reason":"test"}""")).Status);

    private static async Task<long> Balance(TestServer server, string user) => (long?)(await server.Get($"/v1/users/{user}/points/xp")).Body["total"] ?? -1;
}
