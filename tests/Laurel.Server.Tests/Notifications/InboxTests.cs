using System.Text.Json.Nodes;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Server.Tests.Notifications;

public sealed class InboxTests
{
    private const string Inbox = "/v1/users/u/notifications";

    [Fact]
    public async Task Inbox_AfterEvents_TellsWhatHappenedNewestFirst()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");
        server.Clock.Advance(Duration.FromDays(2));
        await server.PassTime();

        var body = (await server.Get(Inbox)).Body;

        Assert.Equal("streak.freeze_consumed", (string?)body["notifications"]?[0]?["type"]);
        Assert.Equal(
            ["achievement.completed", "points.level_changed", "points.level_changed", "streak.freeze_consumed", "streak.started"],
            Types(body).Order(StringComparer.Ordinal));
        Assert.Equal((5, null), ((int?)body["unread"], (string?)body["next"]));
        TestServer.Same(
            """
            {"id":"I","type":"streak.freeze_consumed","at":"2026-03-06T00:00:00Z","readAt":null,"streakKey":"daily","consumed":1,"freezes":0}
            """,
            WithId(body["notifications"]?[0]));
        TestServer.Same(
            """
            {"id":"I","type":"achievement.completed","at":"2026-03-04T10:15:30.120Z","readAt":null,
             "achievement":{"id":"id","name":"Ten laps","trigger":"metric","description":null,"badgeUrl":null,"metricId":"id","metricName":"Laps","metricValue":10,
               "userAttributes":[],"eventAttributes":[],"achievedAt":"2026-03-04T10:15:30.120Z"}}
            """,
            WithId(body["notifications"]?.AsArray().Single(item => (string?)item?["type"] == "achievement.completed")));
        Assert.Equal(
            ["novice->mover", "->novice"],
            body["notifications"]?.AsArray().Where(item => (string?)item?["type"] == "points.level_changed").Select(item => $"{item?["previousLevel"]?["key"]}->{item?["newLevel"]?["key"]}") ?? []);
    }

    [Fact]
    public async Task Inbox_ByPages_IsWholeAndInOrder()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");
        for (var day = 0; day < 6; day++)
        {
            server.Clock.Advance(Duration.FromDays(1));
            await server.PassTime();
            await server.Event("u", "1");
        }

        var all = Ids((await server.Get($"{Inbox}?limit=100")).Body);
        var paged = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = (await server.Get($"{Inbox}?limit=3{(next.Length == 0 ? "" : $"&before={next}")}")).Body;
            paged.AddRange(Ids(page));
            next = (string?)page["next"];
        }

        Assert.Equal(all, paged);
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.True(all.Length > 9);
    }

    [Fact]
    public async Task Marks_OneAndAllUpToOne_AreExact()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");
        var ids = Ids((await server.Get(Inbox)).Body);
        Assert.Equal(4, ids.Length);

        Assert.Equal(3, (int?)(await server.Post($"{Inbox}/{ids[0]}/read", "{}")).Body["unread"]);
        Assert.Equal(3, (int?)(await server.Post($"{Inbox}/{ids[0]}/read", "{}")).Body["unread"]);
        Assert.Equal(1, (int?)(await server.Post($"{Inbox}/read", $$"""{"upTo":"{{ids[2]}}"}""")).Body["unread"]);
        Assert.Equal([ids[1]], Ids((await server.Get($"{Inbox}?unread=true")).Body));
        Assert.Equal(1, (int?)(await server.Get($"{Inbox}/unread")).Body["unread"]);
        Assert.Equal(0, (int?)(await server.Post($"{Inbox}/read", "{}")).Body["unread"]);
        Assert.Equal("2026-03-04T10:15:30.120Z", (string?)(await server.Get(Inbox)).Body["notifications"]?[0]?["readAt"]);
    }

    [Fact]
    public async Task Inbox_After30Days_IsEmpty()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "10");
        server.Clock.Advance(Duration.FromDays(30));
        await server.PassTime();
        Assert.Equal(4, server.Count("select count(*) from notifications where type <> 'streak.lost' and type not like 'streak.freeze%'"));

        server.Clock.Advance(Duration.FromMilliseconds(1));
        await server.PassTime();

        Assert.Equal(0, server.Count("select count(*) from notifications where type <> 'streak.lost' and type not like 'streak.freeze%'"));
    }

    [Theory]
    [InlineData("GET", "/v1/users/nobody/notifications", null, 404, "unknown_user")]
    [InlineData("GET", "/v1/users/u/notifications?before=x", null, 422, "invalid_request")]
    [InlineData("GET", "/v1/users/u/notifications?before=1-2-3-4", null, 422, "invalid_request")]
    [InlineData("GET", "/v1/users/u/notifications?before=1-2-99999999999", null, 422, "invalid_request")]
    [InlineData("GET", "/v1/users/u/notifications?limit=101", null, 422, "invalid_request")]
    [InlineData("POST", "/v1/users/u/notifications/1-2-3/read", "{}", 404, "unknown_notification")]
    [InlineData("POST", "/v1/users/u/notifications/read", """{"upTo":"x"}""", 422, "invalid_request")]
    public async Task Request_Wrong_IsRefused(string method, string path, string? body, int status, string code)
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");

        var answer = await server.Send(new HttpMethod(method), path, body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task UserKeys_OpenOnlyTheirOwnInbox()
    {
        await using var server = await TestServer.Start();
        await server.Event("u", "1");
        await server.Event("v", "1");
        var key = server.Keys.Create(new NewKey(Space.Default, KeyKind.User, "u") { UserId = "u" });

        Assert.Equal(200, (await server.Get(Inbox, key)).Status);
        Assert.Equal((403, "forbidden"), ((await server.Get("/v1/users/v/notifications", key)) is var other ? (other.Status, other.Code) : default));
        Assert.Equal(403, (await server.Get("/v1/users/v/stream", key)).Status);
        Assert.Equal(403, (await server.Post("/v1/users/v/notifications/read", "{}", key)).Status);
    }

    private static string[] Types(JsonNode body) => [.. (body["notifications"]?.AsArray() ?? []).Select(item => (string?)item?["type"] ?? "")];

    private static string[] Ids(JsonNode body) => [.. (body["notifications"]?.AsArray() ?? []).Select(item => (string?)item?["id"] ?? "")];

    private static JsonNode WithId(JsonNode? item)
    {
        var copy = item?.DeepClone() ?? new JsonObject();
        copy["id"] = "I";
        return copy;
    }
}
