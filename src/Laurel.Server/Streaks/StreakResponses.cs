using System.Text.Json.Serialization;
using Laurel.Server.Points;

namespace Laurel.Server.Streaks;

/// <summary>Where a user stands in the streak.</summary>
internal abstract record StreakFields
{
    public int Length { get; init; }

    /// <summary>daily, weekly or monthly.</summary>
    public required string Frequency { get; init; }

    public string? Started { get; init; }

    /// <summary>First day of the period that is going on for the user; null without a streak.</summary>
    public string? PeriodStart { get; init; }

    public string? PeriodEnd { get; init; }

    /// <summary>The day at whose end the streak is lost without further activity.</summary>
    public string? Expires { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Freezes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxFreezes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FreezeAutoEarnInterval { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FreezeAutoEarnAmount { get; init; }
}

/// <summary>The streak after an event; extended: by this event.</summary>
internal sealed record EventStreakResponse : StreakFields
{
    [JsonPropertyOrder(1)]
    public bool Extended { get; init; }
}

/// <summary>The streak of a user; extended: when it was last.</summary>
internal sealed record StreakResponse : StreakFields
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public StreakResponse(StreakFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public string? Extended { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<StreakPeriodResponse> StreakHistory { get; init; } = [];

    [JsonPropertyOrder(1)]
    public IReadOnlyList<PauseResponse> Pauses { get; init; } = [];
}

/// <summary>One period; length is 0 when no streak went on at its end.</summary>
internal sealed record StreakPeriodResponse(
    string PeriodStart, string PeriodEnd, int Length,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? UsedFreeze, bool UsedPause);

/// <summary>A pause that goes on or is to come.</summary>
internal sealed record PauseResponse(string Id, string Start, string End);

/// <summary>A streak after the user bought something for it, and the balances that moved.</summary>
internal sealed record PurchaseResponse : StreakFields
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public PurchaseResponse(StreakFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public string Key { get; init; } = "";

    [JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, EventPointsResponse> Points { get; init; } = PointsWire.Nothing;
}

/// <summary>A user's streak in a list.</summary>
internal sealed record StreakRowResponse(string UserId, int StreakLength, string? Extended);
