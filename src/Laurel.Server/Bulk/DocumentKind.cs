using System.Text.Json.Nodes;
using Laurel.Core.Rulebooks;
using Laurel.Server.Http;

namespace Laurel.Server.Bulk;

/// <summary>A kind of definition that the wire shows with the fields that it has in a rulebook, and with an id.</summary>
internal abstract class DocumentKind<T> : DefinitionKind<T, JsonObject>
    where T : class
{
    /// <summary>What it is called in sentences, within them: achievement.</summary>
    protected string Word => Thing.ToLowerInvariant();

    public override Guid IdOf(Revision revision, T definition) => revision.Id(Word, KeyOf(definition));

    public override JsonObject Show(Revision revision, T definition)
    {
        var body = new JsonObject { ["id"] = WireText.Of(IdOf(revision, definition)) };
        foreach (var (name, value) in ObjectOf(definition))
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    public override T? Create(Revision revision, FieldReader item)
    {
        NewKey(item, All(revision).Select(KeyOf), Word);
        return Made(item, Merged([], item));
    }

    public override T? Change(Revision revision, T definition, FieldReader item)
    {
        var changed = Made(item, Merged(ObjectOf(definition), item));
        if (changed is not null && KeyOf(changed) != KeyOf(definition))
        {
            item.Problem("key", "cannot be changed");
        }

        return changed;
    }

    protected abstract string KeyOf(T definition);

    /// <summary>The definition as a document.</summary>
    protected abstract string Write(T definition);

    protected abstract (T Definition, IReadOnlyList<RulebookProblem> Problems) Read(string json);

    private JsonObject ObjectOf(T definition) => JsonNode.Parse(Write(definition))?.AsObject() ?? [];

    private T? Made(FieldReader item, JsonObject document)
    {
        if (TextOf(document) is not { } text)
        {
            item.Refuse("must be of valid Unicode text");
            return null;
        }

        var (definition, problems) = Read(text);
        foreach (var problem in problems)
        {
            item.Problem(problem.Path, $"{problem.Limit}; {problem.Fix}");
        }

        return problems.Count == 0 ? definition : null;
    }

    // Null when there is half a surrogate pair somewhere, which a parser lets through.
    private static string? TextOf(JsonObject document)
    {
        try
        {
            return document.ToJsonString();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // A field that is null is taken away, and has its default then.
    private static JsonObject Merged(JsonObject before, FieldReader item)
    {
        foreach (var (name, value) in item.Properties())
        {
            before.Remove(name);
            if (name != "id" && value.ValueKind != System.Text.Json.JsonValueKind.Null)
            {
                before[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        return before;
    }
}
