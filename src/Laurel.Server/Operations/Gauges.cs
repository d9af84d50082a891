using Laurel.Runtime;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Notifications;

namespace Laurel.Server.Operations;

/// <summary>What is counted when somebody looks.</summary>
internal static class Gauges
{
    public static void Watch(Engine engine, StreamCounts streams)
    {
        engine.Instruments.Watch("laurel.webhook.backlog", "{delivery}", "Webhook messages and deliveries that wait, those to be tried again included.", () => Backlog(engine));
        engine.Instruments.Watch("laurel.streams.open", "{stream}", "Streams of notifications that are open.", () => streams.Total);
    }

    private static long Backlog(Engine engine)
    {
        using var connection = engine.Database.ConnectAside();
        return MessageTable.CountPending(connection) + DeliveryTable.CountPending(connection);
    }
}
