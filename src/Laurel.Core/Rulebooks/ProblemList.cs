namespace Laurel.Core.Rulebooks;

/// <summary>Collects what is wrong with a rulebook: at most <see cref="Limits.ProblemsMax"/> problems, later ones are dropped.</summary>
public sealed class ProblemList
{
    private const int ValueLengthMax = 200;

    private readonly List<RulebookProblem> items = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<RulebookProblem> Items => items;

    public int Count => items.Count;

    public bool IsFull => items.Count >= Limits.ProblemsMax;

    /// <summary>Adds a problem; a long value is cut so that a message stays readable.</summary>
    public void Add(string path, string value, string limit, string fix)
    {
        if (!IsFull)
        {
            items.Add(new(path, value.Length <= ValueLengthMax ? value : value[..ValueLengthMax] + "…", limit, fix));
        }
    }
}
