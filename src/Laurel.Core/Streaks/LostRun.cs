using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>A streak that was lost, kept as long as it can be restored.</summary>
/// <param name="Length">What was lost.</param>
/// <param name="StartOn">First day of its first counted period.</param>
/// <param name="LastOn">First day of its last counted period.</param>
public sealed record LostRun(int Length, LocalDate StartOn, LocalDate LastOn)
{
    /// <summary>The local date that began when it was lost; a repair counts from it.</summary>
    public LocalDate LostOn { get; init; }
}

/// <summary>
/// The lost runs worth keeping, oldest first: a run that a later one equals or exceeds will never be the one to restore, so lengths
/// descend and there are few.
/// </summary>
internal static class LostRuns
{
    public static ValueList<LostRun> With(this ValueList<LostRun> runs, LostRun lost, LocalDate windowStart) =>
        [.. runs.Where(run => run.Length > lost.Length && run.LastOn >= windowStart), lost];

    /// <summary>Those longer and older than one that was taken up again.</summary>
    public static ValueList<LostRun> Before(this ValueList<LostRun> runs, LostRun taken) => [.. runs.TakeWhile(run => run != taken)];

    /// <summary>The longest with a counted period in the window; null without any.</summary>
    public static LostRun? LongestSince(this ValueList<LostRun> runs, LocalDate windowStart) =>
        runs.FirstOrDefault(run => run.LastOn >= windowStart);

    /// <summary>
    /// The first date of the window: 90 days, weeks from the one with 1 January on, months from January of the year before on.
    /// </summary>
    public static LocalDate WindowStart(StreakDefinition streak, LocalDate today) => streak.Frequency switch
    {
        StreakFrequency.Daily => today.PlusDays(1 - Limits.RestoreDaysMax),
        StreakFrequency.Weekly => Period.Containing(new LocalDate(today.Year, 1, 1), streak).StartOn,
        _ => new LocalDate(today.Year - 1, 1, 1),
    };
}
