using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>One message on its way to one endpoint, or there.</summary>
/// <param name="State">pending, delivered or dead.</param>
/// <param name="Attempts">How often it was tried since it was last asked for.</param>
public sealed record WebhookDelivery(Guid Endpoint, WebhookMessage Message, string State, int Attempts)
{
    public const string Pending = "pending";
    public const string Delivered = "delivered";
    public const string Dead = "dead";

    /// <summary>When it is tried next; null: not by itself.</summary>
    public Instant? NextAt { get; init; }

    /// <summary>When it was last tried; null: not yet.</summary>
    public Instant? SentAt { get; init; }

    public DeliveryAnswer? Answer { get; init; }
}

/// <summary>What an endpoint answered.</summary>
/// <param name="Status">HTTP status; null: there was no answer.</param>
/// <param name="Text">How its body begins.</param>
/// <param name="Error">Why there was none; null: there was.</param>
public sealed record DeliveryAnswer(int? Status, string? Text, string? Error)
{
    /// <summary>Characters that are kept of an answer.</summary>
    public const int TextMax = 1_000;

    public bool IsSuccess => Error is null && Status is >= 200 and < 300;
}

/// <summary>Deliveries, per endpoint.</summary>
public static class DeliveryTable
{
    private const string Columns =
        """
        m.message_id, m.space_id, m.message_key, m.user_id, m.type, m.subject, m.body, m.at,
        d.endpoint_id, d.state, d.attempts, d.next_at, d.sent_at, d.status, d.answer, d.error
        """;

    private const string From = "from webhook_deliveries d join webhook_messages m on m.message_id = d.message_id";

    /// <summary>Gives an endpoint a message.</summary>
    public static void Add(DbConnection connection, WebhookEndpoint endpoint, WebhookMessage message, Instant dueAt) => connection.Execute(
        """
        insert into webhook_deliveries (space_id, endpoint_id, message_id, user_id, state, attempts, next_at)
        values (@space, @endpoint, @message, @user, 'pending', 0, @due)
        on conflict (space_id, endpoint_id, message_id) do nothing
        """,
        [.. KeyOf(endpoint, message.Id), ("user", message.User), ("due", dueAt.ToUnixTimeMilliseconds())]);

    /// <summary>
    /// What is to be sent to an endpoint now, in order. A message about a user waits while an earlier one about the same user is
    /// tried again by the minute.
    /// </summary>
    public static IReadOnlyList<WebhookDelivery> Due(DbConnection connection, WebhookEndpoint endpoint, Instant now, int limit) => connection.Select(
        $"""
        select {Columns} {From}
        where d.space_id = @space and d.endpoint_id = @endpoint and d.next_at <= @now and not exists (
          select 1 from webhook_deliveries e
          where e.space_id = d.space_id and e.endpoint_id = d.endpoint_id and e.user_id = d.user_id and e.message_id < d.message_id
            and e.next_at is not null and e.attempts between 1 and @quick)
        order by d.next_at, d.message_id limit @limit
        """,
        DeliveryOf,
        ("space", endpoint.Space.Id), ("endpoint", EndpointTable.Key(endpoint.Id)), ("now", now.ToUnixTimeMilliseconds()),
        ("quick", RetryTimes.QuickMax), ("limit", limit));

    /// <summary>Writes what came of an attempt.</summary>
    public static void Write(DbConnection connection, WebhookEndpoint endpoint, WebhookDelivery delivery) => connection.Execute(
        """
        update webhook_deliveries
        set state = @state, attempts = @attempts, next_at = @next, sent_at = @sent, status = @status, answer = @answer, error = @error
        where space_id = @space and endpoint_id = @endpoint and message_id = @message
        """,
        [
            .. KeyOf(endpoint, delivery.Message.Id), ("state", delivery.State), ("attempts", delivery.Attempts), ("next", Ms(delivery.NextAt)),
            ("sent", Ms(delivery.SentAt)), ("status", delivery.Answer?.Status), ("answer", delivery.Answer?.Text), ("error", delivery.Answer?.Error),
        ]);

    /// <summary>The deliveries to an endpoint, the newest first, from before a message on.</summary>
    public static IReadOnlyList<WebhookDelivery> List(DbConnection connection, WebhookEndpoint endpoint, (string? State, long Before) filter, int limit) => connection.Select(
        $"""
        select {Columns} {From}
        where d.space_id = @space and d.endpoint_id = @endpoint and d.message_id < @before and d.state = coalesce(@state, d.state)
        order by d.message_id desc limit @limit
        """,
        DeliveryOf,
        ("space", endpoint.Space.Id), ("endpoint", EndpointTable.Key(endpoint.Id)), ("before", filter.Before), ("state", filter.State), ("limit", limit));

    public static WebhookDelivery? Find(DbConnection connection, WebhookEndpoint endpoint, long message) => connection.Select(
        $"select {Columns} {From} where d.space_id = @space and d.endpoint_id = @endpoint and d.message_id = @message",
        DeliveryOf, KeyOf(endpoint, message)) is [var only] ? only : null;

    /// <summary>How many deliveries wait, of all endpoints.</summary>
    public static long CountPending(DbConnection connection) =>
        connection.SelectLong("select count(*) from webhook_deliveries where next_at is not null") ?? 0;

    private static (string, object?)[] KeyOf(WebhookEndpoint endpoint, long message) =>
        [("space", endpoint.Space.Id), ("endpoint", EndpointTable.Key(endpoint.Id)), ("message", message)];

    private static WebhookDelivery DeliveryOf(DbDataReader row) => new(
        new Guid(row.GetFieldValue<byte[]>(8), bigEndian: true), MessageTable.MessageOf(row), row.GetString(9), row.GetInt32(10))
    {
        NextAt = At(row.GetLongOrNull(11)),
        SentAt = At(row.GetLongOrNull(12)),
        Answer = row.IsDBNull(12) ? null : new((int?)row.GetLongOrNull(13), row.GetTextOrNull(14), row.GetTextOrNull(15)),
    };

    private static Instant? At(long? milliseconds) => milliseconds is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;

    private static long? Ms(Instant? at) => at?.ToUnixTimeMilliseconds();
}
