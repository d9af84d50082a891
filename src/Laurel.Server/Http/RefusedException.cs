using Laurel.Core;
using Laurel.Runtime.Processing;

namespace Laurel.Server.Http;

/// <summary>A request that is answered with an error. Thrown where that is found out, caught once, at the edge.</summary>
internal sealed class RefusedException(ErrorKind kind, string detail = "", IReadOnlyList<ProblemResponse>? problems = null)
    : Exception(kind.Sentence.Replace("{0}", detail, StringComparison.Ordinal))
{
    public ErrorKind Kind { get; } = kind;

    public IReadOnlyList<ProblemResponse>? Problems { get; } = problems;

    public static RefusedException Of(Answer answer) => answer switch
    {
        Answer.Rejected rejected => new(ErrorTable.Of(rejected.Reason), rejected.Detail),
        Answer.Failed { IsDefect: true } => new(ErrorTable.Internal),
        Answer.Failed { IsOutcomeUnknown: true } => new(ErrorTable.OutcomeUnknown),
        Answer.Failed failed => new(ErrorTable.Unavailable, failed.Code),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Not an error."),
    };
}
