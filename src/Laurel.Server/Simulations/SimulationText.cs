using System.Globalization;
using System.Text;
using Laurel.Runtime.Simulations;
using NodaTime.Text;

namespace Laurel.Server.Simulations;

/// <summary>A simulation for a terminal: tables, old against new.</summary>
internal static class SimulationText
{
    public static string Of(SimulationReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"users     {report.UserCount}").AppendLine(CultureInfo.InvariantCulture, $"inputs    {report.InputCount}");
        foreach (var system in report.Systems)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"points {system.Key}");
            Rows(text, system.Balances);
            Row(text, "per week", PerWeek(system, before: true), PerWeek(system, before: false));
            foreach (var level in system.Levels)
            {
                Row(text, $"level {(level.Level.Length == 0 ? "none" : level.Level)}", level.Before, level.After);
            }
        }

        foreach (var streak in report.Streaks)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"streak {streak.Key}, longest length");
            Rows(text, streak.Lengths);
        }

        Achievements(text, report);
        Boards(text, report);
        return text.ToString();
    }

    /// <summary>Mean of the points that came in during a week in which any did.</summary>
    public static long PerWeek(SystemComparison system, bool before) =>
        system.Weeks.Count == 0 ? 0 : system.Weeks.Sum(week => before ? week.Before : week.After) / system.Weeks.Count;

    private static void Achievements(StringBuilder text, SimulationReport report)
    {
        if (report.Achievements.Count > 0)
        {
            text.AppendLine().AppendLine(Line("achievement", "before", "after", "gained", "lost", "backdated"));
        }

        foreach (var one in report.Achievements)
        {
            text.AppendLine(Line(one.Key, Number(one.Before), Number(one.After), Number(one.Gained), Number(one.Lost), Number(one.Backdated)));
        }
    }

    private static void Boards(StringBuilder text, SimulationReport report)
    {
        foreach (var board in report.Boards)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"leaderboard {board.Key}: {board.ChangedCount} of {board.RunCount} rankings have another winner");
            foreach (var winner in board.Changed)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {LocalDatePattern.Iso.Format(winner.Run)} {winner.Group.Replace('\u001f', '/')} {Shown(winner.Before)} > {Shown(winner.After)}");
            }
        }
    }

    private static void Rows(StringBuilder text, Pair<Distribution> pair)
    {
        var (before, after) = (pair.Before, pair.After);
        text.AppendLine(Line("", "before", "after", "change"));
        Row(text, "users", before?.Count ?? 0, after?.Count ?? 0);
        Row(text, "total", before?.Total ?? 0, after?.Total ?? 0);
        Row(text, "p10", before?.P10 ?? 0, after?.P10 ?? 0);
        Row(text, "median", before?.Median ?? 0, after?.Median ?? 0);
        Row(text, "p90", before?.P90 ?? 0, after?.P90 ?? 0);
        Row(text, "p99", before?.P99 ?? 0, after?.P99 ?? 0);
        Row(text, "max", before?.Max ?? 0, after?.Max ?? 0);
    }

    private static void Row(StringBuilder text, string name, decimal before, decimal after) =>
        text.AppendLine(Line(name, Number(before), Number(after), (after - before).ToString("+0;-0;0", CultureInfo.InvariantCulture)));

    private static string Line(string name, params ReadOnlySpan<string> cells)
    {
        var line = new StringBuilder($"  {name,-18}");
        foreach (var cell in cells)
        {
            line.Append(CultureInfo.InvariantCulture, $"{cell,14}");
        }

        return line.ToString();
    }

    private static string Number(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);

    private static string Shown(string user) => user.Length == 0 ? "nobody" : user;
}
