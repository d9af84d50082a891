namespace Laurel.Runtime.Replay;

/// <summary>What is wrong with one row of a file, or with the file itself.</summary>
/// <param name="Line">The physical line on which the row starts; the first line of the file is 1.</param>
/// <param name="Message">One sentence without the line number, such as <c>value: 'NaN' is not a number</c>.</param>
/// <param name="EndsFile">
/// True when nothing can be read after it: no usable header, or a compressed file that is cut off or damaged.
/// Default false: the rows after it can be read.
/// </param>
public sealed record RowProblem(long Line, string Message, bool EndsFile = false)
{
    /// <summary>The sentence with its line number: <c>line 17: value: 'NaN' is not a number</c>.</summary>
    public override string ToString() => $"line {Line}: {Message}";
}
