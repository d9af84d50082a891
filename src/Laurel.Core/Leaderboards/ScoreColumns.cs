using System.Globalization;
using Laurel.Core.Evaluation;
using NodaTime;

namespace Laurel.Core.Leaderboards;

/// <summary>How one more value changes a score and its tie-breakers. Exact, but for averages.</summary>
internal static class ScoreColumns
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Whether the entry has a score, or only values of tie-breakers.</summary>
    public static bool HasScore(ScoreEntry entry) => entry.Tally is not { Count: 0 };

    /// <summary>The entry after a value; the same one when that changes nothing.</summary>
    public static ScoreEntry Next(Draft draft, ScoreListener listener, (ScoreEntry Entry, bool IsNew) before, decimal value)
    {
        var entry = before.Entry;
        var hasScore = !before.IsNew && HasScore(entry);
        var next = listener.Weight is { } weight && Counts(listener.Board, value * weight)
            ? WithScore(draft, listener.Board, (entry, hasScore), value * weight)
            : entry;
        foreach (var tie in listener.Ties)
        {
            next = next with { Ties = next.Ties.With(tie, Aggregated(AggregationOf(listener.Board, tie), next.Ties[tie], value)) };
        }

        return next.ReachedAt == draft.Now || (IsSame(entry, next) && hasScore == HasScore(next)) ? next : next with { ReachedAt = draft.Now };
    }

    /// <summary>Whether two entries stand at the same place, but for when they got there.</summary>
    public static bool IsSame(ScoreEntry one, ScoreEntry other) => one.Value == other.Value && one.Ties.Equals(other.Ties);

    // Nothing added to a sum is nothing scored.
    private static bool Counts(LeaderboardPlan board, decimal value) => value != 0 || board.Definition.Aggregation != Aggregation.Sum;

    private static ScoreEntry WithScore(Draft draft, LeaderboardPlan board, (ScoreEntry Entry, bool HasScore) before, decimal value)
    {
        var entry = before.Entry;
        var tally = entry.Tally is { } held ? new ScoreTally(held.Count + 1, held.Sum + value, draft.Now) : null;
        var score = board.Definition.Aggregation == Aggregation.Average && tally is not null
            ? decimal.Round(tally.Sum / tally.Count, Limits.ValueScaleMax)
            : Aggregated(board.Definition.Aggregation, before.HasScore ? entry.Value : null, value);
        var next = entry with { Value = score, Tally = tally, ReachedAt = score == entry.Value ? entry.ReachedAt : draft.Now };
        return board.HasEventTies ? WithEventTies(draft, board, before, (next, value)) : next;
    }

    // Columns of one event belong together: they are kept or replaced as a whole.
    private static ScoreEntry WithEventTies(Draft draft, LeaderboardPlan board, (ScoreEntry Entry, bool HasScore) before, (ScoreEntry Entry, decimal Value) next)
    {
        var (held, score) = (before.Entry, next.Entry);
        var ties = EventTies(board, draft.EventAttributes);
        var isReplaced = !before.HasScore || board.Definition.Aggregation == Aggregation.Latest || score.Value != held.Value
            || (next.Value == held.Value && CompareTies(board, ties, held.Ties) < 0);
        return isReplaced ? score with { Ties = Mixed(board, held.Ties, ties) } : score;
    }

    private static decimal Aggregated(Aggregation aggregation, decimal? before, decimal value) => aggregation switch
    {
        Aggregation.Sum => (before ?? 0) + value,
        Aggregation.Count => (before ?? 0) + 1,
        Aggregation.Maximum => before is { } best ? Math.Max(best, value) : value,
        Aggregation.Minimum => before is { } best ? Math.Min(best, value) : value,
        Aggregation.Latest => value,
        _ => throw new InvalidOperationException($"{aggregation} needs a tally."),
    };

    private static Aggregation AggregationOf(LeaderboardPlan board, int tie) => board.Definition.TieBreakers[tie].Source switch
    {
        TieSource.Metric metric => metric.Aggregation,
        TieSource.Points points => points.Aggregation,
        var source => throw new InvalidOperationException($"{source} is not aggregated."),
    };

    private static ValueList<decimal?> EventTies(LeaderboardPlan board, AttributeSet attributes) =>
        [.. board.Definition.TieBreakers.Select(tie => tie.Source is TieSource.Event(var attribute) ? NumberIn(attributes.Find(attribute)) : null)];

    private static ValueList<decimal?> Mixed(LeaderboardPlan board, ValueList<decimal?> held, ValueList<decimal?> ofEvent) =>
        [.. board.Definition.TieBreakers.Select((tie, index) => tie.Source is TieSource.Event ? ofEvent[index] : held[index])];

    private static decimal? NumberIn(string? text) =>
        decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Limits.ValueMax && number.Scale <= Limits.ValueScaleMax
            ? number
            : null;

    // Negative: one is better than the other, by what their events say.
    private static int CompareTies(LeaderboardPlan board, ValueList<decimal?> one, ValueList<decimal?> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            if (board.Definition.TieBreakers[i].Source is TieSource.Event && one[i] != other[i])
            {
                return other[i] is not { } second ? -1
                    : one[i] is not { } first ? 1
                    : board.Definition.TieBreakers[i].Order == RankOrder.Ascending ? first.CompareTo(second) : second.CompareTo(first);
            }
        }

        return 0;
    }
}
