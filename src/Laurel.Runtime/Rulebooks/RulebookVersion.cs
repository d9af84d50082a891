using NodaTime;

namespace Laurel.Runtime.Rulebooks;

/// <summary>One stored version of a rulebook, without the rulebook itself.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Author">Who made it: the name of a key, or "command line".</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record RulebookVersion(int Number, string Author, Instant CreatedAt);
