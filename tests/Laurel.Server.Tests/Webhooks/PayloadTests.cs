using System.Text.Json.Nodes;
using NodaTime;

namespace Laurel.Server.Tests.Webhooks;

public sealed class PayloadTests
{
    private const string User =
        """
        "user":{"id":"u","email":null,"name":null,"tz":null,"deviceTokens":[],"subscribeToEmails":true,"attributes":{},"control":false,
          "created":"2026-03-04T10:15:30.120Z","updated":"2026-03-04T10:15:30.120Z"}
        """;

    [Fact]
    public async Task AchievementCompleted_ShowsIt()
    {
        await using var subscribed = await Subscribed.To("achievement.completed");

        await subscribed.Server.Event("u", "10");

        TestServer.Same(
            $$"""
            {"type":"achievement.completed",{{User}},
             "achievement":{"id":"id","name":"Ten laps","trigger":"metric","description":null,"badgeUrl":null,"metricId":"id","metricName":"Laps","metricValue":10,
               "userAttributes":[],"eventAttributes":[],"achievedAt":"2026-03-04T10:15:30.120Z"} }
            """,
            await Only(subscribed));
    }

    [Fact]
    public async Task AchievementRevoked_FollowsARetractionAndARevocation()
    {
        await using var subscribed = await Subscribed.To("achievement.completed", "achievement.revoked");
        var sent = await subscribed.Server.Post("/v1/metrics/laps/event", """{"user":{"id":"u"},"value":10}""");
        await subscribed.Server.Event("v", "10");
        await subscribed.Server.SendWebhooks();

        var retracted = await subscribed.Server.Send(HttpMethod.Delete, $"/admin/v1/events/{sent.Body["eventId"]}?reason=mistake", null);
        var revocation = await subscribed.Server.Post("/admin/v1/users/v/achievements/ten-laps/revoke", """{"reason":"mistake"}""");
        Assert.Equal((200, 200), (retracted.Status, revocation.Status));
        await subscribed.Server.SendWebhooks();

        Assert.Equal(["achievement.completed", "achievement.completed", "achievement.revoked", "achievement.revoked"], subscribed.Receiver.Types);
        var revoked = subscribed.Receiver.All.Skip(2).Select(message => message.Json).ToArray();
        Assert.Equal(["u", "v"], revoked.Select(json => (string?)json["user"]?["id"]).Order(StringComparer.Ordinal));
        Assert.All(revoked, json => Assert.Equal(("Ten laps", null), ((string?)json["achievement"]?["name"], (string?)json["achievement"]?["achievedAt"])));
    }

    [Fact]
    public async Task StreakStarted_ShowsTheStreak()
    {
        await using var subscribed = await Subscribed.To("streak.started");

        await subscribed.Server.Event("u", "1");

        TestServer.Same(
            $$"""
            {"type":"streak.started",{{User}},
             "streak":{"length":1,"frequency":"daily","started":"2026-03-04","periodStart":"2026-03-04","periodEnd":"2026-03-04","expires":"2026-03-05",
               "freezes":1,"maxFreezes":3,"freezeAutoEarnInterval":7,"freezeAutoEarnAmount":1},"streakKey":"daily"}
            """,
            await Only(subscribed));
    }

    [Fact]
    public async Task Streak_ExtendedFrozenAndLost_IsToldDayByDay()
    {
        await using var subscribed = await Subscribed.To("streak.started", "streak.extended", "streak.lost", "streak.freeze_consumed", "streak.freeze_earned");
        await subscribed.Server.Event("u", "1");
        await subscribed.Pass(Duration.FromDays(1));
        await subscribed.Server.Event("u", "1");
        for (var day = 0; day < 8; day++)
        {
            await subscribed.Pass(Duration.FromDays(1));
        }

        Assert.Equal(
            ["streak.started", "streak.extended", "streak.freeze_consumed", "streak.lost", "streak.freeze_earned"],
            subscribed.Receiver.Types);
        var all = subscribed.Receiver.All.Select(message => message.Json).ToArray();
        Assert.Equal(2, (int?)all[1]["streak"]?["length"]);
        Assert.Equal((1, 0), ((int?)all[2]["consumed"], (int?)all[2]["freezes"]));
        Assert.Equal(2, (int?)all[3]["length"]);
        Assert.Equal((1, 1), ((int?)all[4]["earned"], (int?)all[4]["freezes"]));
    }

    [Fact]
    public async Task PointsChanged_ComesOnceInAQuarterOfAnHourWithEverything()
    {
        await using var subscribed = await Subscribed.To("points.changed");
        await subscribed.Server.Event("u", "5");
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Event("u", "5");
        await subscribed.Server.SendWebhooks();
        await subscribed.Pass(Duration.FromMinutes(10));
        await subscribed.Server.Event("u", "5");
        await subscribed.Server.Event("v", "5");
        await subscribed.Server.SendWebhooks();
        Assert.Equal(["u 80 80", "v 80 80"], subscribed.Receiver.All.Select(Points));

        await subscribed.Pass(Duration.FromMinutes(5));

        Assert.Equal(["u 80 80", "v 80 80", "u 120 40"], subscribed.Receiver.All.Select(Points));
        var points = subscribed.Receiver.All[^1].Json["points"];
        Assert.Equal([20, 20], points?["awards"]?.AsArray().Select(award => (int?)award?["awarded"]) ?? []);
        Assert.Equal("mover", (string?)points?["level"]?["key"]);
        await subscribed.Pass(Duration.FromMinutes(15));
        Assert.Equal(3, subscribed.Receiver.All.Count);
    }

    [Fact]
    public async Task LevelChanged_ShowsBothLevels()
    {
        await using var subscribed = await Subscribed.To("points.level_changed");

        await subscribed.Server.Event("u", "5");

        TestServer.Same(
            $$"""
            {"type":"points.level_changed",{{User}},
             "points":{"id":"id","key":"xp","name":"XP","description":null,"badgeUrl":null,"maxPoints":null,"total":80},"previousLevel":null,
             "newLevel":{"id":"id","key":"novice","name":"Novice","description":"","badgeUrl":null,"points":10} }
            """,
            await Only(subscribed));
    }

    [Fact]
    public async Task Boost_StartsAndFinishesAroundAllZones()
    {
        await using var subscribed = await Subscribed.To("points.boost_started", "points.boost_finished");
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Apply(TestRulebook.Yaml.Replace("start: 2026-03-02, end: 2026-03-08", "start: 2026-03-10, end: 2026-03-11", StringComparison.Ordinal));
        await Walk(subscribed, "2026-03-09T09:59:59Z", "2026-03-09T10:00:00Z", "2026-03-12T12:59:59Z", "2026-03-12T13:00:00Z", "2026-03-13T13:00:00Z");

        Assert.Equal(["points.boost_started 2026-03-09T10:00:00Z", "points.boost_finished 2026-03-12T13:00:00Z"], subscribed.Receiver.All.Select(message => $"{message.Type} {message.Json["timestamp"]}"));
        TestServer.Same(
            """
            {"id":"id","name":"Double week","status":"active","userId":null,"pointsSystemId":"id","pointsSystemKey":"xp","pointsSystemName":"XP",
             "start":"2026-03-10","end":"2026-03-11","multiplier":2,"rounding":"down"}
            """,
            subscribed.Receiver.All[0].Json["boost"] ?? new JsonObject());
    }

    [Fact]
    public async Task Board_EachRun_IsStartedAndFinished()
    {
        await using var subscribed = await Subscribed.To(Weekly, ["leaderboard.started", "leaderboard.finished"]);
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Event("u", "3");
        await subscribed.Server.Event("v", "4");
        await Walk(subscribed, "2026-03-08T10:00:00Z", "2026-03-09T12:59:00Z", "2026-03-09T13:00:00Z", "2026-03-14T00:00:00Z");

        Assert.Equal(["leaderboard.started", "leaderboard.finished"], subscribed.Receiver.Types);
        TestServer.Same(
            """
            {"id":"id","key":"weekly","name":"Weekly","description":null,"rankBy":"metric","metricKey":"laps","metricName":"Laps",
             "breakdownAttribute":null,"breakdownAttributes":[],"start":"2026-03-02","end":"2026-03-08","startTime":null,"endTime":null,
             "maxParticipants":1000,"runUnit":"day","runInterval":7,"status":"finished",
             "rankings":[{"userId":"v","userName":null,"rank":1,"value":4,"previousRank":null,"score":4},{"userId":"u","userName":null,"rank":2,"value":3,"previousRank":null,"score":3}],
             "aggregation":"sum","order":"descending"}
            """,
            subscribed.Receiver.All[1].Json["leaderboard"] ?? new JsonObject());
        Assert.Equal("2026-03-09", (string?)subscribed.Receiver.All[0].Json["leaderboard"]?["start"]);
    }

    [Fact]
    public async Task Ranks_Moved_AreToldForEverybodyAtMostOnceInAQuarterOfAnHour()
    {
        await using var subscribed = await Subscribed.To(Weekly, ["leaderboard.rank_changed"]);
        await subscribed.Server.Event("u", "3");
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Event("v", "4");
        await subscribed.Server.SendWebhooks();
        Assert.Equal(["u ->1 ->3", "v ->1 ->4"], subscribed.Receiver.All.Select(Move));
        await subscribed.Pass(Duration.FromMinutes(10));
        await subscribed.Server.Event("u", "5");
        await subscribed.Server.SendWebhooks();
        await subscribed.Pass(Duration.FromMinutes(5));

        // The first of each is from its first message on; u is ahead again, so only v has moved.
        Assert.Equal(["u ->1 ->3", "v ->1 ->4", "v 1->2 4->4"], subscribed.Receiver.All.Select(Move));
        await subscribed.Server.Restart();
        await subscribed.Pass(Duration.FromHours(1));
        Assert.Equal(3, subscribed.Receiver.All.Count);
    }

    [Fact]
    public async Task Ranks_BeforeTheSubscription_AreNotTold()
    {
        await using var server = await TestServer.Start(Weekly, options => options with { AllowsPrivateWebhooks = true });
        await using var receiver = await Receiver.Start();
        await server.Event("u", "3");
        await Subscribed.Add(server, receiver, "leaderboard.rank_changed", "leaderboard.changed");

        await server.SendWebhooks();
        Assert.Empty(receiver.All);
        await server.Event("v", "4");
        await server.SendWebhooks();

        Assert.Equal(["leaderboard.changed", "leaderboard.rank_changed", "leaderboard.rank_changed"], receiver.Types.Order(StringComparer.Ordinal));
        Assert.Equal(["u 1->2 3->3", "v ->1 ->4"], receiver.All.Where(message => message.Type == "leaderboard.rank_changed").Select(Move).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Board_Changed_IsToldOnceInAQuarterOfAnHour()
    {
        await using var subscribed = await Subscribed.To(Weekly, ["leaderboard.changed"]);
        await subscribed.Server.Event("u", "3");
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Event("v", "4");
        await subscribed.Server.SendWebhooks();
        await subscribed.Pass(Duration.FromMinutes(14));
        Assert.Single(subscribed.Receiver.All);

        await subscribed.Pass(Duration.FromMinutes(1));

        Assert.Equal(["v", "u"], subscribed.Receiver.All[^1].Json["leaderboard"]?["rankings"]?.AsArray().Select(row => (string?)row?["userId"]) ?? []);
        Assert.Equal(2, subscribed.Receiver.All.Count);
    }

    [Fact]
    public async Task Reminders_AreDueOnTheUsersCalendar()
    {
        await using var subscribed = await Subscribed.To("emails.recap_due", "emails.reactivation_due", "emails.streak_reminder_due", "emails.achievement_due");
        await subscribed.Server.Post("/v1/metrics/laps/event", """{"user":{"id":"u","tz":"Europe/Paris"},"value":10}""");
        await Walk(
            subscribed, "2026-03-04T15:59:00Z", "2026-03-04T16:00:00Z", "2026-03-05T18:59:00Z", "2026-03-05T19:00:00Z", "2026-03-07T10:16:00Z",
            "2026-03-09T08:00:00Z", "2026-03-09T10:16:00Z", "2026-03-11T10:16:00Z", "2026-03-18T10:16:00Z", "2026-04-03T10:16:00Z", "2026-05-05T10:16:00Z");

        Assert.Equal(
            [
                "emails.achievement_due 2026-03-04T16:00:00Z", "emails.streak_reminder_due 2026-03-05T19:00:00Z", "emails.reactivation_due 2026-03-07T10:16:00Z",
                "emails.recap_due 2026-03-09T08:00:00Z", "emails.reactivation_due 2026-03-09T10:16:00Z", "emails.reactivation_due 2026-03-11T10:16:00Z",
                "emails.reactivation_due 2026-03-18T10:16:00Z", "emails.reactivation_due 2026-04-03T10:16:00Z",
            ],
            subscribed.Receiver.All.Select(message => $"{message.Type} {message.Json["timestamp"]}"));
        Assert.Equal(["1 3", "2 5", "3 7", "4 14", "5 30"], subscribed.Receiver.All.Select(message => message.Json["reactivation"]).OfType<JsonNode>().Select(part => $"{part["messageNumber"]} {part["daysSinceLastActive"]}"));
        Assert.Equal("""{"periodStart":"2026-03-02","periodEnd":"2026-03-08"}""", subscribed.Receiver.All[3].Json["recap"]?.ToJsonString());
        Assert.Equal((1, 7), ((int?)subscribed.Receiver.All[1].Json["streak"]?["length"], subscribed.Receiver.All[1].Json["streak"]?["streakHistory"]?.AsArray().Count));
        Assert.Equal("Ten laps", (string?)subscribed.Receiver.All[0].Json["achievement"]?["name"]);
    }

    [Fact]
    public async Task Reminders_NotWanted_AreNotSent()
    {
        await using var subscribed = await Subscribed.To("emails.reactivation_due", "emails.achievement_due", "emails.recap_due");
        await subscribed.Server.Event("u", "10");
        await subscribed.Server.Send(HttpMethod.Patch, "/v1/users/u/preferences", """{"notifications":{"achievement_completed":[],"reactivation":["push"],"recap":["email"]}}""");
        await Walk(subscribed, "2026-03-04T23:00:00Z", "2026-03-08T10:16:00Z", "2026-03-09T14:00:00Z", "2026-03-10T14:00:00Z");

        Assert.Equal(["emails.recap_due"], subscribed.Receiver.Types);
    }

    [Fact]
    public async Task Streak_ExtendedInTime_NeedsNoReminder()
    {
        await using var subscribed = await Subscribed.To("emails.streak_reminder_due");
        await subscribed.Server.Post("/v1/metrics/laps/event", """{"user":{"id":"u","tz":"UTC"},"value":1}""");
        await subscribed.Pass(Duration.FromDays(1));
        await subscribed.Server.Event("u", "1");
        await Walk(subscribed, "2026-03-05T21:00:00Z");

        Assert.Empty(subscribed.Receiver.All);
    }

    private const string Weekly =
        """
        metrics: [{key: laps, name: Laps}]
        leaderboards: [{key: weekly, name: Weekly, rankBy: {metric: laps}, repeat: {every: 7, unit: day}, start: 2026-01-05}]
        """;

    private static async Task<JsonNode> Only(Subscribed subscribed)
    {
        await subscribed.Server.SendWebhooks();
        return Assert.Single(subscribed.Receiver.All).Json;
    }

    private static async Task Walk(Subscribed subscribed, params string[] instants)
    {
        foreach (var instant in instants)
        {
            subscribed.Server.Clock.Set(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value);
            await subscribed.Pass(Duration.Zero);
        }
    }

    private static string Points(Arrived message) => $"{message.Json["user"]?["id"]} {message.Json["points"]?["total"]} {message.Json["points"]?["added"]}";

    private static string Move(Arrived message)
    {
        var board = message.Json["leaderboard"];
        return $"{message.Json["user"]?["id"]} {board?["previousRank"]}->{board?["rank"]} {board?["previousValue"]}->{board?["value"]}";
    }
}
