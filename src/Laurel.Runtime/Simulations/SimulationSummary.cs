using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Simulations;

/// <summary>Puts the figures of both sides side by side.</summary>
internal static class SimulationSummary
{
    private const int WinnersMax = 20;

    public static IReadOnlyList<SystemComparison> Systems((Rulebook Rules, SideFigures Figures) before, (Rulebook Rules, SideFigures Figures) after) =>
    [
        .. from key in Keys(before.Rules.Points.Select(system => system.Key), after.Rules.Points.Select(system => system.Key))
           select new SystemComparison(key, Distributions(key, before.Figures.Balances, after.Figures.Balances), Weeks(key, before.Figures, after.Figures), Levels(key, before, after)),
    ];

    public static IReadOnlyList<StreakComparison> Streaks((Rulebook Rules, SideFigures Figures) before, (Rulebook Rules, SideFigures Figures) after) =>
    [
        .. from key in Keys(before.Rules.Streaks.Select(streak => streak.Key), after.Rules.Streaks.Select(streak => streak.Key))
           select new StreakComparison(key, Distributions(key, before.Figures.Streaks, after.Figures.Streaks)),
    ];

    public static IReadOnlyList<BoardComparison> Boards((Rulebook Rules, SideFigures Figures) before, (Rulebook Rules, SideFigures Figures) after) =>
        [.. Keys(before.Rules.Leaderboards.Select(board => board.Key), after.Rules.Leaderboards.Select(board => board.Key)).Select(key => Board(key, before.Figures, after.Figures))];

    /// <summary>Keys of both, those of the first in their order, then what is new.</summary>
    public static IEnumerable<string> Keys(IEnumerable<string> before, IEnumerable<string> after) => before.Concat(after).Distinct(StringComparer.Ordinal);

    private static BoardComparison Board(string key, SideFigures before, SideFigures after)
    {
        var rankings = before.Winners.Keys.Concat(after.Winners.Keys).Where(ranking => ranking.Board == key).Distinct().ToArray();
        var changed = rankings.Select(ranking => new Winner(ranking.Run, ranking.Group.Key, Of(before, ranking), Of(after, ranking))).Where(winner => winner.Before != winner.After).ToArray();
        return new(key, rankings.Length, changed.Length, [.. changed.OrderByDescending(winner => winner.Run).ThenBy(winner => winner.Group, StringComparer.Ordinal).Take(WinnersMax)]);
    }

    private static string Of(SideFigures side, Ranking ranking) => side.Winners.TryGetValue(ranking, out var best) ? best.User : "";

    private static Pair<Distribution> Distributions(string key, Dictionary<string, List<long>> before, Dictionary<string, List<long>> after) => new(
        before.TryGetValue(key, out var was) ? Distribution.Of(was) : null, after.TryGetValue(key, out var isNow) ? Distribution.Of(isNow) : null);

    private static IReadOnlyList<WeekPoints> Weeks(string key, SideFigures before, SideFigures after) =>
    [
        .. from week in before.Weeks.Keys.Concat(after.Weeks.Keys).Where(week => week.System == key).Select(week => week.Week).Distinct().Order()
           select new WeekPoints(week, before.Weeks.GetValueOrDefault((key, week)), after.Weeks.GetValueOrDefault((key, week))),
    ];

    private static IReadOnlyList<LevelUsers> Levels(string key, (Rulebook Rules, SideFigures Figures) before, (Rulebook Rules, SideFigures Figures) after) =>
    [
        .. from level in Keys(LevelKeys(before.Rules, key).Prepend(""), LevelKeys(after.Rules, key))
           let users = new LevelUsers(level, before.Figures.Levels.GetValueOrDefault((key, level)), after.Figures.Levels.GetValueOrDefault((key, level)))
           where level.Length > 0 || users.Before + users.After > 0
           select users,
    ];

    private static IEnumerable<string> LevelKeys(Rulebook rules, string system) =>
        rules.Points.Where(candidate => candidate.Key == system).SelectMany(candidate => candidate.Levels).Select(level => level.Key);
}
