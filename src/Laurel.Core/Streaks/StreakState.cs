using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>
/// What one period (or one date, for streaks that need several per period) has collected so far, one sum per requirement. Kept
/// only until it is counted.
/// </summary>
public sealed record PeriodSums(LocalDate StartOn, ValueList<decimal> Sums)
{
    internal static PeriodSums Empty(Period period, int requirements) => new(period.StartOn, new(new decimal[requirements]));

    internal PeriodSums With(int requirement, decimal change) => this with { Sums = Sums.With(requirement, Sums[requirement] + change) };

    internal bool IsMet(Demand demand)
    {
        var met = 0;
        for (var i = 0; i < Sums.Count; i++)
        {
            met += Sums[i] >= demand.Requirements[i].Threshold ? 1 : 0;
        }

        return demand.Mode == StreakMode.All ? met == Sums.Count : met > 0;
    }
}

/// <summary>The few periods that a state collects sums for: a move across the date line can reopen two.</summary>
internal static class PeriodSumsList
{
    private const int PeriodsMax = 3;

    public static PeriodSums? Find(this ValueList<PeriodSums> periods, Period period)
    {
        foreach (var candidate in periods.Items)
        {
            if (candidate.StartOn == period.StartOn)
            {
                return candidate;
            }
        }

        return null;
    }

    public static ValueList<PeriodSums> Without(this ValueList<PeriodSums> periods, Period period) =>
        periods.Count == 0 ? periods : [.. periods.Where(candidate => candidate.StartOn != period.StartOn)];

    public static ValueList<PeriodSums> With(this ValueList<PeriodSums> periods, PeriodSums sums) =>
        periods.Count == 0 ? [sums]
        : periods[^1].StartOn == sums.StartOn ? periods.With(periods.Count - 1, sums)
        : [.. periods.Where(candidate => candidate.StartOn != sums.StartOn).Append(sums).OrderBy(candidate => candidate.StartOn).TakeLast(PeriodsMax)];
}

/// <summary>Where a user stands in one streak.</summary>
public sealed record StreakState
{
    public static readonly StreakState None = new();

    /// <summary>Periods counted; 0: no streak.</summary>
    public int Length { get; init; }

    /// <summary>First day of the first period counted; meaningful while <see cref="Length"/> &gt; 0.</summary>
    public LocalDate StartOn { get; init; }

    /// <summary>The last period counted; kept after a loss.</summary>
    public Period? LastPeriod { get; init; }

    /// <summary>When the last period was counted.</summary>
    public Instant? ExtendedAt { get; init; }

    /// <summary>First day of the earliest period that is not closed yet; meaningful while <see cref="Length"/> &gt; 0.</summary>
    public LocalDate OpenOn { get; init; }

    /// <summary>When that period closes in the user's zone; null while there is no streak.</summary>
    public Instant? ClosesAt { get; init; }

    public int LongestLength { get; init; }

    public LocalDate? LongestStartOn { get; init; }

    public LocalDate? LongestEndOn { get; init; }

    /// <summary>Periods ever counted, those of lost runs included.</summary>
    public int PeriodCount { get; init; }

    /// <summary>For daily streaks: weeks in which every date that counts was counted.</summary>
    public int PerfectWeekCount { get; init; }

    /// <summary>For daily streaks: what the newest weeks have so far.</summary>
    public ValueList<WeekTally> Weeks { get; init; } = [];

    /// <summary>What can be restored, oldest and longest first.</summary>
    public ValueList<LostRun> LostRuns { get; init; } = [];

    public int Freezes { get; init; }

    /// <summary>Local date at whose start the next freezes are earned; null when none are to come.</summary>
    public LocalDate? NextFreezeOn { get; init; }

    /// <summary>That date's first instant in the user's zone.</summary>
    public Instant? NextFreezeAt { get; init; }

    /// <summary>Periods not counted yet that have activity; the newest last.</summary>
    public ValueList<PeriodSums> Sums { get; init; } = [];

    /// <summary>For streaks that need several days per period: the dates on which the requirements were met, of periods not counted yet.</summary>
    public ValueList<LocalDate> MetOn { get; init; } = [];

    /// <summary>The newest periods that were counted or bridged, oldest first; kept after a loss.</summary>
    public ValueList<ChainLink> Chain { get; init; } = [];
}
