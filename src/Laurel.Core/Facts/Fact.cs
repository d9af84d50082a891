using Laurel.Core.Inputs;
using NodaTime;

namespace Laurel.Core.Facts;

/// <summary>
/// Why a fact holds: the input it follows from (none for the passing of time), the rule that concluded it, and the fact
/// that the rule reacted to (default for the first ones).
/// </summary>
public readonly record struct Cause(InputId Input, string Rule, FactId Parent);

/// <summary>Something Laurel concluded about a user, at an instant. Facts are never changed; corrections are further facts.</summary>
public abstract record Fact(FactId Id, Cause Cause, Instant At);
