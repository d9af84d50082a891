using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Explanations;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Explanations;

/// <summary>Why something is as it is.</summary>
/// <param name="Input">What it began with; null: something fell due.</param>
/// <param name="IsRetracted">The input was taken back: nothing follows from it.</param>
/// <param name="Causes">From the first conclusion to what was asked about; empty when an input was asked about.</param>
/// <param name="Consequences">What followed from what was asked about, in order.</param>
/// <param name="Misses">Rules that listened and concluded nothing.</param>
public sealed record Explanation(
    Input? Input, bool IsRetracted, IReadOnlyList<Fact> Causes, IReadOnlyList<Fact> Consequences, IReadOnlyList<Miss> Misses);

/// <summary>Explains a user by deriving it again: every fact names what it was concluded from.</summary>
public sealed class Explainer
{
    private readonly Timeline timeline;
    private readonly IReadOnlyList<JournalEntry> journal;
    private readonly IReadOnlyList<PointsAwarded> reversals;
    private readonly Derived derived;

    /// <param name="now">Up to when time has passed.</param>
    public Explainer(Database database, Timeline timeline, (Space Space, string User) whose, Instant now)
    {
        this.timeline = timeline;
        using var connection = database.ConnectFor(whose.Space.Id, [whose.User]);
        journal = JournalTable.Entries(connection, whose.Space.Id, whose.User);
        reversals = ReversalQueries.Of(connection, whose.Space.Id, whose.User);
        derived = Derivation.Of(timeline, journal, now);
    }

    /// <summary>An event: all that followed, and which rules listened in vain. Null: the user has no such event.</summary>
    public Explanation? Event(InputId id)
    {
        if (journal.Select(entry => entry.Input).OfType<MetricEvent>().FirstOrDefault(input => input.Id == id) is not { } input)
        {
            return null;
        }

        var facts = derived.Facts.Where(fact => fact.Cause.Input == id).ToArray();
        var isRetracted = journal.Any(entry => entry.Input is RetractEvent retraction && retraction.Event == id);
        return new(input, isRetracted, [], facts, isRetracted ? [] : MissesOf(input, facts));
    }

    /// <summary>
    /// An award, by its id on the wire. One that no longer holds is explained by its reversing entry and what made that necessary. Null: there is none.
    /// </summary>
    public Explanation? Award(Guid id) => derived.Facts.OfType<PointsAwarded>().FirstOrDefault(award => award.Id.ToGuid() == id) is { } award ? Of(award)
        : reversals.LastOrDefault(reversal => reversal.Id.ToGuid() == id || reversal.Cause.Parent.ToGuid() == id) is { } reversal ? new(InputOf(reversal), false, [reversal], [], [])
        : null;

    /// <summary>An achievement: the latest completion, or why there is none. Null: there is no such achievement.</summary>
    public Explanation? Achievement(string key, Instant now)
    {
        if (derived.Facts.OfType<AchievementCompleted>().LastOrDefault(completed => completed.Achievement == key) is { } completion)
        {
            return Of(completion);
        }

        return derived.State is { } state && AchievementMisses.Of(timeline.Version(state.Version), state, key, Instant.Max(now, state.At)) is { } miss
            ? new(null, false, [], [], [miss])
            : null;
    }

    private Explanation Of(Fact fact)
    {
        var byId = derived.Facts.GroupBy(one => one.Id).ToDictionary(group => group.Key, group => group.First());
        var causes = new List<Fact> { fact };
        while (byId.TryGetValue(causes[0].Cause.Parent, out var parent))
        {
            causes.Insert(0, parent);
        }

        var following = new HashSet<FactId> { fact.Id };
        var consequences = derived.Facts.Where(one => following.Contains(one.Cause.Parent) && following.Add(one.Id)).ToArray();
        return new(InputOf(fact), false, causes, consequences, []);
    }

    private Input? InputOf(Fact fact) => journal.Select(entry => entry.Input).FirstOrDefault(input => !fact.Cause.Input.IsNone && input.Id == fact.Cause.Input);

    // The user right after the event: derived from what happened up to then.
    private IReadOnlyList<Miss> MissesOf(MetricEvent input, IReadOnlyList<Fact> facts)
    {
        var before = History.InOrder(journal).TakeWhile(entry => entry.Input.Id != input.Id).Append(journal.First(entry => entry.Input.Id == input.Id)).ToArray();
        return Derivation.Of(timeline, before, input.At).State is { } state ? Misses.Of(timeline.Version(state.Version), state, input, facts) : [];
    }
}
