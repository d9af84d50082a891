using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>Keeps a user's scores: what happened within the run, in the group that the user (or the event) belongs to.</summary>
internal static class LeaderboardRules
{
    public static void React(Draft draft, Fact fact)
    {
        switch (fact)
        {
            case MetricChanged changed when changed.Counter.IsTotal:
                Score(draft, draft.Plan.LeaderboardsOf(changed.Counter), changed.After - changed.Before, changed);
                break;
            case PointsAwarded { IsEarned: true } awarded:
                Score(draft, draft.Plan.ListenersOf(awarded).Leaderboards, awarded.Amount, awarded);
                break;
            case StreakExtended extended:
                Set(draft, draft.Plan.ListenersOf(extended.Streak).Leaderboards, extended.Length, extended);
                break;
            case StreakRestored restored:
                Set(draft, draft.Plan.ListenersOf(restored.Streak).Leaderboards, restored.Length, restored);
                break;
            case StreakStopped stopped:
                Set(draft, draft.Plan.ListenersOf(stopped.Streak).Leaderboards, 0, stopped);
                break;
            case StreakLost lost:
                Set(draft, draft.Plan.ListenersOf(lost.Streak).Leaderboards, 0, lost);
                break;
            case UserChanged changed when changed.Before.LeaderboardsOptOut != changed.After.LeaderboardsOptOut || !changed.Before.Attributes.Equals(changed.After.Attributes):
                Regroup(draft, changed);
                break;
            case LevelChanged changed:
                EntryRules.Decide(draft, draft.Plan.EntriesByLevelOf(changed.System), changed);
                break;
            case AchievementCompleted completed:
                EntryRules.Decide(draft, draft.Plan.ListenersOf(completed).Entries, completed);
                break;
            case AchievementReset reset:
                EntryRules.Decide(draft, draft.Plan.EntriesByAchievement(reset.Achievement), reset);
                break;
        }
    }

    /// <summary>Whether an entry stands on its board: it is let in, has a group and a score, and a streak has a length.</summary>
    public static bool IsRanked(LeaderboardPlan board, ScoreEntry entry) =>
        !entry.IsHidden && entry.Group is not null && ScoreColumns.HasScore(entry) && (board.Definition.RankBy is not RankBy.Streak || entry.Value != 0);

    private static void Score(Draft draft, ScoreListener[] listeners, decimal value, Fact cause)
    {
        foreach (var listener in listeners)
        {
            var board = listener.Board;
            if (OpenRun(draft, board) is { } run && TryGroup(draft, board, out var group))
            {
                var (index, before) = Find(draft, board, run, group);
                var entry = before ?? Blank(draft, board, run, group);
                var next = ScoreColumns.Next(draft, listener, (entry, before is null), value);
                if (!ReferenceEquals(next, entry) && next != before)
                {
                    Keep(draft, board, (index, next.Group == group ? next : next with { Group = group }), cause);
                }
            }
        }
    }

    private static void Set(Draft draft, LeaderboardPlan[] boards, decimal length, Fact cause)
    {
        foreach (var board in boards)
        {
            if (OpenRun(draft, board) is { } run && TryGroup(draft, board, out var group))
            {
                var (index, before) = Find(draft, board, run, group);
                if (index >= 0 || length != 0)
                {
                    var entry = before ?? Blank(draft, board, run, group);
                    var tally = length == 0 || entry.Tally is not { } held ? entry.Tally : held with { Count = held.Count + 1, LastAt = draft.Now };
                    Keep(draft, board, (index, entry with { Group = group, Value = length, ReachedAt = draft.Now, Tally = tally }), cause);
                }
            }
        }
    }

    private static ScoreEntry Blank(Draft draft, LeaderboardPlan board, LocalDate run, Group? group) =>
        new(run, group, 0, draft.Now) { Ties = board.NoTies, Tally = board.NeedsTally ? ScoreTally.None : null };

    private static (int Index, ScoreEntry? Entry) Find(Draft draft, LeaderboardPlan board, LocalDate run, Group? group)
    {
        var state = draft.Leaderboards[board.Index];
        var index = IndexOf(state, run, group, board);
        return (index, index < 0 ? null : state.Scores[index]);
    }

    private static void Keep(Draft draft, LeaderboardPlan board, (int Index, ScoreEntry Entry) score, Fact cause)
    {
        var (index, entry) = (score.Index, EntryRules.Decided(draft, board, score.Entry));
        var scores = draft.Leaderboards[board.Index].Scores;
        var kept = index >= 0 ? scores.With(index, entry) : StillOpen(draft, board, scores).Append(entry);
        if (index < 0 && CountIn(kept, entry.Run) > Limits.GroupsPerRunMax)
        {
            return;
        }

        draft.Leaderboards.Set(board.Index, new LeaderboardState(kept));
        Announce(draft, board, (index < 0 ? null : scores[index], entry), (cause.Id.Then(board.Seed), draft.CauseOf(board.Definition.Key, cause)));
    }

    private static int CountIn(ValueList<ScoreEntry> scores, LocalDate run) => scores.Count(score => score.Run == run);

    /// <summary>Tells what the others see of a change: nothing as long as the user does not stand on the board.</summary>
    public static void Announce(Draft draft, LeaderboardPlan board, (ScoreEntry? Before, ScoreEntry After) change, (FactId Id, Cause Cause) origin)
    {
        var (before, after) = change;
        var (was, isNow) = (before is not null && IsRanked(board, before), IsRanked(board, after));
        if (before is not null && was && (!isNow || before.Group != after.Group))
        {
            Add(draft, board, (before, null), origin);
        }

        if (isNow && !(before is not null && was && before.Group == after.Group && before.ReachedAt == after.ReachedAt && ScoreColumns.IsSame(before, after)))
        {
            Add(draft, board, (after, after.Value), origin);
        }
    }

    private static void Add(Draft draft, LeaderboardPlan board, (ScoreEntry Entry, decimal? Value) score, (FactId Id, Cause Cause) origin)
    {
        var entry = score.Entry;
        var group = entry.Group ?? Group.All;
        var id = origin.Id.Then((ulong)entry.Run.ToDateOnly().DayNumber);
        draft.Add(new ScoreChanged(
            group == Group.All ? id : id.Then(group.Key), origin.Cause, draft.Now,
            board.Definition.Key, entry.Run, group, score.Value, entry.ReachedAt) { Ties = entry.Ties });
    }

    // A user who changes a breakdown attribute moves to the other group and takes the score along; one who may no longer be
    // ranked leaves.
    private static void Regroup(Draft draft, UserChanged changed)
    {
        var isChoice = changed.Before.LeaderboardsOptOut != changed.After.LeaderboardsOptOut;
        foreach (var board in draft.Plan.Leaderboards)
        {
            if (!isChoice && board.Entry is null && board.Definition.Breakdown.Count == 0)
            {
                continue;
            }

            var group = board.Definition.Breakdown.Count == 0 ? null : GroupOf(board, changed.After.Attributes);
            var scores = draft.Leaderboards[board.Index].Scores;
            for (var i = 0; i < scores.Count; i++)
            {
                var before = scores[i];
                var moved = board.Definition.Breakdown.Count == 0 || before.Group == group ? before : before with { Group = group };
                var after = EntryRules.Decided(draft, board, moved);
                if (!ReferenceEquals(before, after) && IsOpen(board, before.Run, draft.Now))
                {
                    scores = scores.With(i, after);
                    draft.Leaderboards.Set(board.Index, new LeaderboardState(scores));
                    Announce(draft, board, (before, after), (changed.Id.Then(board.Seed), draft.CauseOf(board.Definition.Key, changed)));
                }
            }
        }
    }

    private static LocalDate? OpenRun(Draft draft, LeaderboardPlan board)
    {
        if (!board.IsActive)
        {
            return null;
        }

        var local = board.Zone is null ? draft.Local : draft.Now.InZone(board.Zone).LocalDateTime;
        return RunCalendar.IsInWindow(board.Definition, local.TimeOfDay) ? RunCalendar.RunContaining(board.Definition, local.Date) : null;
    }

    private static bool TryGroup(Draft draft, LeaderboardPlan board, out Group? group)
    {
        if (board.Definition.EventBreakdown is { } key)
        {
            group = draft.EventAttributes.Find(key) is { } value ? Group.Of(value) : null;
            return group is not null;
        }

        group = board.Definition.Breakdown.Count == 0 ? Group.All : GroupOf(board, draft.Profile.Attributes);
        return true;
    }

    private static Group? GroupOf(LeaderboardPlan board, AttributeSet attributes)
    {
        if (board.Definition.Breakdown.Count == 1)
        {
            return attributes.Find(board.Definition.Breakdown[0]) is { } only ? Group.Of(only) : null;
        }

        var values = board.Definition.Breakdown.Select(attributes.Find).ToArray();
        return Array.TrueForAll(values, value => value is not null) ? Group.Of(values.OfType<string>()) : null;
    }

    private static int IndexOf(LeaderboardState state, LocalDate run, Group? group, LeaderboardPlan board)
    {
        for (var i = 0; i < state.Scores.Count; i++)
        {
            if (state.Scores[i].Run == run && (board.Definition.EventBreakdown is null || state.Scores[i].Group == group))
            {
                return i;
            }
        }

        return -1;
    }

    private static ValueList<ScoreEntry> StillOpen(Draft draft, LeaderboardPlan board, ValueList<ScoreEntry> scores) =>
        scores.Count == 0 ? scores : [.. scores.Where(score => IsOpen(board, score.Run, draft.Now))];

    /// <summary>Whether the scores of a run may still change at an instant.</summary>
    public static bool IsOpen(LeaderboardPlan board, LocalDate run, Instant at) =>
        RunCalendar.ClosesAt(board.Definition, run) is not { } closesAt || closesAt > at;
}
