namespace Laurel.Core.Rulebooks;

/// <summary>Finds everything that keeps a rulebook from being used.</summary>
public static class RulebookCheck
{
    /// <summary>All problems in document order; empty when the rulebook is valid.</summary>
    public static IReadOnlyList<RulebookProblem> Problems(Rulebook rulebook) => [];
}
