using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Runtime.Simulations;

/// <summary>Names one ranking.</summary>
internal readonly record struct Ranking(string Board, LocalDate Run, Group Group);

/// <summary>What is wanted of one user under one set of rules.</summary>
internal sealed record UserFigures(
    IReadOnlyList<(string System, long Balance, string Level)> Points,
    IReadOnlyDictionary<(string System, LocalDate Week), long> Weeks,
    IReadOnlyDictionary<string, bool> Achievements,
    IReadOnlyList<(string Streak, int Longest)> Streaks,
    IReadOnlyDictionary<Ranking, ScoreChanged> Scores)
{
    /// <param name="derived">The user under those rules.</param>
    /// <param name="rules">The version that the state belongs to.</param>
    public static UserFigures Of(Derived derived, Rulebook rules)
    {
        var state = derived.State ?? throw new InvalidOperationException("A stored user has no inputs.");
        var weeks = new Dictionary<(string, LocalDate), long>();
        var backdated = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var fact in derived.Facts)
        {
            Note(fact, weeks, backdated);
        }

        return new(
            [.. rules.Points.Select((system, i) => (system.Key, state.Points[i].Balance, system.LevelOf(state.Points[i])?.Key ?? ""))],
            weeks,
            rules.Achievements.Select((achievement, i) => (achievement.Key, Held: state.Achievements[i])).Where(pair => pair.Held is not null)
                .ToDictionary(pair => pair.Key, pair => backdated.GetValueOrDefault(pair.Key), StringComparer.Ordinal),
            [.. rules.Streaks.Select((streak, i) => (streak.Key, state.Streaks[i].LongestLength))],
            derived.Scores.ToDictionary(score => new Ranking(score.Leaderboard, score.Run, score.Group)));
    }

    /// <summary>Whether a fact matters for the figures.</summary>
    public static bool IsCounted(Fact fact) => fact is PointsAwarded or AchievementCompleted;

    private static void Note(Fact fact, Dictionary<(string, LocalDate), long> weeks, Dictionary<string, bool> backdated)
    {
        switch (fact)
        {
            case PointsAwarded { Amount: > 0, IsEarned: true } awarded:
                var on = fact.At.InUtc().Date;
                var week = (awarded.System, on.PlusDays(1 - (int)on.DayOfWeek));
                weeks[week] = weeks.GetValueOrDefault(week) + awarded.Amount;
                break;
            case AchievementCompleted completed:
                backdated[completed.Achievement] = completed.Backdated;
                break;
        }
    }
}
