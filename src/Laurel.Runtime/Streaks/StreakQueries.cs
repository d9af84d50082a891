using System.Data.Common;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Streaks;

/// <summary>What a closed or counted period came to.</summary>
/// <param name="Length">Of the streak then; 0 when it broke.</param>
/// <param name="IsFrozen">A freeze covered it.</param>
/// <param name="IsPaused">A pause covered it.</param>
public sealed record StreakPeriodRow(LocalDate StartOn, int Length, bool IsFrozen, bool IsPaused);

/// <summary>A streak by its first and last day.</summary>
public sealed record StreakRun(int Length, LocalDate StartOn, LocalDate EndOn);

/// <summary>Reads the ledger of streak periods.</summary>
public static class StreakQueries
{
    /// <summary>A user's periods that start between two dates, both inclusive, by their first day.</summary>
    public static IReadOnlyDictionary<LocalDate, StreakPeriodRow> Periods(Database database, Space space, (string User, string Streak) whose, (LocalDate From, LocalDate To) starts)
    {
        using var connection = database.ConnectFor(space.Id, [whose.User]);
        return connection.Select(
            """
            select period_start, length, outcome from streak_periods
            where space_id = @space and user_id = @user and streak = @streak and period_start between @from and @to
            """,
            row => new StreakPeriodRow(StateJson.Date(row.GetString(0)), row.GetInt32(1), row.GetString(2) == "frozen", row.GetString(2) == "paused"),
            ("space", space.Id), ("user", whose.User), ("streak", whose.Streak), ("from", StateJson.Text(starts.From)), ("to", StateJson.Text(starts.To)))
            .ToDictionary(period => period.StartOn);
    }

    /// <summary>
    /// The greatest length that a user's streak had in a period that starts between two dates, both inclusive, from where it began, which may
    /// be before them; null: none. Of equal lengths the earliest.
    /// </summary>
    public static StreakRun? Longest(Database database, Space space, (string User, string Streak) whose, (LocalDate From, LocalDate To) starts)
    {
        using var connection = database.ConnectFor(space.Id, [whose.User]);
        var longest = connection.Select(
            """
            select length, period_start, period_end from streak_periods
            where space_id = @space and user_id = @user and streak = @streak and period_start >= @from and period_start <= @to and length > 0
            order by length desc, period_start limit 1
            """,
            row => new StreakRun(row.GetInt32(0), StateJson.Date(row.GetString(1)), StateJson.Date(row.GetString(2))),
            ("space", space.Id), ("user", whose.User), ("streak", whose.Streak), ("from", StateJson.Text(starts.From)), ("to", StateJson.Text(starts.To)));
        return longest is [var run] ? run with { StartOn = BeginOf(connection, space, whose, run) } : null;
    }

    // Backwards for as long as the length does not grow: past its beginning there is a break, or the end of an earlier streak.
    private static LocalDate BeginOf(DbConnection connection, Space space, (string User, string Streak) whose, StreakRun run)
    {
        var (begin, length) = (run.StartOn, run.Length);
        var earlier = connection.Stream(
            """
            select period_start, length from streak_periods
            where space_id = @space and user_id = @user and streak = @streak and period_start <= @last order by period_start desc
            """,
            row => (On: StateJson.Date(row.GetString(0)), Length: row.GetInt32(1)),
            ("space", space.Id), ("user", whose.User), ("streak", whose.Streak), ("last", StateJson.Text(run.StartOn)));
        foreach (var period in earlier.TakeWhile(period => period.Length > 0 && period.Length <= length))
        {
            (begin, length) = period;
        }

        return begin;
    }
}
