using Laurel.Core.Inputs;

namespace Laurel.Runtime.Replay;

/// <summary>A row that can be read and that the rules refuse.</summary>
/// <param name="Input">What the row stands for: an <see cref="Identify"/> is from the users file, everything else from the events file.</param>
/// <param name="Problem">Its line, and why it is refused.</param>
public sealed record RefusedRow(Input Input, RowProblem Problem);
