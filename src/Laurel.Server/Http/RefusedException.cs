using Laurel.Core;
using Laurel.Runtime.Processing;

namespace Laurel.Server.Http;

/// <summary>A request that is answered with an error. Thrown where that is found out, caught once, at the edge.</summary>
internal sealed class RefusedException(ErrorKind kind, string detail = "", IReadOnlyList<ProblemResponse>? problems = null)
    : Exception(kind.Sentence.Replace("{0}", detail, StringComparison.Ordinal))
{
    public ErrorKind Kind { get; } = kind;

    public IReadOnlyList<ProblemResponse>? Problems { get; } = problems;

    /// <summary>What could not be stored, for the log; null: it was not tried.</summary>
    public Answer.Failed? Failure { get; private init; }

    public static RefusedException Of(Answer answer) => answer switch
    {
        Answer.Rejected rejected => new(ErrorTable.Of(rejected.Reason), rejected.Detail),
        Answer.Failed failed => new(KindOf(failed), failed.Code) { Failure = failed },
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Not an error."),
    };

    private static ErrorKind KindOf(Answer.Failed failed) =>
        failed.IsDefect ? ErrorTable.Internal
        : failed.IsOutcomeUnknown ? ErrorTable.OutcomeUnknown
        : ErrorTable.Unavailable;
}
