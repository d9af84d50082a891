using NodaTime;

namespace Laurel.Core.Points;

/// <summary>What a limit counts: how often a trigger fires, or the points that it gives.</summary>
public enum LimitUnit { Awards, Points }

/// <summary>A calendar period in the user's own zone; weeks begin on Monday. Ever: from the first award on.</summary>
public enum LimitPeriod { Hour, Day, Week, Month, Ever }

/// <summary>The time that a limit looks at.</summary>
public abstract record LimitSpan
{
    private LimitSpan() { }

    /// <summary>The present calendar period.</summary>
    public sealed record Per(LimitPeriod Period) : LimitSpan;

    /// <summary>The time just past, up to <see cref="Limits.SpanDaysMax"/> days; for awards of a trigger only.</summary>
    public sealed record Within(Duration Length) : LimitSpan;
}

/// <summary>At most <paramref name="Max"/> awards or points in a time; what exceeds it is cut off, not the whole award.</summary>
public sealed record PointsLimit(LimitUnit Unit, long Max, LimitSpan Span);

/// <summary>Beyond so many firings on one local day, each further one gives <paramref name="Factor"/> (0 to below 1) of the points.</summary>
public sealed record DiminishingStep(int After, decimal Factor);
