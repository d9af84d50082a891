using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>What became of a user who was derived again.</summary>
/// <param name="User">As it is to be stored; as it was when no input was accepted.</param>
/// <param name="Derived">State, facts and what became of the new inputs.</param>
/// <param name="Facts">What the ledgers were corrected by.</param>
/// <param name="Scores">Changes of scores in runs that are open.</param>
/// <param name="Restated">Achievements whose completions are others now.</param>
internal sealed record Rederived(
    StoredUser? User, Derived Derived, IReadOnlyList<Fact> Facts, IReadOnlyList<ScoreChanged> Scores, IReadOnlyCollection<string> Restated);

/// <summary>
/// Puts inputs where they belong in a user's history: derives the user from the journal and them, and writes the difference to the
/// ledgers. Part of a batch's transaction.
/// </summary>
internal sealed class Rederivation(DatabaseWriter writer, Timeline timeline, UserKey whose, Instant now)
{
    /// <summary>Whether scores of a run still count.</summary>
    public required Func<ScoreKey, bool> IsOpen { get; init; }

    /// <summary>Derives the user with new inputs; the journal gets those that are accepted. With none, the ledgers are brought to what the journal says.</summary>
    public Rederived Run(StoredUser? stored, IReadOnlyList<Input> inputs, Instant until)
    {
        var journal = JournalTable.Entries(writer.ConnectionOf(whose.Space, [whose.User]), whose.Space, whose.User);
        var entries = journal.Concat(inputs.Select(input => new JournalEntry(input, null))).ToList();
        var ids = inputs.Select(input => input.Id).ToHashSet();
        bool IsWanted(Fact fact) => Ledgers.IsKept(fact) || (fact is not ScoreChanged && ids.Contains(fact.Cause.Input));
        var derived = Derivation.Of(timeline, entries, until, IsWanted);
        var accepted = inputs.Where(input => derived.Outcomes[input.Id].Refusal is null).ToList();
        if (derived.State is null || (accepted.Count == 0 && inputs.Count > 0))
        {
            return new(stored, derived, [], [], []);
        }

        if (Kept(derived) is { Count: > 0 } kept)
        {
            entries.AddRange(kept.Select(input => new JournalEntry(input, null)));
            derived = Derivation.Of(timeline, entries, until, IsWanted);
            accepted.AddRange(kept.Where(input => derived.Outcomes[input.Id].Refusal is null));
        }

        var user = new StoredUser(derived.State ?? throw new InvalidOperationException("A user is lost."), WriteJournal(stored?.Seq ?? 0, accepted, derived));
        return Correct(stored, user, derived, (accepted.Count > 0 ? accepted.MinBy(input => input.At)?.Id ?? default : default, From(journal, accepted, stored?.State.At ?? Instant.MinValue)));
    }

    private Rederived Correct(StoredUser? stored, StoredUser user, Derived derived, (InputId Input, Instant From) cause)
    {
        var connection = writer.ConnectionOf(whose.Space, [whose.User]);
        var differences = LedgerComparison.Of(connection, (whose.Space, whose.User), derived.Facts, cause.From);
        if (cause.Input.IsNone && differences.Count > 0)
        {
            // A repair has no input. What it writes comes after all that is there, not among it.
            user = user with { Seq = user.Seq + 1 };
        }

        var corrector = new LedgerCorrector(writer, new LedgerKey(whose.Space, whose.User, user.Seq, 0), cause.Input, now);
        corrector.Apply(differences, derived.Facts, system => cause.From == Instant.MinValue
            ? BalanceQueries.SumOfAwards(connection, whose.Space, whose.User, system)
            : stored is null ? 0 : Balances.Of(timeline, stored.State, system));
        foreach (var (system, balance) in corrector.Balances)
        {
            if (balance != Balances.Of(timeline, user.State, system))
            {
                throw new InvalidOperationException($"The awards of {whose.User} in {system} add up to {balance}, and not to {Balances.Of(timeline, user.State, system)}.");
            }
        }

        var scores = ScoreComparison.Of(ScoreComparison.Stored(connection, whose.Space, whose.User), derived.Scores, cause.From, IsOpen);
        return new(user, derived, corrector.Facts, [.. scores.Select(score => score.CausedBy(cause.Input))], corrector.Restated);
    }

    // Completions that nothing leads to any more and that their definitions keep.
    private List<KeepAchievement> Kept(Derived derived)
    {
        var keeping = timeline.Current.Rulebook.Achievements.Where(achievement => achievement.OnRetract == OnRetract.Keep).Select(achievement => achievement.Key).ToHashSet(StringComparer.Ordinal);
        keeping.ExceptWith(derived.State?.Revoked ?? []);
        if (keeping.Count == 0)
        {
            return [];
        }

        var completed = derived.Facts.OfType<AchievementCompleted>().Select(fact => (fact.Achievement, fact.Count)).ToHashSet();
        return
        [
            .. from held in CompletionQueries.Of(writer.ConnectionOf(whose.Space, [whose.User]), whose.Space, whose.User)
               where keeping.Contains(held.Achievement) && !completed.Contains((held.Achievement, held.Count))
               orderby held.Count
               select new KeepAchievement(InputIds.OfKey(whose.User, "keep", held.Fact.ToHex()), whose.User, held.At, held.Achievement, held.Fact, held.Count)
               {
                   Backdated = held.Backdated,
               },
        ];
    }

    // The number of the last entry.
    private long WriteJournal(long seq, List<Input> accepted, Derived derived)
    {
        foreach (var input in accepted)
        {
            JournalTable.Write(writer, whose.Space, input, (++seq, now, derived.Outcomes[input.Id].Version));
        }

        return seq;
    }

    // Where the past begins to be another, at the latest where it ended. A revocation reaches back to the completion, wherever that was.
    private static Instant From(IReadOnlyList<JournalEntry> journal, List<Input> accepted, Instant covered)
    {
        if (accepted.Count == 0 || accepted.Exists(input => input is RevokeAchievement))
        {
            return Instant.MinValue;
        }

        var retracted = accepted.OfType<RetractEvent>().Select(retraction => retraction.Event).ToHashSet();
        var from = Instant.Min(covered, accepted.Min(input => input.At));
        return retracted.Count == 0 ? from
            : journal.Where(entry => retracted.Contains(entry.Input.Id)).Select(entry => entry.Input.At).Append(from).Min();
    }
}
