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

/// <summary>Reads the ledger of streak periods.</summary>
public static class StreakQueries
{
    /// <summary>A user's periods that start between two dates, both inclusive, by their first day.</summary>
    public static IReadOnlyDictionary<LocalDate, StreakPeriodRow> Periods(Database database, Space space, (string User, string Streak) whose, (LocalDate From, LocalDate To) starts)
    {
        using var connection = database.Connect();
        return connection.Select(
            """
            select period_start, length, outcome from streak_periods
            where space_id = @space and user_id = @user and streak = @streak and period_start between @from and @to
            """,
            row => new StreakPeriodRow(StateJson.Date(row.GetString(0)), row.GetInt32(1), row.GetString(2) == "frozen", row.GetString(2) == "paused"),
            ("space", space.Id), ("user", whose.User), ("streak", whose.Streak), ("from", StateJson.Text(starts.From)), ("to", StateJson.Text(starts.To)))
            .ToDictionary(period => period.StartOn);
    }
}
