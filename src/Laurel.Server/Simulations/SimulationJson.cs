using System.Text.Json;
using Laurel.Runtime.Simulations;
using Laurel.Server.Http;

namespace Laurel.Server.Simulations;

/// <summary>A simulation as the API answers it and the command line writes it.</summary>
internal static class SimulationJson
{
    public static string Of(SimulationReport report) => JsonSerializer.Serialize(ResponseOf(report), WireJson.Default.SimulationResponse);

    public static SimulationResponse ResponseOf(SimulationReport report) => new(
        report.UserCount, report.InputCount,
        [.. report.Systems.Select(system => new SystemResponse(
            system.Key, Of(system.Balances.Before), Of(system.Balances.After), SimulationText.PerWeek(system, before: true), SimulationText.PerWeek(system, before: false),
            [.. system.Weeks.Select(week => new WeekResponse(WireText.Of(week.On), week.Before, week.After))],
            [.. system.Levels.Select(level => new LevelUsersResponse(level.Level.Length == 0 ? null : level.Level, level.Before, level.After))]))],
        [.. report.Achievements.Select(one => new AchievementComparisonResponse(one.Key, one.Before, one.After, one.Gained, one.Lost, one.Backdated))],
        [.. report.Streaks.Select(streak => new StreakComparisonResponse(streak.Key, Of(streak.Lengths.Before), Of(streak.Lengths.After)))],
        [.. report.Boards.Select(board => new BoardComparisonResponse(
            board.Key, board.RunCount, board.ChangedCount,
            [.. board.Changed.Select(winner => new WinnerResponse(WireText.Of(winner.Run), winner.Group, winner.Before, winner.After))]))]);

    private static DistributionResponse? Of(Distribution? spread) =>
        spread is null ? null : new(spread.Count, spread.Total, spread.P10, spread.Median, spread.P90, spread.P99, spread.Max);
}

/// <summary>What a simulation came to.</summary>
internal sealed record SimulationResponse(
    long Users, long Inputs, IReadOnlyList<SystemResponse> Points, IReadOnlyList<AchievementComparisonResponse> Achievements,
    IReadOnlyList<StreakComparisonResponse> Streaks, IReadOnlyList<BoardComparisonResponse> Leaderboards);

/// <summary>How a number is spread over users.</summary>
internal sealed record DistributionResponse(long Users, decimal Total, long P10, long Median, long P90, long P99, long Max);

/// <summary>A points system, old against new.</summary>
internal sealed record SystemResponse(
    string Key, DistributionResponse? Before, DistributionResponse? After, long PerWeekBefore, long PerWeekAfter,
    IReadOnlyList<WeekResponse> Weeks, IReadOnlyList<LevelUsersResponse> Levels);

/// <summary>Points that came in during a week.</summary>
internal sealed record WeekResponse(string Date, long Before, long After);

/// <summary>Users on a level; null: on none.</summary>
internal sealed record LevelUsersResponse(string? Level, long Before, long After);

/// <summary>An achievement, old against new.</summary>
internal sealed record AchievementComparisonResponse(string Key, long Before, long After, long Gained, long Lost, long Backdated);

/// <summary>A streak, old against new: longest lengths.</summary>
internal sealed record StreakComparisonResponse(string Key, DistributionResponse? Before, DistributionResponse? After);

/// <summary>A board, old against new.</summary>
internal sealed record BoardComparisonResponse(string Key, long Rankings, long WithOtherWinner, IReadOnlyList<WinnerResponse> Winners);

/// <summary>Winners of one ranking; empty: nobody.</summary>
internal sealed record WinnerResponse(string Run, string Group, string Before, string After);
