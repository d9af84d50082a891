using System.Diagnostics.CodeAnalysis;

namespace Laurel.Runtime.Replay;

/// <summary>
/// What a file holds at one place: a row, or the problem that keeps it from being one. A caller that stops at the first problem
/// and one that goes on to the next row read the same sequence. <c>default</c> is a row of default values.
/// </summary>
/// <typeparam name="T">The kind of row.</typeparam>
public readonly struct FileRow<T>
    where T : struct
{
    private readonly T row;

    internal FileRow(in T row) => this.row = row;

    internal FileRow(RowProblem problem) => Problem = problem;

    /// <summary>The problem; null when there is a row.</summary>
    public RowProblem? Problem { get; }

    /// <summary>The row.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Row => Problem is null ? row : throw new InvalidOperationException(Problem.ToString());

    /// <summary>Gives the row, or else the problem.</summary>
    public bool TryGetRow(out T row, [NotNullWhen(false)] out RowProblem? problem)
    {
        row = this.row;
        problem = Problem;
        return problem is null;
    }
}
