using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Corrections;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Points;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>What became of inputs that were applied together.</summary>
/// <param name="Answers">One per submission.</param>
/// <param name="Rederived">Null: nothing was accepted.</param>
internal sealed record GroupResult(IReadOnlyList<Answer> Answers, Rederived? Rederived);

/// <summary>All inputs that a batch brings for one user, of which one lies before what is covered: the user is derived once for all of them.</summary>
internal sealed class LateGroup(DatabaseWriter writer, Timeline timeline, UserKey key, Instant now)
{
    /// <summary>How long before now an input may have happened that lies before what is covered; null: any time.</summary>
    public required Duration? LateWindow { get; init; }

    /// <summary>Whether scores of a run still count.</summary>
    public required Func<ScoreKey, bool> IsOpen { get; init; }

    /// <summary>Whether answers say what followed.</summary>
    public required bool TellsDetails { get; init; }

    public GroupResult Run(StoredUser? stored, IReadOnlyList<Submission> submissions)
    {
        var taken = submissions.Select(submission => Take(submission, stored)).ToArray();
        var inputs = taken.Where(one => one is { Answer: null, IsKnown: false, Input: not (Tick or Rederive) }).Select(one => one.Input).ToArray();
        if (inputs.Length == 0 && (stored is null || !Array.Exists(taken, one => one.Input is Rederive)))
        {
            return new([.. taken.Select(one => one.Answer ?? Unchanged(one, stored))], null);
        }

        var until = taken.Where(one => one is { Input: Tick or Rederive }).Select(one => one.Input.At).Append(stored?.State.At ?? Instant.MinValue).Max();
        var result = new Rederivation(writer, timeline, key, now) { IsOpen = IsOpen }.Run(stored, inputs, until);
        var accepted = inputs.Where(input => result.Derived.Outcomes[input.Id].Refusal is null).ToArray();
        var facts = new CorrectedFacts(timeline, stored?.State, result, accepted);
        var answers = submissions.Zip(taken).Select(pair => pair.Second.Answer ?? AnswerTo(pair.First, pair.Second, result, facts)).ToArray();
        return new(answers, accepted.Length == 0 && inputs.Length > 0 ? null : result);
    }

    /// <param name="Answer">Where one can be given before anything is derived.</param>
    /// <param name="IsKnown">Its key was claimed before.</param>
    private readonly record struct Taken(Input Input, Answer? Answer, bool IsKnown);

    private Taken Take(Submission submission, StoredUser? stored)
    {
        var at = submission.AtArrival ? now : submission.Input.At;
        var input = submission.AtArrival || submission.Input is Tick or Rederive ? submission.Input with { At = Instant.Max(at, stored?.State.At ?? at) } : submission.Input;
        if (submission.IsKeyed && !writer.Claim(new(key.Space, input.User, input.Id.Value), (stored?.Seq ?? 0) + 1))
        {
            return new(input, null, IsKnown: true);
        }

        if (TransferTable.RefusalOf(writer, key.Space, input) is { } closed)
        {
            return new(input, Refuse(submission, closed), IsKnown: false);
        }

        if (LateWindow is { } window && stored is not null && input is not GrantAmnesty && input.At < stored.State.At && input.At < now - window)
        {
            return new(input, Refuse(submission, new(Rejection.TooLate, (now - window).ToString())), IsKnown: false);
        }

        return input is RetractEvent or RevokeAchievement or GrantAmnesty && Derivation.RefusalOf(timeline.Current, stored?.State, input) is { } refusal
            ? new(input, Refuse(submission, refusal), IsKnown: false)
            : new(input, null, IsKnown: false);
    }

    private Answer AnswerTo(Submission submission, Taken taken, Rederived result, CorrectedFacts facts)
    {
        var input = taken.Input;
        if (result.Derived.Outcomes.TryGetValue(input.Id, out var outcome) && outcome.Refusal is { } refusal)
        {
            return taken.IsKnown ? new Answer.Rejected(refusal.Reason, refusal.Detail) : Refuse(submission, refusal);
        }

        if (result.User?.State is not { } state)
        {
            return new Answer.Rejected(Rejection.UnknownUser, key.User);
        }

        var plan = timeline.Version(state.Version);
        return taken.IsKnown ? new Answer.Replayed(input, state, plan)
            : !TellsDetails ? Answer.Applied.Instance
            : new Answer.Accepted(input, state, plan, input is Tick or Rederive ? [] : facts.Of(input), []);
    }

    private Answer Unchanged(Taken taken, StoredUser? stored) => stored is null ? new Answer.Rejected(Rejection.UnknownUser, key.User)
        : taken.IsKnown ? new Answer.Replayed(taken.Input, stored.State, timeline.Version(stored.State.Version))
        : new Answer.Accepted(taken.Input, stored.State, timeline.Version(stored.State.Version), [], []);

    private Answer.Rejected Refuse(Submission submission, Evaluated.Rejected refusal)
    {
        if (submission.IsKeyed)
        {
            writer.Release(new(key.Space, submission.Input.User, submission.Input.Id.Value));
        }

        return new(refusal.Reason, refusal.Detail);
    }
}
