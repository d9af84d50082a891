using Laurel.Core.Inputs;

namespace Laurel.Core.Evaluation;

/// <summary>An input with its place in a user's history.</summary>
/// <param name="Version">
/// The rulebook version under which it was applied: a version that became known late does not decide about it. Null: it is new, and may
/// still be refused.
/// </param>
public readonly record struct JournalEntry(Input Input, int? Version)
{
    public bool IsNew => Version is null;
}
