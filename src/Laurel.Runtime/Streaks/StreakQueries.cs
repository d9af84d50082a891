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
    public static IReadOnlyDictionary<LocalDate, StreakPeriodRow> Periods(SqliteDatabase database, Space space, (string User, string Streak) whose, (LocalDate From, LocalDate To) starts)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            select period_start, length, outcome from streak_periods
            where space_id = $space and user_id = $user and streak = $streak and period_start between $from and $to
            """;
        command.Parameters.AddWithValue("$space", space.Id);
        command.Parameters.AddWithValue("$user", whose.User);
        command.Parameters.AddWithValue("$streak", whose.Streak);
        command.Parameters.AddWithValue("$from", StateJson.Text(starts.From));
        command.Parameters.AddWithValue("$to", StateJson.Text(starts.To));
        using var reader = command.ExecuteReader();
        var periods = new Dictionary<LocalDate, StreakPeriodRow>();
        while (reader.Read())
        {
            var start = StateJson.Date(reader.GetString(0));
            var outcome = reader.GetString(2);
            periods.Add(start, new(start, reader.GetInt32(1), outcome == "frozen", outcome == "paused"));
        }

        return periods;
    }
}
