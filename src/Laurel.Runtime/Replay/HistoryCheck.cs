using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Runtime.Replay;

/// <summary>
/// Looks through a history before any of it is applied, for rows that the rulebook refuses whatever came before them: unknown
/// metrics, attributes and zones, values out of range.
/// </summary>
public sealed class HistoryCheck(Timeline timeline)
{
    /// <summary>The first refused row, in the order in which a <see cref="Replayer"/> would come to it; null when there is none.</summary>
    public RefusedRow? FirstRefused(IEnumerable<EventRow> events, IReadOnlyDictionary<string, UserRow> users)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in events)
        {
            var refused = seen.Add(row.User) && users.TryGetValue(row.User, out var user) ? Refused(user, timeline.InForceAt(row.At)) : null;
            refused ??= Refused(RowInputs.Of(row, default(InputId)), row.Line, timeline.InForceAt(row.At));
            if (refused is not null)
            {
                return refused;
            }
        }

        return users.Values.Where(user => !seen.Contains(user.User)).Select(user => Refused(user, timeline.Current)).FirstOrDefault(refused => refused is not null);
    }

    private static RefusedRow? Refused(UserRow row, Plan plan) => Refused(RowInputs.Of(row, Instant.MinValue), row.Line, plan);

    private static RefusedRow? Refused(Input input, long line, Plan plan) => Evaluator.RefusalOf(plan, input) is { } refusal
        ? new RefusedRow(input, new RowProblem(line, RefusalText.Of(refusal.Reason, refusal.Detail)))
        : null;
}
