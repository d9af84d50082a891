using Laurel.Core.Facts;
using NodaTime;

namespace Laurel.Core.Points;

/// <summary>The user began again in a points system, for the <paramref name="Count"/>th time.</summary>
/// <param name="Level">Key of the level held before; null: none, under a rulebook version that has not got it.</param>
public sealed record Prestiged(FactId Id, Cause Cause, Instant At, string System, int Count, string? Level) : Fact(Id, Cause, At);
