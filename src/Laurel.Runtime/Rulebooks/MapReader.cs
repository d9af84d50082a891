using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>A map of a document, read by a shape: reports fields that are unknown, doubled or missing.</summary>
internal sealed class MapReader
{
    private readonly Dictionary<string, DocumentNode> fields = new(StringComparer.Ordinal);

    private readonly Shape shape;

    private readonly NodeReader at;

    public MapReader(DocumentNode.Map map, Shape shape, NodeReader at)
    {
        (this.shape, this.at) = (shape, at);
        foreach (var (name, value) in map.Fields)
        {
            Keep(name, value);
        }

        foreach (var field in shape.Fields.Where(field => field.IsRequired && !this[field.Name].IsPresent))
        {
            Problems.Add(this[field.Name].Path, "", "required", "add it");
        }
    }

    public string Path => at.Path;

    public ProblemList Problems => at.Problems;

    public NodeReader this[string field] =>
        new(fields.GetValueOrDefault(shape.Known(field)), Path.Length == 0 ? field : $"{Path}.{field}", Problems);

    /// <summary>
    /// The only one of some fields that is present; null, reported, when there is none or more than one.
    /// </summary>
    public string? OneOf(params string[] names)
    {
        var present = names.Where(name => this[name].IsPresent).ToList();
        if (present.Count == 1)
        {
            return present[0];
        }

        Problems.Add(Path, string.Join(", ", present), $"exactly one of {string.Join(", ", names)}", present.Count == 0 ? "add one" : "keep one of them");
        return null;
    }

    /// <summary>Reports a field that makes no sense beside the others.</summary>
    public void Refuse(string field, string limit)
    {
        if (this[field].IsPresent)
        {
            this[field].WrongType(limit, "remove it");
        }
    }

    private void Keep(string name, DocumentNode value)
    {
        var path = Path.Length == 0 ? name : $"{Path}.{name}";
        if (shape.Fields.Any(field => field.Name == name))
        {
            if (!fields.TryAdd(name, value))
            {
                Problems.Add(path, name, "each field once", "keep one of them");
            }
        }
        else if (!Problems.IsFull)
        {
            var known = shape.Fields.Select(field => field.Name).ToList();
            var nearest = NearestName.Of(name, known);
            Problems.Add(path, name, "a known field: " + string.Join(", ", known), nearest is null ? "remove it" : $"did you mean '{nearest}'?");
        }
    }
}
