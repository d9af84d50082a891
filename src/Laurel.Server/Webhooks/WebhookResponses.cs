using System.Text.Json;
using System.Text.Json.Serialization;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>The body of a new or changed endpoint, for the published document.</summary>
internal sealed record WebhookBody(string? Url, IReadOnlyList<string>? Events)
{
    public string? Name { get; init; }

    /// <summary>Only when it is made; a random one when absent.</summary>
    public string? Secret { get; init; }

    public bool? Enabled { get; init; }
}

/// <summary>The body of a rotation, for the published document.</summary>
internal sealed record RotationBody(string? Secret);

/// <summary>An endpoint. The secret is shown when it is made or rotated, and never again.</summary>
internal sealed record WebhookResponse(string Id, string Name, string Url, IReadOnlyList<string> Events, bool Enabled)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>Until when the secret before the last rotation signs, too; null: it does not.</summary>
    public string? PreviousSecretUntil { get; init; }

    public required string Created { get; init; }

    public required string Updated { get; init; }

    public static WebhookResponse Of(WebhookEndpoint endpoint, Instant now) =>
        new(endpoint.Id.ToString(), endpoint.Name, endpoint.Url, endpoint.Types, endpoint.IsEnabled)
        {
            PreviousSecretUntil = endpoint.SecretsAt(now).Count > 1 ? WireText.Of(endpoint.RotatedAt + WebhookEndpoint.RotationTime) : null,
            Created = WireText.Of(endpoint.CreatedAt),
            Updated = WireText.Of(endpoint.UpdatedAt),
        };
}

/// <summary>What was removed.</summary>
internal sealed record DeletedResponse(string Id);

/// <summary>webhook.test.</summary>
internal sealed record TestMessage(string Type, string Timestamp, string Webhook);

/// <summary>What an endpoint answered; body: how it begins; error: why there was no answer.</summary>
internal sealed record AnswerResponse(int? Status, string? Body, string? Error);

/// <summary>A message on its way to an endpoint. State: pending, delivered or dead.</summary>
internal sealed record DeliveryResponse
{
    public required string Id { get; init; }

    /// <summary>The header webhook-id.</summary>
    public required string WebhookId { get; init; }

    public required string Type { get; init; }

    public required string? UserId { get; init; }

    public required string State { get; init; }

    public required int Attempts { get; init; }

    public required string Created { get; init; }

    public required string? LastAttempt { get; init; }

    public required string? NextAttempt { get; init; }

    public required AnswerResponse? Answer { get; init; }

    public required JsonElement Payload { get; init; }

    public static DeliveryResponse Of(WebhookDelivery delivery)
    {
        using var payload = JsonDocument.Parse(delivery.Message.Body);
        return new()
        {
            Id = delivery.Message.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            WebhookId = delivery.Message.WireId,
            Type = delivery.Message.Type,
            UserId = delivery.Message.User,
            State = delivery.State,
            Attempts = delivery.Attempts,
            Created = WireText.Of(delivery.Message.At),
            LastAttempt = WireText.Of(delivery.SentAt),
            NextAttempt = WireText.Of(delivery.NextAt),
            Answer = delivery.Answer is { } answer ? new(answer.Status, answer.Text, answer.Error) : null,
            Payload = payload.RootElement.Clone(),
        };
    }
}
