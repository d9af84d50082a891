using Laurel.Core.Facts;

namespace Laurel.Core.Evaluation;

/// <summary>What an evaluation comes to.</summary>
public abstract record Evaluated
{
    private Evaluated() { }

    /// <summary>The input (and the time up to it) led to this state; the facts stand in the order in which they were concluded.</summary>
    public sealed record Accepted(UserState Next, IReadOnlyList<Fact> Facts) : Evaluated;

    /// <summary>The input is refused; nothing changes.</summary>
    public sealed record Rejected(Rejection Reason, string Detail) : Evaluated;

    /// <summary>
    /// A rulebook version took effect on the way and counts something that earlier versions did not: evaluate again with
    /// the user's history.
    /// </summary>
    public sealed record NeedsHistory : Evaluated
    {
        public static readonly NeedsHistory Instance = new();
    }
}
