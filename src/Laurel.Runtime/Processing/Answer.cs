using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Leaderboards;

namespace Laurel.Runtime.Processing;

/// <summary>What became of an input. Given only once the outcome is durable.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>It was applied.</summary>
    /// <param name="Input">As applied, with its final instant.</param>
    /// <param name="State">Of the user, afterwards.</param>
    /// <param name="Plan">The rulebook version in force.</param>
    /// <param name="Facts">What followed, in order.</param>
    /// <param name="Ranks">How the user's ranks moved, in order.</param>
    public sealed record Accepted(Input Input, UserState State, Plan Plan, IReadOnlyList<Fact> Facts, IReadOnlyList<RankMove> Ranks) : Answer;

    /// <summary>It was applied, by an engine that keeps no projections and tells no details; or it was a tick, and nothing was due.</summary>
    public sealed record Applied : Answer
    {
        public static readonly Applied Instance = new();
    }

    /// <summary>An input with the same idempotency key was applied before; nothing happened now. The state is the current one.</summary>
    public sealed record Replayed(Input Input, UserState State, Plan Plan) : Answer;

    /// <summary>It is refused; nothing changed.</summary>
    public sealed record Rejected(Rejection Reason, string Detail) : Answer;

    /// <summary>It could not be stored; nothing changed (but see <see cref="IsOutcomeUnknown"/>), and it may be sent again.</summary>
    /// <param name="Cause">For the log.</param>
    public sealed record Failed(string Code, string Message, Exception? Cause) : Answer
    {
        /// <summary>The code of a failure that is a defect of the program's: sending the input again will not help.</summary>
        public const string Defect = "internal_error";

        public bool IsDefect => Code == Defect;

        /// <summary>Whether it may have been stored after all: sent again with its key, it is applied once.</summary>
        public bool IsOutcomeUnknown => Code == Databases.DatabaseErrors.OutcomeUnknown;
    }
}
