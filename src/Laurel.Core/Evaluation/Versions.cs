using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
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
/// Points are never granted for the past, freezes neither; runs that are over stay as they are.
/// </summary>
internal static class Versions
{
    // One step of a state from a version to the next, at the instant at which it is taken.
    private sealed record Step(Plan From, Plan To, UserState State, UserState? Derived, Instant At)
    {
        public DateTimeZone Zone => Calendar.Zone(State.Profile.TimeZone) ?? DateTimeZone.Utc;

        // Whenever the version is taken up, the facts have the same ids.
        public FactId Root => FactId.Of(FactId.Seed(State.Profile.Id), To.EffectiveAt).Then((ulong)To.Version);
    }

    /// <summary>Whether <paramref name="next"/> counts anything that <paramref name="plan"/> did not.</summary>
    public static bool NeedHistory(Plan plan, Plan next) =>
        Measured(plan, next) || next.Counters.Any(counter => plan.Counters.All(known => known.Key != counter.Key) || CombinationChanged(plan, next, counter.Metric))
        || next.Streaks.Any(streak => Same(plan, next, streak) is null)
        || next.Leaderboards.Any(board => !IsCarried(plan, next, board))
        || next.Achievements.Any(achievement => IsToBackdate(plan, achievement));

    /// <summary>The state bound to <paramref name="next"/>; facts of what it changes are added to <paramref name="facts"/>.</summary>
    /// <remarks>The state covers the time up to the version's instant, or more when the version became known late; then it is taken up late.</remarks>
    public static UserState Rebind(Plan plan, Plan next, UserState state, IReadOnlyList<Input> history, List<Fact> facts)
    {
        var step = new Step(plan, next, state, Derive(next, state, history), state.At);
        var bound = state with
        {
            Version = next.Version,
            Counters = Counters(step),
            Gauges = Gauges(step),
            Steps = Steps(step),
            Streaks = [.. next.Streaks.Select(streak => Streak(step, streak))],
            ActiveDays = Array.TrueForAll(next.Streaks, streak => Same(plan, next, streak) is not null) ? state.ActiveDays : step.Derived?.ActiveDays ?? ActiveDays.None,
            Leaderboards = [.. next.Leaderboards.Select(board => Board(step, board))],
        };
        var draft = new Draft(next, WithAchievements(step, WithPoints(step, bound), facts));
        draft.Begin(step.At, step.Root);
        EnableFreezes(step, draft);
        RebindPoints(step, draft);
        EntryRules.Rebind(draft, board => IsCarried(step.From, step.To, board));
        facts.AddRange(draft.Facts);
        facts.AddRange(GoneScores(step));
        facts.AddRange(NewScores(step, draft.Leaderboards.ToList()));
        return draft.ToState();
    }

    // The user's history under the next version alone. Null when there is none to derive from.
    private static UserState? Derive(Plan next, UserState state, IReadOnlyList<Input> history)
    {
        UserState? derived = null;
        foreach (var input in history.Where(input => input.At <= state.At))
        {
            derived = Evaluator.Replayed(next, derived, input, state.Revoked);
        }

        return derived is null ? null : Evaluator.Replayed(next, derived, new Tick(state.Profile.Id, state.At), state.Revoked);
    }

    private static PieceList<decimal> Counters(Step step)
    {
        var known = step.From.Counters.ToDictionary(counter => counter.Key, counter => counter.Index, StringComparer.Ordinal);
        return [.. step.To.Counters.Select(counter =>
            known.TryGetValue(counter.Key, out var index) && !CombinationChanged(step.From, step.To, counter.Metric)
                ? step.State.Counters[index]
                : step.Derived?.Counters[counter.Index] ?? 0)];
    }

    // Whether conditions measure anything that they did not before.
    private static bool Measured(Plan plan, Plan next) =>
        next.Gauges.Any(gauge => !IsCarried(plan, next, gauge)) || next.Sequences.Any(sequence => !IsCarried(plan, next, sequence));

    private static PieceList<GaugeState?> Gauges(Step step)
    {
        var known = step.From.Gauges.ToDictionary(gauge => gauge.Key, gauge => gauge.Index, StringComparer.Ordinal);
        return [.. step.To.Gauges.Select(gauge =>
            IsCarried(step.From, step.To, gauge) ? step.State.Gauges[known[gauge.Key]] : step.Derived?.Gauges[gauge.Index])];
    }

    private static ValueList<int> Steps(Step step)
    {
        var known = step.From.Sequences.ToDictionary(sequence => sequence.Key, sequence => sequence.Index, StringComparer.Ordinal);
        return [.. step.To.Sequences.Select(sequence =>
            IsCarried(step.From, step.To, sequence) ? step.State.Steps[known[sequence.Key]] : step.Derived?.Steps[sequence.Index] ?? 0)];
    }

    private static bool IsCarried(Plan plan, Plan next, Gauge gauge) =>
        plan.Gauges.Any(known => known.Key == gauge.Key) && !CombinationChanged(plan, next, gauge.Measure.Metric);

    // A sequence goes with the gauges of its parts.
    private static bool IsCarried(Plan plan, Plan next, SequencePlan sequence) =>
        Array.Exists(plan.Sequences, known => known.Key == sequence.Key)
        && next.Gauges.Where(gauge => gauge.Part is { } part && part.Key == sequence.Key).All(gauge => IsCarried(plan, next, gauge));

    private static StreakState Streak(Step step, StreakPlan streak)
    {
        var known = Array.Find(step.From.Streaks, known => known.Definition.Key == streak.Definition.Key);
        var held = known is null ? StreakState.None : step.State.Streaks[known.Index];
        var counted = Same(step.From, step.To, streak) is null ? step.Derived?.Streaks[streak.Index] ?? StreakState.None : held;
        return FreezeRules.Rebind(
            counted with { Freezes = held.Freezes, NextFreezeOn = held.NextFreezeOn ?? counted.NextFreezeOn },
            known?.Definition.Freezes, streak.Definition, step.At.InZone(step.Zone));
    }

    // The streak that counts the same periods; its name, its freezes and which one is shown may differ.
    private static StreakPlan? Same(Plan plan, Plan next, StreakPlan streak) => Array.Find(
        plan.Streaks,
        known => WhatCounts(known.Definition) == WhatCounts(streak.Definition)
            && !streak.Definition.Requirements.Any(requirement => CombinationChanged(plan, next, requirement.Metric)));

    private static StreakDefinition WhatCounts(StreakDefinition streak) => streak with { Name = "", IsDefault = false, Neutral = null, Freezes = null, Repair = null };

    private static void EnableFreezes(Step step, Draft draft)
    {
        foreach (var streak in step.To.Streaks)
        {
            if (!Array.Exists(step.From.Streaks, known => known.Definition.Key == streak.Definition.Key && known.Definition.Freezes is not null))
            {
                FreezeRules.GrantInitial(draft, streak);
            }
        }
    }

    private static LeaderboardState Board(Step step, LeaderboardPlan board)
    {
        var known = Known(step.From, board);
        if (known is not null && IsCarried(step.From, step.To, board))
        {
            return step.State.Leaderboards[known.Index];
        }

        return new LeaderboardState(step.Derived is null ? [] : Open(step, board, step.Derived.Leaderboards[board.Index]));
    }

    private static LeaderboardPlan? Known(Plan plan, LeaderboardPlan board) =>
        Array.Find(plan.Leaderboards, known => known.Definition.Key == board.Definition.Key);

    private static ValueList<ScoreEntry> Open(Step step, LeaderboardPlan board, LeaderboardState state) =>
        [.. state.Scores.Where(score => RunCalendar.ClosesAt(board.Definition, score.Run) is not { } closesAt || closesAt > step.At)];

    private static UserState WithAchievements(Step step, UserState state, List<Fact> facts)
    {
        var held = step.From.Achievements.Where(achievement => step.State.Achievements[achievement.Index] is not null)
            .Select(achievement => KeyValuePair.Create(achievement.Definition.Key, step.State.Achievements[achievement.Index]))
            .Concat(step.State.FormerAchievements.Select(former => KeyValuePair.Create<string, AchievementState?>(former.Key, former.Value)))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var achievements = step.To.Achievements.Select(achievement => held.GetValueOrDefault(achievement.Definition.Key)).ToArray();
        Backdate(step, state, achievements, facts);
        var former = held.Where(pair => Array.TrueForAll(step.To.Achievements, achievement => achievement.Definition.Key != pair.Key));
        return state with
        {
            Achievements = new(achievements),
            FormerAchievements = [.. former.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SelectMany(pair => pair.Value is { } completion ? [KeyValuePair.Create(pair.Key, completion)] : Array.Empty<KeyValuePair<string, AchievementState>>())],
        };
    }

    private static void Backdate(Step step, UserState bound, AchievementState?[] achievements, List<Fact> facts)
    {
        var needsPoints = NeedPoints(step.To);
        var isChanged = step.To.Achievements.Select(achievement => IsToBackdate(step.From, achievement)).ToArray();
        foreach (var achievement in step.To.Achievements.Where(achievement => isChanged[achievement.Index]))
        {
            Complete(achievement, needsPoints[achievement.Index] ? null : step.Derived?.Achievements[achievement.Index]?.CompletedAt);
        }

        // What was backdated, or is held but can no longer be earned, may be the last part of a composite; and so on upwards.
        for (var count = -1; count != facts.Count;)
        {
            count = facts.Count;
            foreach (var achievement in step.To.Achievements.Where(achievement => achievement.Definition.Status == AchievementStatus.Active))
            {
                var needs = NeedsOf(achievement);
                needs = needs.Length == 0 && needsPoints[achievement.Index] ? [achievement.Index] : needs;
                if (needs.Length > 0 && (isChanged[achievement.Index] || Array.Exists(needs, need => isChanged[need])))
                {
                    isChanged[achievement.Index] = true;
                    Complete(achievement, CompletedAt(achievement, needs));
                }
            }
        }

        Instant? CompletedAt(AchievementPlan achievement, int[] needs)
        {
            var draft = new Draft(step.To, bound with { Achievements = ValueList.Create<AchievementState?>(achievements) });
            draft.Begin(step.At, step.Root);
            if (!(achievement.Measured?.Holds(draft) ?? false) || !AchievementRules.IsAvailable(draft, achievement) || !AchievementRules.IsForUser(draft, achievement))
            {
                return null;
            }

            // One that only needs others is as old as the last of them.
            return achievement.Condition is null && achievement.Gate is null ? needs.Max(need => achievements[need]?.CompletedAt) : step.At;
        }

        void Complete(AchievementPlan achievement, Instant? completedAt)
        {
            if (achievements[achievement.Index] is null && completedAt is { } at)
            {
                var count = 1 + step.State.PastCompletionsOf(achievement.Definition.Key);
                achievements[achievement.Index] = new AchievementState(at, Backdated: true) { Count = count };
                facts.Add(new AchievementCompleted(
                    step.Root.Then(achievement.Seed), new Cause(default, achievement.Definition.Key, default), at, achievement.Definition.Key, Backdated: true) { Count = count });
            }
        }
    }

    private static int[] NeedsOf(AchievementPlan achievement) =>
        [.. achievement.Subjects.Concat(achievement.Measured?.Subjects ?? []).Distinct().Where(subject => subject.Kind == SubjectKind.Achievement).Select(subject => subject.Index)];

    // Those that need points, themselves or through others. Points are not granted for the past, so these are looked at now.
    private static bool[] NeedPoints(Plan plan)
    {
        var needs = plan.Achievements.Select(achievement => achievement.Subjects.Any(subject => subject.Kind == SubjectKind.Points)).ToArray();
        for (var isStable = !needs.Contains(true); !isStable;)
        {
            isStable = true;
            foreach (var achievement in plan.Achievements.Where(achievement => !needs[achievement.Index] && NeedsOf(achievement).Any(need => needs[need])))
            {
                (needs[achievement.Index], isStable) = (true, false);
            }
        }

        return needs;
    }

    private static UserState WithPoints(Step step, UserState state)
    {
        var balances = step.From.Points.Select(system => KeyValuePair.Create(system.Definition.Key, step.State.Points[system.Index]))
            .Concat(step.State.FormerPoints)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var former = balances.Where(pair => pair.Value.Balance != 0 && Array.TrueForAll(step.To.Points, system => system.Definition.Key != pair.Key));
        return state with
        {
            Points = [.. step.To.Points.Select(system => balances.GetValueOrDefault(system.Definition.Key, PointsState.None))],
            FormerPoints = [.. former.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
        };
    }

    private static void RebindPoints(Step step, Draft draft)
    {
        foreach (var system in step.To.Points)
        {
            LimitRules.Rebind(draft, system);
            ShareRules.Rebind(draft, system);
            ExpiryRules.Rebind(draft, system);
            TimerRules.Rebind(draft, system);
            if (Array.Find(step.From.Points, known => known.Definition.Key == system.Definition.Key) is { } known)
            {
                LevelRules.Rebind(draft, known, system);
            }
        }
    }

    // A board that counts something else starts over: the old scores leave it, then the derived ones come in.
    private static IEnumerable<ScoreChanged> NewScores(Step step, ValueList<LeaderboardState> after) =>
        from board in step.To.Leaderboards
        where !IsCarried(step.From, step.To, board)
        let known = Known(step.From, board)
        let gone = known is null ? [] : Open(step, known, step.State.Leaderboards[known.Index])
        from change in gone.Where(score => LeaderboardRules.IsRanked(known, score)).Select(score => Score(step, board, score, null))
            .Concat(after[board.Index].Scores.Where(score => LeaderboardRules.IsRanked(board, score)).Select(score => Score(step, board, score, score.Value)))
        select change;

    // A board that is no longer defined lets its scores go: should its key come back, it may count something else.
    private static IEnumerable<ScoreChanged> GoneScores(Step step) =>
        from board in step.From.Leaderboards
        where Known(step.To, board) is null
        from score in Open(step, board, step.State.Leaderboards[board.Index])
        where LeaderboardRules.IsRanked(board, score)
        select Score(step, board, score, null);

    private static ScoreChanged Score(Step step, LeaderboardPlan board, ScoreEntry score, decimal? value) => new(
        step.Root.Then(board.Seed).Then(FactId.Seed($"{score.Run.ToDateOnly().DayNumber}/{score.Group}/{value is null}")),
        new Cause(default, board.Definition.Key, default), step.At, board.Definition.Key,
        score.Run, score.Group ?? Group.All, value, score.ReachedAt) { Ties = score.Ties };

    // Names, limits, the order, who is let in and the way ranks are written do not change what a board counts.
    private static bool IsCarried(Plan plan, Plan next, LeaderboardPlan board) =>
        Known(plan, board) is { } known && known.NeedsTally == board.NeedsTally && WhatCounts(known.Definition) == WhatCounts(board.Definition) && board.Definition.RankBy switch
        {
            RankBy.Metric(var key) => !CombinationChanged(plan, next, key),
            RankBy.Weighted(var metrics) => !metrics.Any(part => CombinationChanged(plan, next, part.Metric)),
            RankBy.Streak(var key) => next.Streaks.Where(streak => streak.Definition.Key == key).All(streak => Same(plan, next, streak) is not null),
            _ => true,
        } && !board.Definition.TieBreakers.Any(tie => tie.Source is TieSource.Metric(var key, _) && CombinationChanged(plan, next, key));

    private static LeaderboardDefinition WhatCounts(LeaderboardDefinition board) =>
        board with { Name = "", Description = null, Limit = null, Ranks = RankKind.Ordinal, Order = RankOrder.Descending, Entry = null, AnonymousName = "" };

    private static bool IsToBackdate(Plan plan, AchievementPlan achievement) =>
        achievement.Definition is { Status: AchievementStatus.Active, When: not AchievementCondition.Api }
        && !plan.Rulebook.Achievements.Any(known =>
            known.Key == achievement.Definition.Key && known.Status == AchievementStatus.Active && known.When == achievement.Definition.When
            && known.Requires.Equals(achievement.Definition.Requires) && known.MinLevel == achievement.Definition.MinLevel
            && known.FromOn == achievement.Definition.FromOn && known.UntilOn == achievement.Definition.UntilOn
            && known.UserFilter.Equals(achievement.Definition.UserFilter) && known.EventFilter.Equals(achievement.Definition.EventFilter));

    private static bool CombinationChanged(Plan plan, Plan next, string metric) =>
        !(plan.FindMetric(metric)?.Definition.SumOf ?? []).Equals(next.FindMetric(metric)?.Definition.SumOf ?? []);
}
