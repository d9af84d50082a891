using Laurel.Runtime.Webhooks;

namespace Laurel.Server.Tests.Webhooks;

public sealed class AdminTests
{
    [Theory]
    [InlineData("""{"url":"no url","events":["streak.lost"]}""", "webhook_url_invalid")]
    [InlineData("""{"url":"ftp://example.com/","events":["streak.lost"]}""", "webhook_url_invalid")]
    [InlineData("""{"url":"https://user:pass@example.com/","events":["streak.lost"]}""", "webhook_url_invalid")]
    [InlineData("""{"events":["streak.lost"]}""", "webhook_url_invalid")]
    [InlineData("""{"url":"http://127.0.0.1/hook","events":["streak.lost"]}""", "webhook_url_private")]
    [InlineData("""{"url":"http://[::1]:80/hook","events":["streak.lost"]}""", "webhook_url_private")]
    [InlineData("""{"url":"http://169.254.169.254/latest","events":["streak.lost"]}""", "webhook_url_private")]
    [InlineData("""{"url":"http://localhost:8080/hook","events":["streak.lost"]}""", "webhook_url_private")]
    [InlineData("""{"url":"http://0x7f000001/","events":["streak.lost"]}""", "webhook_url_private")]
    [InlineData("""{"url":"https://example.com/","events":["streak.gone"]}""", "unknown_webhook_event")]
    [InlineData("""{"url":"https://example.com/","events":[]}""", "unknown_webhook_event")]
    [InlineData("""{"url":"https://example.com/"}""", "unknown_webhook_event")]
    [InlineData("""{"url":"https://example.com/","events":["streak.lost"],"secret":"whsec_c2hvcnQ="}""", "webhook_secret_invalid")]
    [InlineData("""{"url":"https://example.com/","events":["streak.lost"],"secret":"secret"}""", "webhook_secret_invalid")]
    [InlineData("""{"url":"no url","events":["streak.gone"]}""", "invalid_request")]
    [InlineData("""{"url":7,"events":["streak.lost"]}""", "invalid_request")]
    public async Task Create_Wrong_SaysWhat(string body, string code)
    {
        await using var server = await TestServer.Start();

        var answer = await server.Post("/admin/v1/webhooks", body);

        Assert.Equal((422, code), (answer.Status, answer.Code));
        Assert.EndsWith(".", answer.Error);
        Assert.NotEmpty(answer.Body["problems"]?.AsArray() ?? []);
        Assert.Empty(server.Engine.Webhooks.All);
    }

    [Fact]
    public async Task Create_AtTheLimit_IsRefused()
    {
        await using var server = await TestServer.Start();
        const string body = """{"url":"https://example.com/","events":["streak.lost"]}""";
        for (var i = 0; i < WebhookEndpoint.EndpointsMax; i++)
        {
            Assert.Equal(201, (await server.Post("/admin/v1/webhooks", body)).Status);
        }

        var answer = await server.Post("/admin/v1/webhooks", body);

        Assert.Equal((422, "too_many_webhooks"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Endpoint_FromCreationToDeletion_IsWhatWasAskedFor()
    {
        await using var server = await TestServer.Start();
        var created = await server.Post("/admin/v1/webhooks", """{"name":"CRM","url":"https://example.com/hook","events":["streak.lost","streak.lost"]}""");
        var id = (string?)created.Body["id"];
        Assert.Null(WebhookSecret.Problem((string?)created.Body["secret"] ?? ""));

        await server.Send(HttpMethod.Patch, $"/admin/v1/webhooks/{id}", """{"events":["streak.started"]}""");
        var read = await server.Get($"/admin/v1/webhooks/{id}");
        TestServer.Same(
            """
            {"id":"id","name":"CRM","url":"https://example.com/hook","events":["streak.started"],"enabled":true,"previousSecretUntil":null,
             "created":"2026-03-04T10:15:30.120Z","updated":"2026-03-04T10:15:30.120Z"}
            """,
            read.Body);
        Assert.Equal(read.Body.ToJsonString(), Assert.Single((await server.Get("/admin/v1/webhooks")).Body.AsArray())?.ToJsonString());

        Assert.Equal(200, (await server.Send(HttpMethod.Delete, $"/admin/v1/webhooks/{id}", null)).Status);
        Assert.Equal("unknown_webhook", (await server.Get($"/admin/v1/webhooks/{id}")).Code);
        Assert.Equal("unknown_webhook", (await server.Get("/admin/v1/webhooks/7")).Code);
    }

    [Fact]
    public async Task Rotation_SignsWithBothForADay()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        var rotated = await subscribed.Server.Post($"{subscribed.Path}/rotate", "{}");
        var secret = (string?)rotated.Body["secret"] ?? "";
        Assert.NotEqual(subscribed.Secret, secret);
        Assert.Equal("2026-03-05T10:15:30.120Z", (string?)rotated.Body["previousSecretUntil"]);

        await subscribed.Server.Event("u", "1");
        await subscribed.Server.SendWebhooks();
        subscribed.Receiver.All[0].AssertSigned(secret, count: 2);
        await subscribed.Pass(NodaTime.Duration.FromDays(1));
        await subscribed.Server.Event("v", "1");
        await subscribed.Server.SendWebhooks();

        subscribed.Receiver.All[1].AssertSigned(secret);
    }

    [Fact]
    public async Task Test_SendsOnceAndTellsWhatCameOfIt()
    {
        await using var subscribed = await Subscribed.To("streak.started");

        var well = await subscribed.Server.Post($"{subscribed.Path}/test", "{}");
        subscribed.Receiver.Behaviour = Receiver.Fail;
        var unwell = await subscribed.Server.Post($"{subscribed.Path}/test", "{}");
        await subscribed.Pass(NodaTime.Duration.FromDays(2));

        Assert.Equal(("delivered", 200, "thanks"), ((string?)well.Body["state"], (int?)well.Body["answer"]?["status"], (string?)well.Body["answer"]?["body"]));
        Assert.Equal(("dead", 500), ((string?)unwell.Body["state"], (int?)unwell.Body["answer"]?["status"]));
        Assert.Equal(["webhook.test", "webhook.test"], subscribed.Receiver.Types);
        subscribed.Receiver.All[0].AssertSigned(subscribed.Secret);
    }

    [Fact]
    public async Task Deliveries_AreListedByPage()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        foreach (var user in new[] { "a", "b", "c" })
        {
            await subscribed.Server.Event(user, "1");
        }

        await subscribed.Server.SendWebhooks();
        var first = await subscribed.Deliveries("?limit=2");
        var second = await subscribed.Deliveries($"?limit=2&before={first[1]?["id"]}");

        Assert.Equal(["c", "b", "a"], first.Concat(second).Select(delivery => (string?)delivery?["userId"]));
        Assert.Equal("streak.started", (string?)second[0]?["payload"]?["type"]);
        var single = await subscribed.Server.Get($"{subscribed.Path}/deliveries/{second[0]?["id"]}");
        Assert.Equal(second[0]?.ToJsonString(), single.Body.ToJsonString());
        Assert.Equal("unknown_delivery", (await subscribed.Server.Get($"{subscribed.Path}/deliveries/99999")).Code);
        Assert.Equal(422, (await subscribed.Server.Get($"{subscribed.Path}/deliveries?state=lost")).Status);
    }

    [Fact]
    public async Task UserKeys_AreNotLetIn()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        var key = subscribed.Server.Keys.Create(new Laurel.Runtime.Keys.NewKey(Laurel.Runtime.Spaces.Space.Default, Laurel.Runtime.Keys.KeyKind.User, "u") { UserId = "u" });

        Assert.Equal(401, (await subscribed.Server.Get("/admin/v1/webhooks", key)).Status);
        Assert.Equal(401, (await subscribed.Server.Get($"{subscribed.Path}/deliveries", key)).Status);
    }
}
