using Laurel.Runtime;
using Laurel.Runtime.Keys;
using NodaTime;

namespace Laurel.Server.Http;

/// <summary>How the server is started.</summary>
/// <param name="Engine">What it serves; stays the caller's, who disposes of it after the server has stopped.</param>
/// <param name="Keys">Who may ask; of the engine's database.</param>
public sealed record ServeOptions(Engine Engine, KeyStore Keys)
{
    /// <summary>Where to listen. Port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>How many requests a key may make; by default as many as it likes.</summary>
    public RateLimits RateLimits { get; init; } = RateLimits.None;

    /// <summary>Whether due work runs beside the requests.</summary>
    public bool RunsDueWork { get; init; } = true;

    /// <summary>Whether webhooks may be sent to private, loopback and link-local addresses.</summary>
    public bool AllowsPrivateWebhooks { get; init; }

    /// <summary>How long a webhook endpoint may take to answer.</summary>
    public Duration WebhookTimeout { get; init; } = Duration.FromSeconds(60);

    /// <summary>The least level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Whether log lines are JSON, with everything they name as a property.</summary>
    public bool LogsJson { get; init; }
}
