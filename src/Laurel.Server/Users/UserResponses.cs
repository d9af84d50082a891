using System.Text.Json.Serialization;

namespace Laurel.Server.Users;

/// <summary>A user.</summary>
internal sealed record UserResponse
{
    public required string Id { get; init; }

    public required string? Email { get; init; }

    public required string? Name { get; init; }

    /// <summary>IANA name; null: UTC.</summary>
    public required string? Tz { get; init; }

    public required IReadOnlyList<string> DeviceTokens { get; init; }

    public required bool SubscribeToEmails { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>In the control group of an experiment.</summary>
    public required bool Control { get; init; }

    public required string Created { get; init; }

    public required string Updated { get; init; }
}

/// <summary>The channels a user chose, by type of notification; types never set are absent.</summary>
internal sealed record PreferencesResponse(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Notifications,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StreakPreferencesResponse? Streak,
    LeaderboardPreferences Leaderboards);

/// <summary>Whether a user stands on leaderboards at all, and without a name.</summary>
internal sealed record LeaderboardPreferences(bool OptOut, bool Anonymous);
