namespace Laurel.Runtime.Rulebooks;

/// <summary>A field of a rulebook document.</summary>
/// <param name="Name">As written in the document.</param>
/// <param name="IsRequired">Whether its absence is a problem.</param>
public readonly record struct ShapeField(string Name, bool IsRequired);

/// <summary>The fields that one kind of map in a rulebook document may have. Any other field is refused.</summary>
public sealed record Shape
{
    private Shape(string name, IReadOnlyList<ShapeField> fields) => (Name, Fields) = (name, fields);

    /// <summary>The name of its definition in the JSON Schema.</summary>
    public string Name { get; }

    /// <summary>In the order in which they are written.</summary>
    public IReadOnlyList<ShapeField> Fields { get; }

    /// <summary>Fields separated by blanks; those that may be left out end in a question mark: "key name?".</summary>
    internal static Shape Of(string name, string fields) =>
        new(name, [.. fields.Split(' ').Select(field => new ShapeField(field.TrimEnd('?'), !field.EndsWith('?')))]);

    /// <summary>Asserts that a reader or writer uses a field that the shape has.</summary>
    internal string Known(string field) =>
        Fields.Any(known => known.Name == field) ? field : throw new InvalidOperationException($"The shape {Name} has no field {field}.");
}
