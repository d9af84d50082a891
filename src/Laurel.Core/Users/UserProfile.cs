using Laurel.Core.Streaks;
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

    /// <summary>What the user chose per streak, by key; those that say nothing are absent.</summary>
    public ValueList<StreakPreference> Streaks { get; init; } = [];

    /// <summary>Wants to stand on no leaderboard; scores are kept.</summary>
    public bool LeaderboardsOptOut { get; init; }

    /// <summary>Wants no name on leaderboards.</summary>
    public bool LeaderboardsAnonymous { get; init; }

    /// <summary>In the control group of an experiment.</summary>
    public bool Control { get; init; }

    public Instant UpdatedAt { get; init; } = CreatedAt;

    /// <summary>What the user chose for a streak; null: nothing.</summary>
    internal StreakPreference? PreferenceOf(string streak)
    {
        foreach (var preference in Streaks.Items)
        {
            if (preference.Streak == streak)
            {
                return preference;
            }
        }

        return null;
    }

    internal bool TakesPartIn(string streak) => PreferenceOf(streak) is not { IsEnabled: false };
}
