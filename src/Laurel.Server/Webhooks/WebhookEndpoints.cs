using Laurel.Core;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;

namespace Laurel.Server.Webhooks;

/// <summary>Managing who is told.</summary>
internal sealed class WebhookEndpoints(WebhookWorker worker, bool allowsPrivate)
{
    private const string Tag = "Webhooks";

    private static readonly string[] RankTypes = [WebhookTypes.LeaderboardChanged, WebhookTypes.RankChanged];

    public void Map(Routes admin)
    {
        admin.Get("/webhooks", List, new(Tag, "All endpoints, the oldest first.", typeof(IReadOnlyList<WebhookResponse>)));
        admin.Post("/webhooks", Create, new(Tag, "Makes an endpoint; the answer shows its secret, once.", typeof(WebhookResponse)) { Status = StatusCodes.Status201Created, Body = typeof(WebhookBody) });
        admin.Get("/webhooks/{id}", Read, new(Tag, "An endpoint.", typeof(WebhookResponse)));
        admin.Patch("/webhooks/{id}", Update, new(Tag, "Changes an endpoint; what is absent stays.", typeof(WebhookResponse)) { Body = typeof(WebhookBody) });
        admin.Post("/webhooks/{id}/rotate", Rotate, new(Tag, "Gives an endpoint a new secret; the old one signs for a day more.", typeof(WebhookResponse)) { Body = typeof(RotationBody) });
        admin.Delete("/webhooks/{id}", Delete, new(Tag, "Removes an endpoint with its deliveries.", typeof(DeletedResponse)));
    }

    /// <summary>The endpoint in the path.</summary>
    public static WebhookEndpoint Find(Call call) =>
        Guid.TryParseExact(call.Path("id"), "D", out var id) && call.Backend.Engine.Webhooks.Find(call.Space.Id, id) is { } endpoint
            ? endpoint
            : throw new RefusedException(ErrorTable.UnknownWebhook);

    private static ValueTask<Reply> List(Call call)
    {
        IReadOnlyList<WebhookResponse> endpoints = [.. call.Backend.Engine.Webhooks.Of(call.Space.Id).Select(endpoint => WebhookResponse.Of(endpoint, call.RealNow))];
        return new(Reply.Ok(endpoints, WebhookJson.Default.IReadOnlyListWebhookResponse));
    }

    private static ValueTask<Reply> Read(Call call) => new(Reply.Ok(WebhookResponse.Of(Find(call), call.RealNow), WebhookJson.Default.WebhookResponse));

    private async ValueTask<Reply> Create(Call call)
    {
        var request = await call.Body(WebhookRequest.Read);
        request.Check(isNew: true, allowsPrivate);
        var endpoint = new WebhookEndpoint(
            Guid.CreateVersion7(call.RealNow.ToDateTimeOffset()), call.Space, request.Name ?? "", request.Url ?? "", Distinct(request.Types), request.Secret ?? WebhookSecret.New())
        {
            IsEnabled = request.IsEnabled ?? true,
            CreatedAt = call.RealNow,
        };
        var written = await Write(call, endpoint);
        return Reply.Created(WebhookResponse.Of(written, call.RealNow) with { Secret = written.Secret }, WebhookJson.Default.WebhookResponse);
    }

    private async ValueTask<Reply> Update(Call call)
    {
        var endpoint = Find(call);
        var request = await call.Body(WebhookRequest.Read);
        request.Check(isNew: false, allowsPrivate);
        var written = await Write(call, endpoint with
        {
            Name = request.Name ?? endpoint.Name,
            Url = request.Url ?? endpoint.Url,
            Types = request.Types is null ? endpoint.Types : Distinct(request.Types),
            IsEnabled = request.IsEnabled ?? endpoint.IsEnabled,
        });
        return Reply.Ok(WebhookResponse.Of(written, call.RealNow), WebhookJson.Default.WebhookResponse);
    }

    private async ValueTask<Reply> Rotate(Call call)
    {
        var endpoint = Find(call);
        var request = await call.Body(WebhookRequest.Read);
        (request with { Url = null, Types = null }).Check(isNew: false, allowsPrivate);
        var written = await Write(call, endpoint with
        {
            Secret = request.Secret ?? WebhookSecret.New(),
            PreviousSecret = endpoint.Secret,
            RotatedAt = call.RealNow,
        });
        return Reply.Ok(WebhookResponse.Of(written, call.RealNow) with { Secret = written.Secret }, WebhookJson.Default.WebhookResponse);
    }

    private static ValueTask<Reply> Delete(Call call)
    {
        var endpoint = Find(call);
        call.Backend.Engine.Webhooks.Delete(endpoint);
        return new(Reply.Ok(new DeletedResponse(endpoint.Id.ToString()), WebhookJson.Default.DeletedResponse));
    }

    // Who newly listens to rankings is told what changes from now on, not how everything stands.
    private async Task<WebhookEndpoint> Write(Call call, WebhookEndpoint endpoint)
    {
        var store = call.Backend.Engine.Webhooks;
        var listened = store.TypesOf(call.Space.Id).Overlaps(RankTypes);
        var written = endpoint with { UpdatedAt = call.RealNow };
        if (!store.Write(written))
        {
            throw new RefusedException(ErrorTable.TooManyWebhooks);
        }

        if (!listened && store.TypesOf(call.Space.Id).Overlaps(RankTypes))
        {
            await worker.Ranks.Begin(call.Space.Id);
        }

        return written;
    }

    private static ValueList<string> Distinct(ValueList<string>? types) => [.. (types ?? []).Distinct()];
}
