using Laurel.Core;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Builds a map of a document by a shape, field by field in the order of the calls. What is null, empty or default is left out.</summary>
internal sealed class MapWriter(Shape shape)
{
    private readonly List<KeyValuePair<string, DocumentNode>> fields = [];

    public DocumentNode.Map Map => new(fields);

    public MapWriter Text(string field, string? text, string? absent = null) =>
        text is null || text == absent ? this : Node(field, new DocumentNode.Scalar(text, ScalarKind.Text));

    public MapWriter Number(string field, decimal? number, decimal? absent = null) =>
        number is not { } value || value == absent
            ? this
            : Node(field, new DocumentNode.Scalar(DecimalText.Of(value), ScalarKind.Number));

    public MapWriter Flag(string field, bool value) => value ? Node(field, new DocumentNode.Scalar("true", ScalarKind.Flag)) : this;

    public MapWriter Word<T>(string field, Words<T> words, T value, T? absent = null)
        where T : struct, Enum =>
        EqualityComparer<T?>.Default.Equals(value, absent) ? this : Text(field, words.Of(value));

    public MapWriter Date(string field, LocalDate? date, LocalDate? absent = null) =>
        date is not { } value || value == absent ? this : Text(field, LocalDatePattern.Iso.Format(value));

    public MapWriter Time(string field, LocalTime? time) => time is not { } value ? this : Text(field, LocalTimePattern.ExtendedIso.Format(value));

    public MapWriter Duration(string field, Duration? length) => length is not { } value ? this : Text(field, DurationText.Of(value));

    /// <summary>A list, left out when it is empty.</summary>
    public MapWriter List<T>(string field, ValueList<T> items, Func<T, DocumentNode> write) =>
        items.Count == 0 ? this : Node(field, new DocumentNode.List([.. items.Select(write)]));

    public MapWriter Texts(string field, ValueList<string> texts) => List(field, texts, text => new DocumentNode.Scalar(text, ScalarKind.Text));

    public MapWriter Attributes(string field, ValueList<AttributeValue> attributes) =>
        attributes.Count == 0
            ? this
            : Node(field, new DocumentNode.Map([.. attributes.Select(attribute =>
                KeyValuePair.Create(attribute.Key, (DocumentNode)new DocumentNode.Scalar(attribute.Value, ScalarKind.Text)))]));

    /// <summary>A map, left out when it has no fields.</summary>
    public MapWriter Nested(string field, DocumentNode.Map? map) => map is not { Fields.Count: > 0 } ? this : Node(field, map);

    /// <summary>A node, left out when there is none.</summary>
    public MapWriter Optional(string field, DocumentNode? node) => node is null ? this : Node(field, node);

    public MapWriter Node(string field, DocumentNode node)
    {
        fields.Add(KeyValuePair.Create(shape.Known(field), node));
        return this;
    }
}
