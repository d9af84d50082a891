using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>
/// Which run of a board a local date belongs to. Run k starts at start + k × interval, counted from the start each time, so
/// that months of 28 days do not shift later runs; a start on the 31st begins on the last day of shorter months.
/// </summary>
public static class RunCalendar
{
    /// <summary>Hours after the UTC end of a date at which it is over in every zone (UTC−12 is the last).</summary>
    private const int LastZoneHours = 12;

    /// <summary>First day of the run containing <paramref name="date"/>; null before the board's start or after its end.</summary>
    public static LocalDate? RunContaining(LeaderboardDefinition board, LocalDate date)
    {
        if (date < board.StartOn || date > board.EndOn)
        {
            return null;
        }

        if (board.Repeat is not { } repeat)
        {
            return board.StartOn;
        }

        if (repeat.Unit == RunUnit.Day)
        {
            return date.PlusDays(-(NodaTime.Period.DaysBetween(board.StartOn, date) % repeat.Every));
        }

        var run = IndexNear(board.StartOn, date, repeat);
        while (StartOfRun(board.StartOn, repeat, run) > date)
        {
            run--;
        }

        while (StartOfRun(board.StartOn, repeat, run + 1) <= date)
        {
            run++;
        }

        return StartOfRun(board.StartOn, repeat, run);
    }

    /// <summary>Last day of the run that starts on <paramref name="run"/>, clipped to the board's end; null: it never ends.</summary>
    public static LocalDate? LastDay(LeaderboardDefinition board, LocalDate run)
    {
        if (board.Repeat is not { } repeat)
        {
            return board.EndOn;
        }

        var next = IndexNear(board.StartOn, run, repeat);
        while (StartOfRun(board.StartOn, repeat, next) <= run)
        {
            next++;
        }

        while (StartOfRun(board.StartOn, repeat, next - 1) > run)
        {
            next--;
        }

        var last = StartOfRun(board.StartOn, repeat, next).PlusDays(-1);
        return board.EndOn is { } end && end < last ? end : last;
    }

    /// <summary>When the run is over in every zone that counts and its ranking is final; null: never.</summary>
    public static Instant? ClosesAt(LeaderboardDefinition board, LocalDate run)
    {
        if (LastDay(board, run) is not { } last)
        {
            return null;
        }

        return board.TimeZone is null
            ? Calendar.StartOf(last.PlusDays(1), DateTimeZone.Utc) + Duration.FromHours(LastZoneHours)
            : Calendar.StartOf(last.PlusDays(1), Calendar.Zone(board.TimeZone) ?? DateTimeZone.Utc);
    }

    /// <summary>Whether a local time of day lies in the board's window, which may cross midnight. Half-open: from ≤ time &lt; to.</summary>
    public static bool IsInWindow(LeaderboardDefinition board, LocalTime time) =>
        (board.WindowFrom is null && board.WindowTo is null) || new DayWindow(board.WindowFrom, board.WindowTo).Contains(time);

    private static int IndexNear(LocalDate start, LocalDate date, RunRepeat repeat) => repeat.Unit switch
    {
        RunUnit.Day => NodaTime.Period.DaysBetween(start, date) / repeat.Every,
        RunUnit.Month => (((date.Year - start.Year) * 12) + date.Month - start.Month) / repeat.Every,
        _ => (date.Year - start.Year) / repeat.Every,
    };

    private static LocalDate StartOfRun(LocalDate start, RunRepeat repeat, int run) => repeat.Unit switch
    {
        RunUnit.Day => start.PlusDays(run * repeat.Every),
        RunUnit.Month => start.PlusMonths(run * repeat.Every),
        _ => start.Year + (run * repeat.Every) > LocalDate.MaxIsoValue.Year ? LocalDate.MaxIsoValue : start.PlusYears(run * repeat.Every),
    };
}
