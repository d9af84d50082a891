namespace Laurel.Server.Http;

/// <summary>What the server writes to its log. No personal data, no secrets.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed unexpectedly.")]
    public static partial void RequestFailed(this ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request met a database that was away.")]
    public static partial void DatabaseAway(this ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due work failed; it is tried again.")]
    public static partial void DueWorkFailed(this ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "An input could not be stored: {Code}")]
    public static partial void NotStored(this ILogger log, string code, Exception? error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Endpoint}: message {WebhookMessage} is {State}, the answer was {Status}.")]
    public static partial void WebhookSent(this ILogger log, Guid endpoint, Guid webhookMessage, string state, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Endpoint}: sending failed; it is tried again.")]
    public static partial void WebhooksFailed(this ILogger log, Guid endpoint, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of webhooks failed; it is tried again.")]
    public static partial void WebhookRoundFailed(this ILogger log, Exception error);
}
