using NodaTime;

namespace Laurel.Core.Users;

/// <summary>Who a user is: what the application told us, and when.</summary>
public sealed record UserProfile(string Id, Instant CreatedAt)
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    /// <summary>IANA id; null: UTC.</summary>
    public string? TimeZone { get; init; }

    public ValueList<string> DeviceTokens { get; init; } = [];

    public bool SubscribeToEmails { get; init; } = true;

    public AttributeSet Attributes { get; init; } = AttributeSet.Empty;

    /// <summary>Channels the user chose per notification type; types never set are absent.</summary>
    public ValueList<KeyValuePair<string, ValueList<string>>> Notifications { get; init; } = [];

    /// <summary>In the control group of an experiment.</summary>
    public bool Control { get; init; }

    public Instant UpdatedAt { get; init; } = CreatedAt;
}
