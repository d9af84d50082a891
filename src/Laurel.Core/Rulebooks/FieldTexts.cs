using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Rulebooks;

/// <summary>
/// The fields of a definition as texts, to be compared and shown. Different values have different texts; what is absent is empty.
/// </summary>
internal sealed class FieldTexts
{
    private readonly List<KeyValuePair<string, string>> items = [];

    public IReadOnlyList<KeyValuePair<string, string>> Items => items;

    public FieldTexts Add(string field, string? text)
    {
        items.Add(new(field, text is "" ? "''" : text ?? ""));
        return this;
    }

    public FieldTexts Add(string field, decimal? number) => Add(field, number is { } value ? DecimalText.Of(value) : null);

    public FieldTexts Add(string field, LocalDate? date) => Add(field, date is { } value ? LocalDatePattern.Iso.Format(value) : null);

    public FieldTexts Add(string field, bool flag) => Add(field, flag ? "true" : "false");

    public FieldTexts Add<T>(string field, T word)
        where T : struct, Enum => Add(field, word.ToString().ToLowerInvariant());

    public FieldTexts Add(string field, IReadOnlyCollection<string> parts) => Add(field, parts.Count == 0 ? null : string.Join(", ", parts));

    public FieldTexts Add(string field, ValueList<AttributeValue> filter) => Add(field, filter.Select(attribute => $"{attribute.Key}={Quoted(attribute.Value)}").ToList());

    /// <summary>Quotes keep a comma in a value apart from the commas between values.</summary>
    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
