namespace Laurel.Core.Rulebooks;

/// <summary>One thing wrong with a rulebook, said so that it can be mended.</summary>
/// <param name="Path">Where: <c>streaks[0].metrics[1].metric</c>.</param>
/// <param name="Value">What stands there, as text; empty when it is missing.</param>
/// <param name="Limit">What is allowed.</param>
/// <param name="Fix">What to do.</param>
public sealed record RulebookProblem(string Path, string Value, string Limit, string Fix)
{
    public override string ToString() => Value.Length == 0 ? $"{Path}: {Limit}; {Fix}" : $"{Path}: '{Value}': {Limit}; {Fix}";
}
