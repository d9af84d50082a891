using System.Globalization;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>What became of messages: looking, sending again, trying out.</summary>
internal sealed class DeliveryEndpoints(WebhookWorker worker)
{
    private const string Tag = "Webhooks";

    private static readonly string[] States = [WebhookDelivery.Pending, WebhookDelivery.Delivered, WebhookDelivery.Dead];

    public void Map(Routes admin)
    {
        admin.Post("/webhooks/{id}/test", Test, new(Tag, "Sends a message of the type webhook.test now, once; the answer is what came of it.", typeof(DeliveryResponse)));
        admin.Get("/webhooks/{id}/deliveries", List, new(Tag, "The deliveries of the last 7 days, the newest first.", typeof(IReadOnlyList<DeliveryResponse>))
        {
            Parameters =
            [
                new("state", "pending, delivered or dead; all when absent."),
                new("before", "Id of the last delivery of the page before."),
                new("limit", "1 to 100, 10 when absent.", IsNumber: true),
            ],
        });
        admin.Get("/webhooks/{id}/deliveries/{delivery}", Read, new(Tag, "A delivery.", typeof(DeliveryResponse)));
        admin.Post("/webhooks/{id}/deliveries/{delivery}/redeliver", Redeliver, new(Tag, "Sends a message again, with retries as if it were new.", typeof(DeliveryResponse)));
    }

    private static ValueTask<Reply> List(Call call)
    {
        var endpoint = WebhookEndpoints.Find(call);
        var limit = call.QueryNumber("limit", absent: 10, min: 1, max: 100);
        var state = call.Query("state") is not { } text ? null : States.Contains(text) ? text : throw Call.Invalid("state", $"must be one of {string.Join(", ", States)}");
        var before = call.Query("before") is not { } id ? long.MaxValue : NumberOf(id) ?? throw Call.Invalid("before", "must be the id of a delivery");
        using var connection = call.Backend.Engine.Database.ConnectAside();
        IReadOnlyList<DeliveryResponse> deliveries = [.. DeliveryTable.List(connection, endpoint, (state, before), limit).Select(DeliveryResponse.Of)];
        return new(Reply.Ok(deliveries, WebhookJson.Default.IReadOnlyListDeliveryResponse));
    }

    private static ValueTask<Reply> Read(Call call) =>
        new(Reply.Ok(DeliveryResponse.Of(Find(call, WebhookEndpoints.Find(call))), WebhookJson.Default.DeliveryResponse));

    private static async ValueTask<Reply> Redeliver(Call call)
    {
        var endpoint = WebhookEndpoints.Find(call);
        var again = Find(call, endpoint) with { State = WebhookDelivery.Pending, Attempts = 0, NextAt = call.RealNow };
        await call.Backend.Engine.Run(writer => DeliveryTable.Write(writer.ConnectionAside, endpoint, again));
        return Reply.Ok(DeliveryResponse.Of(again), WebhookJson.Default.DeliveryResponse);
    }

    private async ValueTask<Reply> Test(Call call)
    {
        var endpoint = WebhookEndpoints.Find(call);
        var body = Telling.Write(new TestMessage(WebhookTypes.Test, WireText.Of(call.RealNow), endpoint.Id.ToString()), WebhookJson.Default.TestMessage);
        WebhookMessage? message = null;
        await call.Backend.Engine.Run(writer =>
        {
            message = MessageTable.WriteTaken(writer, call.Space.Id, new Announcement(WebhookTypes.Test, "", "") { Body = body }, call.RealNow);
            DeliveryTable.Add(writer.ConnectionAside, endpoint, message, call.RealNow + Duration.FromDays(1));
        });
        var delivery = new WebhookDelivery(endpoint.Id, message ?? throw new InvalidOperationException("The message was written and is not there."), WebhookDelivery.Pending, 0);
        var sent = await worker.Send(endpoint, delivery, isOnly: true, call.Aborted);
        return Reply.Ok(DeliveryResponse.Of(sent), WebhookJson.Default.DeliveryResponse);
    }

    private static WebhookDelivery Find(Call call, WebhookEndpoint endpoint)
    {
        using var connection = call.Backend.Engine.Database.ConnectAside();
        return NumberOf(call.Path("delivery")) is { } id && DeliveryTable.Find(connection, endpoint, id) is { } delivery
            ? delivery
            : throw new RefusedException(ErrorTable.UnknownDelivery);
    }

    private static long? NumberOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
