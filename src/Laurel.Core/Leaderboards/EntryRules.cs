using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>Decides again who stands on a board when something that this depends on has changed. Runs that are over stay as they are.</summary>
internal static class EntryRules
{
    /// <summary>The entry, hidden or not as the user's choice and the board's filter say now.</summary>
    public static ScoreEntry Decided(Draft draft, LeaderboardPlan board, ScoreEntry entry)
    {
        var isHidden = draft.Profile.LeaderboardsOptOut || board.Entry?.Allows(draft, entry) == false;
        return isHidden == entry.IsHidden ? entry : entry with { IsHidden = isHidden };
    }

    /// <summary>Something happened that these boards depend on.</summary>
    public static void Decide(Draft draft, LeaderboardPlan[] boards, Fact cause)
    {
        foreach (var board in boards)
        {
            Decide(draft, board, (cause.Id.Then(board.Seed), draft.CauseOf(board.Definition.Key, cause)));
        }
    }

    /// <summary>When the next user who has not scored for too long leaves a board; null: none will.</summary>
    public static Instant? NextDue(Draft draft)
    {
        Instant? next = null;
        foreach (var board in draft.Plan.IdleBoards)
        {
            foreach (var entry in draft.Leaderboards[board.Index].Scores)
            {
                if (DueOf(board, entry) is { } due && LeaderboardRules.IsOpen(board, entry.Run, due))
                {
                    next = Calendar.Earlier(next, due);
                }
            }
        }

        return next;
    }

    public static void ProcessDue(Draft draft)
    {
        foreach (var board in draft.Plan.IdleBoards)
        {
            Decide(draft, board, (draft.IdOf(board.Seed), draft.CauseOf(board.Definition.Key)));
        }
    }

    /// <summary>
    /// Under a new rulebook version others may stand on a board. Scores that were derived anew are announced elsewhere:
    /// <paramref name="isAnnounced"/> tells which boards are announced here.
    /// </summary>
    public static void Rebind(Draft draft, Func<LeaderboardPlan, bool> isAnnounced)
    {
        foreach (var board in draft.Plan.Leaderboards)
        {
            (FactId, Cause)? origin = isAnnounced(board)
                ? (draft.IdOf(board.Seed).Then((ulong)draft.Plan.Version), draft.CauseOf(board.Definition.Key))
                : null;
            Decide(draft, board, origin);
        }
    }

    private static Instant? DueOf(LeaderboardPlan board, ScoreEntry entry) =>
        !entry.IsHidden && ScoreColumns.HasScore(entry) && entry.Tally is { } tally && board.Entry?.ActiveWithin is { } within ? tally.LastAt + within : null;

    private static void Decide(Draft draft, LeaderboardPlan board, (FactId Id, Cause Cause)? origin)
    {
        var scores = draft.Leaderboards[board.Index].Scores;
        for (var i = 0; i < scores.Count; i++)
        {
            var before = scores[i];
            var after = Decided(draft, board, before);
            if (!ReferenceEquals(before, after) && LeaderboardRules.IsOpen(board, before.Run, draft.Now))
            {
                scores = scores.With(i, after);
                draft.Leaderboards.Set(board.Index, new LeaderboardState(scores));
                if (origin is { } announced)
                {
                    LeaderboardRules.Announce(draft, board, (before, after), announced);
                }
            }
        }
    }
}
