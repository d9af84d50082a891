using Laurel.Core.Leaderboards;
using NodaTime;

namespace Laurel.Runtime.Simulations;

/// <summary>The figures of all users under one set of rules, added up one user after the other in the order of their ids.</summary>
internal sealed class SideFigures
{
    public Dictionary<string, List<long>> Balances { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string System, string Level), long> Levels { get; } = [];

    public Dictionary<(string System, LocalDate Week), long> Weeks { get; } = [];

    public Dictionary<string, long> Achievements { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Backdated { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<long>> Streaks { get; } = new(StringComparer.Ordinal);

    public Dictionary<Ranking, (ScoreChanged Score, string User)> Winners { get; } = [];

    /// <param name="isAscending">Whether the least score wins on a board.</param>
    public void Add(string user, UserFigures figures, Func<string, bool> isAscending)
    {
        foreach (var (system, balance, level) in figures.Points)
        {
            ListOf(Balances, system).Add(balance);
            Levels[(system, level)] = Levels.GetValueOrDefault((system, level)) + 1;
        }

        foreach (var (week, amount) in figures.Weeks)
        {
            Weeks[week] = Weeks.GetValueOrDefault(week) + amount;
        }

        foreach (var (achievement, isBackdated) in figures.Achievements)
        {
            Achievements[achievement] = Achievements.GetValueOrDefault(achievement) + 1;
            Backdated[achievement] = Backdated.GetValueOrDefault(achievement) + (isBackdated ? 1 : 0);
        }

        foreach (var (streak, longest) in figures.Streaks.Where(streak => streak.Longest > 0))
        {
            ListOf(Streaks, streak).Add(longest);
        }

        foreach (var (ranking, score) in figures.Scores.Where(pair => pair.Value.Value is not null))
        {
            if (!Winners.TryGetValue(ranking, out var best) || IsBetter(score, best.Score, isAscending(ranking.Board)))
            {
                Winners[ranking] = (score, user);
            }
        }
    }

    // As on a board; of equals the first by id, who was added first.
    private static bool IsBetter(ScoreChanged score, ScoreChanged best, bool isAscending)
    {
        var byValue = Nullable.Compare(score.Value, best.Value) * (isAscending ? -1 : 1);
        return byValue > 0 || (byValue == 0 && score.ReachedAt < best.ReachedAt);
    }

    private static List<long> ListOf(Dictionary<string, List<long>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
