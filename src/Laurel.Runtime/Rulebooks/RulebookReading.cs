using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>What came of reading a rulebook document: a rulebook that can be used, or what is wrong with the document.</summary>
/// <param name="Rulebook">Null when there are problems.</param>
/// <param name="Problems">All of them, each with path, value, limit and fix; empty when there is a rulebook.</param>
public sealed record RulebookReading(Rulebook? Rulebook, IReadOnlyList<RulebookProblem> Problems);
