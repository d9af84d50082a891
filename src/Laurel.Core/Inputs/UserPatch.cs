using Laurel.Core.Streaks;

namespace Laurel.Core.Inputs;

/// <summary>A change of one property: either left alone (<c>default</c>) or set to a value, which may be null.</summary>
public readonly record struct Change<T>(T Value)
{
    public bool IsSet { get; } = true;

    /// <summary>The new value when set, else <paramref name="current"/>.</summary>
    public T Or(T current) => IsSet ? Value : current;
}

/// <summary>
/// What an input says about the user itself: only what is set changes. Attributes merge by key; null removes one.
/// </summary>
public sealed record UserPatch
{
    public static readonly UserPatch Nothing = new();

    public Change<string?> Name { get; init; }

    public Change<string?> Email { get; init; }

    /// <summary>IANA id; null: UTC.</summary>
    public Change<string?> TimeZone { get; init; }

    public Change<ValueList<string>> DeviceTokens { get; init; }

    public Change<bool> SubscribeToEmails { get; init; }

    public Change<bool> LeaderboardsOptOut { get; init; }

    public Change<bool> LeaderboardsAnonymous { get; init; }

    public ValueList<KeyValuePair<string, string?>> Attributes { get; init; } = [];

    /// <summary>Choices per streak; a streak that is absent stays as it is.</summary>
    public ValueList<StreakPatch> Streaks { get; init; } = [];

    /// <summary>Channels per notification type; a type that is absent stays as it is.</summary>
    public ValueList<KeyValuePair<string, ValueList<string>>> Notifications { get; init; } = [];
}
