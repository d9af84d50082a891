using System.Net;
using System.Net.Sockets;
using Laurel.Runtime;
using Laurel.Tests.Databases;
using NodaTime;

namespace Laurel.Server.Tests.Webhooks;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Events_Subscribed_ArriveSignedAndInOrder()
    {
        await using var subscribed = await Subscribed.To("achievement.completed", "streak.started", "points.changed", "points.level_changed");

        await subscribed.Server.Event("u", "10");
        await subscribed.Server.SendWebhooks();

        Assert.Equal(["points.level_changed", "streak.started", "achievement.completed", "points.level_changed", "points.changed"], subscribed.Receiver.Types);
        Assert.Equal(["u", "u", "u", "u", "u"], subscribed.Receiver.All.Select(message => (string?)message.Json["user"]?["id"]));
        Assert.Equal(5, subscribed.Receiver.All.Select(message => message.Id).Distinct().Count());
        Assert.All(subscribed.Receiver.All, message => message.AssertSigned(subscribed.Secret));
    }

    [Fact]
    public async Task Facts_WithoutEndpoint_WriteNothing()
    {
        await using var server = await TestServer.Start();

        await server.Event("u", "10");
        await server.SendWebhooks();

        Assert.Equal(0, server.Count("select (select count(*) from webhook_messages) + (select count(*) from webhook_timers) + (select count(*) from webhook_deliveries)"));
    }

    [Fact]
    public async Task Facts_NotSubscribed_WriteNothing()
    {
        await using var subscribed = await Subscribed.To("streak.lost");

        await subscribed.Server.Event("u", "10");

        Assert.Equal(0, subscribed.Server.Count("select count(*) from webhook_messages"));
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("closes early")]
    [InlineData("redirects")]
    public async Task Receiver_Unwell_GetsItAgainUntilItIsWell(string how)
    {
        await using var subscribed = await Subscribed.To("streak.started");
        subscribed.Receiver.Behaviour = how switch
        {
            "fails" => Receiver.Fail,
            "closes early" => Receiver.CloseEarly,
            _ => (context, _) =>
            {
                context.Response.Redirect("/elsewhere");
                return Task.CompletedTask;
            },
        };
        await subscribed.Server.Event("u", "1");
        foreach (var minutes in new[] { 0, 1, 2 })
        {
            await subscribed.Pass(Duration.FromMinutes(minutes));
            await subscribed.Pass(Duration.FromSeconds(59));
        }

        Assert.Equal(3, subscribed.Receiver.All.Count);
        subscribed.Receiver.Behaviour = Receiver.Welcome;
        await subscribed.Pass(Duration.FromMinutes(4));

        Assert.Equal(4, subscribed.Receiver.All.Count);
        Assert.Single(subscribed.Receiver.All.Select(message => (message.Id, message.Body)).Distinct());
        Assert.Equal(["delivered"], (await subscribed.Deliveries()).Select(delivery => (string?)delivery?["state"]));
    }

    [Fact]
    public async Task Receiver_Hanging_GetsItAgainUntilItIsWell()
    {
        await using var subscribed = await Subscribed.To(null, ["streak.started"], Duration.FromMilliseconds(500));
        subscribed.Receiver.Behaviour = Receiver.Hang;
        await subscribed.Server.Event("u", "1");
        await subscribed.Server.SendWebhooks();

        var hanging = Assert.Single(await subscribed.Deliveries("?state=pending"));
        Assert.Equal((1, "There was no answer within 0.5 seconds."), ((int?)hanging?["attempts"], (string?)hanging?["answer"]?["error"]));

        // On a busy machine, one that is well may take longer too: then it gets it once more.
        subscribed.Receiver.Behaviour = Receiver.Welcome;
        for (var hour = 0; hour < 20 && (await subscribed.Deliveries("?state=delivered")).Count == 0; hour++)
        {
            await subscribed.Pass(Duration.FromHours(1));
        }

        Assert.Equal("thanks", (string?)Assert.Single(await subscribed.Deliveries("?state=delivered"))?["answer"]?["body"]);
        Assert.Single(subscribed.Receiver.All.Select(message => (message.Id, message.Body)).Distinct());
    }

    [Fact]
    public async Task Receiver_NeverWell_IsGivenUpAfterADayAndCanBeAskedForAgain()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        subscribed.Receiver.Behaviour = Receiver.Fail;
        await subscribed.Server.Event("u", "1");
        await subscribed.Server.SendWebhooks();
        for (var hour = 0; hour < 30; hour++)
        {
            await subscribed.Pass(Duration.FromHours(1));
        }

        Assert.Equal(28, subscribed.Receiver.All.Count);
        var dead = Assert.Single(await subscribed.Deliveries("?state=dead"));
        Assert.Equal((28, "not now", 500), ((int?)dead?["attempts"], (string?)dead?["answer"]?["body"], (int?)dead?["answer"]?["status"]));

        subscribed.Receiver.Behaviour = Receiver.Welcome;
        await subscribed.Server.Post($"{subscribed.Path}/deliveries/{dead?["id"]}/redeliver", "{}");
        await subscribed.Server.SendWebhooks();

        Assert.Equal(29, subscribed.Receiver.All.Count);
        Assert.Equal(subscribed.Receiver.All[0].Id, subscribed.Receiver.All[^1].Id);
        Assert.Equal(["delivered"], (await subscribed.Deliveries()).Select(delivery => (string?)delivery?["state"]));
    }

    [Fact]
    public async Task Messages_OfAUser_WaitForTheEarlierOne()
    {
        await using var subscribed = await Subscribed.To("streak.started", "achievement.completed");
        var failures = 1;
        subscribed.Receiver.Behaviour = (context, message) =>
            (string?)message.Json["user"]?["id"] == "u" && Interlocked.Decrement(ref failures) >= 0 ? Receiver.Fail(context, message) : Receiver.Welcome(context, message);
        await subscribed.Server.Event("u", "1");
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Event("u", "9");
        await subscribed.Server.Event("v", "1");
        await subscribed.Server.SendWebhooks();

        Assert.Equal(["u streak.started", "v streak.started"], subscribed.Receiver.All.Select(Name));
        await subscribed.Pass(Duration.FromMinutes(1));

        Assert.Equal(["u streak.started", "u achievement.completed"], subscribed.Receiver.All.Skip(2).Select(Name));
    }

    [Fact]
    public async Task Receiver_Hanging_DelaysNoOther()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        await using var other = await Receiver.Start();
        await Subscribed.Add(subscribed.Server, other, "streak.started");
        var arrived = new TaskCompletionSource();
        other.Behaviour = (context, message) =>
        {
            arrived.SetResult();
            return Receiver.Welcome(context, message);
        };
        // It hangs until the other one has its message: were it waited for, that would be never.
        subscribed.Receiver.Behaviour = async (context, message) => await arrived.Task;
        await subscribed.Server.Event("u", "1");

        await subscribed.Server.SendWebhooks();

        Assert.Single(other.All);
        Assert.Single(subscribed.Receiver.All);
        Assert.Equal(0, subscribed.Server.Count("select count(*) from webhook_deliveries where state <> 'delivered'"));
    }

    [Fact]
    public async Task Message_CommittedBeforeTheServerStopped_ArrivesAfterwards()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        await subscribed.Server.Event("u", "1");

        await subscribed.Server.Restart();
        await subscribed.Server.SendWebhooks();
        await subscribed.Server.Restart();
        await subscribed.Server.SendWebhooks();

        Assert.Equal(["streak.started"], subscribed.Receiver.Types);
    }

    [Fact]
    public async Task Sending_Interrupted_RemembersWhatArrived()
    {
        await using var subscribed = await Subscribed.To("streak.started", "achievement.completed");
        using var stopping = new CancellationTokenSource();
        subscribed.Receiver.Behaviour = async (context, message) =>
        {
            if (message.Type == "achievement.completed" && !stopping.IsCancellationRequested)
            {
                await stopping.CancelAsync();
                await Receiver.Hang(context, message);
            }
            else
            {
                await Receiver.Welcome(context, message);
            }
        };
        await subscribed.Server.Event("u", "10");

        await subscribed.Server.SendWebhooks(stopping.Token);
        Assert.Equal(["achievement.completed pending", "streak.started delivered"], (await subscribed.Deliveries()).Select(delivery => $"{delivery?["type"]} {delivery?["state"]}"));
        await subscribed.Server.SendWebhooks();

        Assert.Equal(["streak.started", "achievement.completed", "achievement.completed"], subscribed.Receiver.Types);
    }

    [Fact]
    public async Task Sending_OfTwoNodes_IsOnesAtATime()
    {
        var database = TestDatabase.Cluster.NewDatabase();
        using var first = Engine.Open(new EngineOptions(database, new TestClock()));
        using (var second = Engine.Open(new EngineOptions(database, new TestClock())))
        {
            Assert.True(second.TakesSending());
            Assert.False(first.TakesSending());
            Assert.False(await first.RunAsSender(_ => Assert.Fail("It is the other's.")));
            Assert.True(await second.RunAsSender(_ => { }));
        }

        Assert.True(first.TakesSending());
        Assert.True(await first.RunAsSender(_ => { }));
    }

    [Fact]
    public async Task Endpoint_Disabled_IsSentNothing()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        await subscribed.Server.Send(HttpMethod.Patch, subscribed.Path, """{"enabled":false}""");

        await subscribed.Server.Event("u", "1");
        await subscribed.Server.SendWebhooks();

        Assert.Empty(subscribed.Receiver.All);
        Assert.Equal(0, subscribed.Server.Count("select count(*) from webhook_messages"));
    }

    [Fact]
    public async Task Address_PrivateWhenConnectedTo_IsRefused()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        await using var careful = await TestServer.Start();
        await using var receiver = await Receiver.Start();
        var endpoint = subscribed.Server.Engine.Webhooks.All.Single() with { Url = receiver.Url };
        careful.Engine.Webhooks.Write(endpoint);

        await careful.Event("u", "1");
        await careful.SendWebhooks();

        Assert.Empty(receiver.All);
        var delivery = Assert.Single((await careful.Get($"{subscribed.Path}/deliveries")).Body.AsArray());
        Assert.Contains("no address in the public internet", (string?)delivery?["answer"]?["error"]);
    }

    [Fact]
    public async Task Address_NobodyListensAt_IsTriedAgain()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        // Nobody else gets the port, and nobody listens there.
        using var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await subscribed.Server.Send(HttpMethod.Patch, subscribed.Path, $$"""{"url":"http://{{held.LocalEndPoint}}/"}""");

        await subscribed.Server.Event("u", "1");
        await subscribed.Server.SendWebhooks();

        var delivery = Assert.Single(await subscribed.Deliveries("?state=pending"));
        Assert.Equal((1, "2026-03-04T10:16:30.120Z"), ((int?)delivery?["attempts"], (string?)delivery?["nextAttempt"]));
    }

    [Fact]
    public async Task Answer_Endless_IsReadToItsLimit()
    {
        await using var subscribed = await Subscribed.To("streak.started");
        subscribed.Receiver.Behaviour = async (context, _) =>
        {
            var bytes = new byte[100_000];
            Array.Fill(bytes, (byte)'x');
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            }
        };
        await subscribed.Server.Event("u", "1");

        await subscribed.Server.SendWebhooks();

        var delivery = Assert.Single(await subscribed.Deliveries());
        Assert.Equal(("delivered", 1_000), ((string?)delivery?["state"], ((string?)delivery?["answer"]?["body"])?.Length));
    }

    private static string Name(Arrived message) => $"{message.Json["user"]?["id"]} {message.Type}";
}
