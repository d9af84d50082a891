using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;

namespace Laurel.Core.Evaluation;

/// <summary>
/// Takes a state from one rulebook version to the next. What both versions define alike is carried over. What is new or
/// changed is derived from the user's history as if the new version had always been in force: counters, streaks and scores
/// are taken from there, and achievements that the user qualified for are completed, backdated to when that was.
/// Points are never granted for the past.
/// </summary>
internal static class Versions
{
    /// <summary>Whether <paramref name="next"/> counts anything that <paramref name="plan"/> did not.</summary>
    public static bool NeedHistory(Plan plan, Plan next) =>
        next.Counters.Any(counter => plan.Counters.All(known => known.Key != counter.Key) || CombinationChanged(plan, next, counter.Metric))
        || next.Streaks.Any(streak => Same(plan, streak) is null)
        || next.Leaderboards.Any(board => !IsCarried(plan, board))
        || next.Achievements.Any(achievement => IsToBackdate(plan, achievement));

    /// <summary>The state bound to <paramref name="next"/>; facts of what it backdates are added to <paramref name="facts"/>.</summary>
    public static UserState Rebind(Plan plan, Plan next, UserState state, IReadOnlyList<Input> history, List<Fact> facts)
    {
        var derived = Derive(next, state, history);
        var bound = state with
        {
            Version = next.Version,
            At = next.EffectiveAt,
            Counters = Counters(plan, next, state, derived),
            Streaks = [.. next.Streaks.Select(streak => Streak(plan, streak, state, derived, next.EffectiveAt))],
            Leaderboards = [.. next.Leaderboards.Select(board => Board(plan, board, state, derived))],
        };
        bound = WithPoints(plan, next, WithAchievements(plan, next, bound, derived, facts));
        facts.AddRange(NewScores(plan, next, state, bound));
        var draft = new Draft(next, bound);
        draft.Begin(next.EffectiveAt);
        return draft.ToState();
    }

    // The user's history under the next version alone. Null when there is none to derive from.
    private static UserState? Derive(Plan next, UserState state, IReadOnlyList<Input> history)
    {
        var timeline = new Timeline([next]);
        UserState? derived = null;
        foreach (var input in history)
        {
            if (input.At <= next.EffectiveAt && Evaluator.Evaluate(timeline, derived, input) is Evaluated.Accepted accepted)
            {
                derived = accepted.Next;
            }
        }

        var tick = new Tick(state.Profile.Id, next.EffectiveAt);
        return derived is not null && Evaluator.Evaluate(timeline, derived, tick) is Evaluated.Accepted advanced ? advanced.Next : derived;
    }

    private static ValueList<decimal> Counters(Plan plan, Plan next, UserState state, UserState? derived)
    {
        var known = plan.Counters.ToDictionary(counter => counter.Key, counter => counter.Index, StringComparer.Ordinal);
        return [.. next.Counters.Select(counter =>
            known.TryGetValue(counter.Key, out var index) && !CombinationChanged(plan, next, counter.Metric)
                ? state.Counters[index]
                : derived?.Counters[counter.Index] ?? 0)];
    }

    private static StreakState Streak(Plan plan, StreakPlan streak, UserState state, UserState? derived, Instant at) =>
        Same(plan, streak) is { } same
            ? FreezeRules.Rebind(state.Streaks[same.Index], same.Definition.Freezes, streak.Definition.Freezes, at.InZone(Calendar.Zone(state.Profile.TimeZone) ?? DateTimeZone.Utc))
            : derived?.Streaks[streak.Index] ?? StreakState.None;

    // The streak that counts the same periods; its name and its freezes may differ.
    private static StreakPlan? Same(Plan plan, StreakPlan streak) => Array.Find(
        plan.Streaks,
        known => known.Definition with { Name = "", Freezes = null } == streak.Definition with { Name = "", Freezes = null });

    private static LeaderboardState Board(Plan plan, LeaderboardPlan board, UserState state, UserState? derived)
    {
        var same = IsCarried(plan, board) ? Array.Find(plan.Leaderboards, known => known.Definition.Key == board.Definition.Key) : null;
        return same is not null ? state.Leaderboards[same.Index] : derived?.Leaderboards[board.Index] ?? LeaderboardState.None;
    }

    private static UserState WithAchievements(Plan plan, Plan next, UserState state, UserState? derived, List<Fact> facts)
    {
        var held = plan.Achievements.Where(achievement => state.Achievements[achievement.Index] is not null)
            .Select(achievement => KeyValuePair.Create(achievement.Definition.Key, state.Achievements[achievement.Index]))
            .Concat(state.FormerAchievements.Select(former => KeyValuePair.Create<string, AchievementState?>(former.Key, former.Value)))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var achievements = next.Achievements.Select(achievement => held.GetValueOrDefault(achievement.Definition.Key)).ToArray();
        foreach (var achievement in next.Achievements.Where(achievement => achievements[achievement.Index] is null && IsToBackdate(plan, achievement)))
        {
            if (derived?.Achievements[achievement.Index] is { } completion)
            {
                achievements[achievement.Index] = completion with { Backdated = true };
                facts.Add(Backdated(next, achievement, state, completion));
            }
        }

        var former = held.Where(pair => Array.TrueForAll(next.Achievements, achievement => achievement.Definition.Key != pair.Key));
        return state with
        {
            Achievements = new(achievements),
            FormerAchievements = [.. from pair in former where pair.Value is not null orderby pair.Key select KeyValuePair.Create(pair.Key, pair.Value)],
        };
    }

    private static AchievementCompleted Backdated(Plan next, AchievementPlan achievement, UserState state, AchievementState completion) => new(
        FactId.Of(FactId.Seed(state.Profile.Id), next.EffectiveAt).Then(achievement.Seed),
        new Cause(default, achievement.Definition.Key, default), completion.CompletedAt, achievement.Definition.Key, Backdated: true);

    private static UserState WithPoints(Plan plan, Plan next, UserState state)
    {
        var balances = plan.Points.Select(system => KeyValuePair.Create(system.Definition.Key, state.Points[system.Index]))
            .Concat(state.FormerPoints)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var draft = new Draft(next, state with
        {
            Points = [.. next.Points.Select(system => balances.GetValueOrDefault(system.Definition.Key, PointsState.None))],
        });
        draft.Begin(next.EffectiveAt);
        foreach (var system in next.Points)
        {
            TimerRules.Rebind(draft, system);
        }

        var former = balances.Where(pair => pair.Value.Balance != 0 && Array.TrueForAll(next.Points, system => system.Definition.Key != pair.Key));
        return state with
        {
            Points = draft.Points.ToList(),
            FormerPoints = [.. former.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
        };
    }

    // A board that counts something else starts over: the old scores leave it, then the derived ones come in.
    private static IEnumerable<ScoreChanged> NewScores(Plan plan, Plan next, UserState before, UserState after) =>
        from board in next.Leaderboards
        where !IsCarried(plan, board)
        let known = Array.Find(plan.Leaderboards, known => known.Definition.Key == board.Definition.Key)
        let gone = known is null ? [] : before.Leaderboards[known.Index].Scores
        from change in gone.Select(score => Score(next, board, before.Profile.Id, score, null))
            .Concat(after.Leaderboards[board.Index].Scores.Select(score => Score(next, board, before.Profile.Id, score, score.Value)))
        select change;

    private static ScoreChanged Score(Plan next, LeaderboardPlan board, string user, ScoreEntry score, decimal? value) => new(
        FactId.Of(FactId.Seed(user), next.EffectiveAt).Then(board.Seed).Then(FactId.Seed($"{score.Run}/{score.Group}/{value is null}")),
        new Cause(default, board.Definition.Key, default), next.EffectiveAt, board.Definition.Key,
        score.Run, score.Group ?? Group.All, score.Group is null ? null : value, score.ReachedAt);

    // Names, limits and the way ranks are written do not change what a board counts.
    private static bool IsCarried(Plan plan, LeaderboardPlan board) =>
        plan.Rulebook.Leaderboards.Any(known => WhatCounts(known) == WhatCounts(board.Definition));

    private static LeaderboardDefinition WhatCounts(LeaderboardDefinition board) =>
        board with { Name = "", Description = null, Limit = null, Ranks = RankKind.Ordinal };

    private static bool IsToBackdate(Plan plan, AchievementPlan achievement) =>
        achievement.Definition is { Status: AchievementStatus.Active, When: not AchievementCondition.Api }
        && !plan.Rulebook.Achievements.Any(known =>
            known.Key == achievement.Definition.Key && known.Status == AchievementStatus.Active && known.When == achievement.Definition.When
            && known.UserFilter.Equals(achievement.Definition.UserFilter) && known.EventFilter.Equals(achievement.Definition.EventFilter));

    private static bool CombinationChanged(Plan plan, Plan next, string metric) =>
        !(plan.FindMetric(metric)?.Definition.SumOf ?? []).Equals(next.FindMetric(metric)?.Definition.SumOf ?? []);
}
