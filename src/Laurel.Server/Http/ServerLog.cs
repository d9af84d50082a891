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
}
