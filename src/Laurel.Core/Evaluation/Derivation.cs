using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using NodaTime;

namespace Laurel.Core.Evaluation;

/// <summary>What became of a new input when its user was derived.</summary>
/// <param name="Refusal">Null: it was accepted.</param>
/// <param name="Version">The rulebook version under which it was applied.</param>
public readonly record struct Outcome(Evaluated.Rejected? Refusal, int Version);

/// <summary>A user derived from a journal.</summary>
/// <param name="State">Null: nothing was accepted, so that there is no user.</param>
/// <param name="Facts">Those that were asked for, in the order in which they were concluded.</param>
/// <param name="Scores">The last change of each score.</param>
/// <param name="Outcomes">Of the inputs that were new, by id.</param>
public sealed record Derived(
    UserState? State, IReadOnlyList<Fact> Facts, IReadOnlyCollection<ScoreChanged> Scores, IReadOnlyDictionary<InputId, Outcome> Outcomes);

/// <summary>
/// Derives a user from the journal, from nothing: the state and facts that the inputs would have led to, had they come in the order in
/// which they happened. What was accepted once is not refused now; a move by hand that no longer fits is made all the same.
/// </summary>
public sealed class Derivation
{
    private readonly Timeline timeline;
    private readonly Func<Fact, bool> keeps;
    private readonly List<Fact> facts = [];
    private readonly Dictionary<(string, LocalDate, Group), ScoreChanged> scores = [];
    private readonly List<Input> past = [];
    private readonly Dictionary<InputId, Outcome> outcomes = [];
    private readonly HashSet<InputId> events;
    private readonly ValueList<string> revoked;
    private UserState? state;

    // Inputs that nothing can refuse go one after the other into one evaluation, as long as one version is in force.
    private Draft? draft;

    private Derivation(Timeline timeline, IReadOnlyList<JournalEntry> journal, IReadOnlyList<JournalEntry> entries, Func<Fact, bool> keeps)
    {
        (this.timeline, this.keeps) = (timeline, keeps);
        revoked = [.. History.Revocations(entries).Keys.Order(StringComparer.Ordinal)];
        events = journal.Any(entry => entry is { IsNew: true, Input: RetractEvent })
            ? [.. journal.Where(entry => entry.Input is MetricEvent).Select(entry => entry.Input.Id)]
            : [];
    }

    /// <summary>Derives the user as of <paramref name="until"/>, or as of the last input where that is later.</summary>
    /// <param name="timeline">The version in force when something happened decides.</param>
    /// <param name="journal">All inputs of one user, in the order in which they came.</param>
    /// <param name="until">Up to when time has passed.</param>
    /// <param name="keeps">Which facts are asked for; an input has some ten, and most of them say how scores and totals moved. Null: all.</param>
    public static Derived Of(Timeline timeline, IReadOnlyList<JournalEntry> journal, Instant until, Func<Fact, bool>? keeps = null)
    {
        var entries = History.InOrder(journal);
        var derivation = new Derivation(timeline, journal, entries, keeps ?? (_ => true));
        foreach (var entry in entries)
        {
            derivation.Take(entry);
        }

        return derivation.End(until);
    }

    /// <summary>
    /// The refusal that a correction meets because of the user as it is now, before anything is derived; null when there is none.
    /// </summary>
    public static Evaluated.Rejected? RefusalOf(Plan plan, UserState? state, Input input) => (state, input) switch
    {
        (null, _) => new(Rejection.UnknownUser, input.User),
        (_, RevokeAchievement revocation) => AchievementRules.RefusalOf(plan, state, revocation),
        _ => null,
    };

    private void Take(JournalEntry entry)
    {
        var input = entry.Input;
        var refusal = input is RetractEvent retraction && entry.IsNew && !events.Contains(retraction.Event)
            ? new Evaluated.Rejected(Rejection.UnknownEvent, retraction.Event.ToString())
            : Refusal(input, entry.Version);
        if (refusal is null)
        {
            past.Add(input);
        }

        if (entry.IsNew)
        {
            outcomes[input.Id] = new(refusal, state?.Version ?? 0);
        }
    }

    // Null when it was accepted.
    private Evaluated.Rejected? Refusal(Input input, int? version)
    {
        if (version is { } known && Running(input, known) is { } running)
        {
            Evaluator.Replay(running, input);
            running.HandOver(Keep);
            return null;
        }

        Settle();
        var how = new Manner { IsReplay = version is not null, VersionMax = version ?? int.MaxValue, History = past, Revoked = revoked };
        switch (Evaluator.EvaluateAs(timeline, state, input, how))
        {
            case Evaluated.Accepted accepted:
                state = accepted.Next;
                foreach (var fact in accepted.Facts)
                {
                    Keep(fact);
                }

                return null;
            case Evaluated.Rejected rejected:
                return rejected;
            default:
                throw new InvalidOperationException("The history was given and is asked for again.");
        }
    }

    // The evaluation that takes the input, too; null: there is no user yet, or another version takes effect before.
    private Draft? Running(Input input, int versionMax)
    {
        if ((draft?.Plan.Version ?? state?.Version) is not { } version
            || (timeline.After(version) is { } next && next.EffectiveAt <= input.At && next.Version <= versionMax))
        {
            return null;
        }

        return draft ??= state is null ? null : new Draft(timeline.Version(version), state) { IsReplay = true };
    }

    private void Settle()
    {
        if (draft is { } running)
        {
            state = running.ToState();
            draft = null;
        }
    }

    private void Keep(Fact fact)
    {
        if (fact is ScoreChanged score)
        {
            scores[(score.Leaderboard, score.Run, score.Group)] = score;
        }

        if (keeps(fact))
        {
            facts.Add(fact);
        }
    }

    private Derived End(Instant until)
    {
        Settle();
        if (state is { } last && until > last.At)
        {
            Refusal(new Tick(last.Profile.Id, until), null);
        }

        return new(state, facts, scores.Values, outcomes);
    }
}
