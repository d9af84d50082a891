using System.Diagnostics;
using System.Text.Json.Nodes;
using Laurel.Runtime.Databases;
using Laurel.Server.Tests.CommandLine;
using Laurel.Server.Tests.Webhooks;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Nodes;

/// <summary>Webhooks of three servers on one PostgreSQL, while those that send them die and stand still.</summary>
public sealed class NodeWebhooksTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int ClientCount = 12;
    private const int StepsPerPhase = 200;

    // Enough for everything there is to be told of a user, and then it is the next one's turn: there are messages all the time.
    private const int StepsPerUser = 12;
    private static readonly TimeSpan FrozenFor = TimeSpan.FromSeconds(20);

    private readonly Workplace place = new();
    private readonly List<NodeProcess> nodes = [];
    private Receiver? started;

    private Receiver Receiver => started ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => started = await Receiver.Start();

    [Fact]
    public async Task Messages_WhileTheSenderIsKilledAndItsSuccessorFrozenPastItsLease_ArriveAllInOrder()
    {
        var text = TestDatabase.Cluster.NewDatabase();
        using var database = Database.Open(text);
        await Start(text);
        await nodes[0].Post("/admin/v1/webhooks", $$"""
            {"name": "test", "url": "{{Receiver.Url}}", "events": ["achievement.completed", "points.changed", "points.level_changed", "streak.started"]}
            """);
        await Wait.Until(() => Holder(database).Length > 0);
        var first = Holder(database);

        // Of two nodes, the one that does not die sends next; of the two after that, the one that does not stand still.
        await Start(text);
        var load = new NodeLoad(nodes, ClientCount) { UserOf = (client, step) => $"u{client}-{step / StepsPerUser}" };
        var running = load.Run();
        await Steps(load);
        nodes[0].Kill();
        await Wait.Until(() => Holder(database) != first);
        var second = Holder(database);
        await Steps(load);
        await Start(text);
        load.Use(nodes);
        await Steps(load);
        nodes[1].Freeze();
        var frozen = Stopwatch.StartNew();
        await Wait.Until(() => frozen.Elapsed > FrozenFor && Holder(database) != second);
        await Steps(load);
        nodes[1].Wake();
        await Steps(load);
        load.End();
        await running;
        await Wait.Until(() => Waiting(database) == 0);

        output.WriteLine($"{load.AcknowledgedCount} steps, {Receiver.All.Count} requests for {Receiver.All.Select(message => message.Id).Distinct().Count()} messages");
        AssertArrived(database);
        AssertToldWhatIsStored(database, load.Acknowledged);
    }

    public async ValueTask DisposeAsync()
    {
        nodes.ForEach(node => node.Dispose());
        place.Dispose();
        await Receiver.DisposeAsync();
    }

    private async Task Start(string text) => nodes.Add(await NodeProcess.Start(text, place.Rulebook));

    private static string Holder(Database database) => database.Text("select holder from leases where name = 'webhooks'");

    private static long Waiting(Database database) => database.Number(
        "select (select count(*) from webhook_messages where dispatched = 0) + (select count(*) from webhook_deliveries where state <> 'delivered')");

    // Every message that is stored, and no other; first arrivals of each user's in the order in which they were committed.
    private void AssertArrived(Database database)
    {
        var arrived = Receiver.All.DistinctBy(message => message.Id).GroupBy(UserOf).ToDictionary(user => user.Key, user => string.Join(' ', user.Select(message => message.Id)));
        var stored = database.Text(
            "select user_id || '=' || string_agg('msg_' || encode(message_key, 'hex')::uuid, ' ' order by message_id) from webhook_messages group by user_id")
            .Split(',').Select(line => line.Split('=')).ToDictionary(line => line[0], line => line[1]);

        Assert.Equal(stored.OrderBy(user => user.Key, StringComparer.Ordinal), arrived.OrderBy(user => user.Key, StringComparer.Ordinal));
        Assert.All(Receiver.All.GroupBy(message => message.Id), attempts => Assert.Single(attempts.Select(attempt => attempt.Body).Distinct()));
    }

    // Nobody is told of a completion, a level or a streak that is not in the ledgers, or twice, or not.
    private void AssertToldWhatIsStored(Database database, IReadOnlyDictionary<string, int> steps)
    {
        var told = Receiver.All.DistinctBy(message => message.Id).ToLookup(message => message.Type);
        Assert.Equal(
            database.Text("select user_id || ' ' || achievement from achievement_completions order by 1"),
            Lines(told["achievement.completed"], message => message.Json["achievement"]?["name"]));
        Assert.Equal(
            database.Text("select user_id || ' ' || coalesce(level, '') from level_changes order by 1"),
            Lines(told["points.level_changed"], message => message.Json["newLevel"]?["key"]));
        Assert.Equal(database.Text("select distinct user_id || ' daily' from streak_periods order by 1"), Lines(told["streak.started"], message => message.Json["streakKey"]));

        // The first one went at once; what followed waits, in one message, for its quarter of an hour.
        var held = database.Text("select user_id || ' ' || (body::jsonb -> 'points' ->> 'added') from webhook_throttles where body is not null")
            .Split(',', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(line => line[0], line => long.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            database.Text("select user_id || ' ' || sum(amount) from points_awards group by user_id order by 1"),
            Lines(told["points.changed"], message => (long?)message.Json["points"]?["added"] + held.GetValueOrDefault(UserOf(message))));
        Assert.Equal(steps.Count, told["points.changed"].Count());
    }

    private static string Lines(IEnumerable<Arrived> messages, Func<Arrived, object?> what) =>
        string.Join(',', messages.Select(message => $"{UserOf(message)} {what(message)}").Order(StringComparer.Ordinal));

    private static string UserOf(Arrived message) => (string?)message.Json["user"]?["id"] ?? "";

    private static Task Steps(NodeLoad load)
    {
        var before = load.AcknowledgedCount;
        return Wait.Until(() => load.AcknowledgedCount > before + StepsPerPhase);
    }
}
