using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>A message that is stored, on its way to every endpoint that subscribes to its type.</summary>
/// <param name="Id">Grows.</param>
/// <param name="Key">What receivers know it by, the same in every attempt.</param>
/// <param name="User">Whom it is about; null: nobody in particular.</param>
/// <param name="Subject">Messages with the same subject are sent at most once per <see cref="ThrottleTimes.Window"/>; empty: always.</param>
/// <param name="Body">JSON.</param>
public sealed record WebhookMessage(long Id, int Space, Guid Key, string? User, string Type, string Subject, string Body, Instant At)
{
    /// <summary>The header webhook-id.</summary>
    public string WireId => $"msg_{Key}";
}

/// <summary>What is to be told: now, or at <see cref="DueAt"/>, when it is decided anew whether and what.</summary>
/// <param name="User">Whom it is about.</param>
/// <param name="Subject">See <see cref="WebhookMessage.Subject"/>; of a timer, what tells it from the user's others of its type.</param>
public sealed record Announcement(string Type, string User, string Subject)
{
    /// <summary>UTF-8 JSON; empty for a timer.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Null: at once.</summary>
    public Instant? DueAt { get; init; }
}
