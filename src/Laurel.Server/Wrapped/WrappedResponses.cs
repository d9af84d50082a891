using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Leaderboards;
using Laurel.Server.Users;

namespace Laurel.Server.Wrapped;

/// <summary>A user's year.</summary>
internal sealed record WrappedResponse(UserResponse User, WrappedActivityResponse Activity);

/// <summary>Days, weeks and months with at least one event, and the periods with the most events; of equal ones the earliest.</summary>
internal sealed record WrappedActivityResponse(int DaysActive, int WeeksActive, int MonthsActive)
{
    public required WrappedDayResponse MostActiveDay { get; init; }

    public required WrappedWeekResponse MostActiveWeek { get; init; }

    public required WrappedMonthResponse MostActiveMonth { get; init; }

    public required WrappedYearResponse EntireYear { get; init; }
}

/// <summary>What a period brought.</summary>
internal abstract record WrappedPeriodFields
{
    public required IReadOnlyDictionary<string, WrappedMetricResponse> Metrics { get; init; }

    public required IReadOnlyDictionary<string, WrappedPointsResponse> Points { get; init; }

    /// <summary>Completed in the period.</summary>
    public required IReadOnlyList<UserAchievementResponse> Achievements { get; init; }

    /// <summary>The user's best rank on each board.</summary>
    public required IReadOnlyDictionary<string, WrappedLeaderboardResponse> Leaderboards { get; init; }
}

/// <summary>What a period brought, before it is said which.</summary>
internal sealed record WrappedPeriod : WrappedPeriodFields;

/// <summary>A day.</summary>
internal sealed record WrappedDayResponse : WrappedPeriodFields
{
    [SetsRequiredMembers]
    public WrappedDayResponse(WrappedPeriodFields fields) : base(fields)
    {
    }

    public string Date { get; init; } = "";
}

/// <summary>A week, Monday to Sunday.</summary>
internal sealed record WrappedWeekResponse : WrappedPeriodFields
{
    [SetsRequiredMembers]
    public WrappedWeekResponse(WrappedPeriodFields fields) : base(fields)
    {
    }

    public string Start { get; init; } = "";

    public string End { get; init; } = "";
}

/// <summary>A month; 0 is January.</summary>
internal sealed record WrappedMonthResponse : WrappedPeriodFields
{
    [SetsRequiredMembers]
    public WrappedMonthResponse(WrappedPeriodFields fields) : base(fields)
    {
    }

    public int Month { get; init; }
}

/// <summary>The year.</summary>
internal sealed record WrappedYearResponse : WrappedPeriodFields
{
    [SetsRequiredMembers]
    public WrappedYearResponse(WrappedPeriodFields fields) : base(fields)
    {
    }

    public WrappedStreakResponse LongestStreak { get; init; } = new(0, "daily", null, null, null);
}

/// <summary>
/// What a period did to a total: percentChange is the change in percent of the total before it, cut to one decimal; 100 when that was 0.
/// </summary>
internal abstract record WrappedChangeFields(decimal CurrentTotal, decimal ChangeThisPeriod, double PercentChange);

/// <summary>What a period did to one total.</summary>
internal sealed record WrappedChange(decimal CurrentTotal, decimal ChangeThisPeriod, double PercentChange)
    : WrappedChangeFields(CurrentTotal, ChangeThisPeriod, PercentChange);

/// <summary>A metric in a period; byAttribute: by attribute and value, as far as the period has events with it.</summary>
internal sealed record WrappedMetricResponse : WrappedChangeFields
{
    public WrappedMetricResponse(WrappedChange change) : base(change)
    {
    }

    public string Name { get; init; } = "";

    public string Units { get; init; } = "";

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, WrappedChange>> ByAttribute { get; init; } = FrozenDictionary<string, IReadOnlyDictionary<string, WrappedChange>>.Empty;
}

/// <summary>A points system in a period.</summary>
internal sealed record WrappedPointsResponse : WrappedChangeFields
{
    public WrappedPointsResponse(WrappedChange change) : base(change)
    {
    }

    public string Name { get; init; } = "";

    public string? Description { get; init; }
}

/// <summary>The longest streak; without one length 0 and no dates.</summary>
internal sealed record WrappedStreakResponse(int Length, string Frequency, string? PeriodStart, string? PeriodEnd, string? Started);

/// <summary>A board and the user's best rank there at the end of a day; start and end are those of the run.</summary>
internal sealed record WrappedLeaderboardResponse : LeaderboardFields
{
    [SetsRequiredMembers]
    public WrappedLeaderboardResponse(LeaderboardFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public int? Rank { get; init; }

    [JsonPropertyOrder(1)]
    public long? Value { get; init; }
}
