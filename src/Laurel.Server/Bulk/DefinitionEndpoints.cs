using Laurel.Core.Rulebooks;
using Laurel.Server.Http;

namespace Laurel.Server.Bulk;

/// <summary>The five operations that every kind of definition has: list, create, change, delete, read one.</summary>
internal static class DefinitionEndpoints
{
    private const string ExampleId = "c491bf80-eb32-8eef-b1db-4ee88a5fef90";

    /// <summary>Maps them under <paramref name="path"/>; the parts of points systems have {systemId} in it.</summary>
    public static void Map<T, TBody>(Routes admin, string path, DefinitionKind<T, TBody> kind, DefinitionTexts texts)
        where T : class
        where TBody : class
    {
        var many = texts.Many;
        IReadOnlyList<ErrorKind> errors = path.Contains("{systemId}", StringComparison.Ordinal) ? [ErrorTable.UnknownDefinition] : [];
        admin.Get(path, call => List(call, kind), new(texts.Tag, $"Lists {many}, in the order of the rulebook.", typeof(IReadOnlyList<TBody>)) { Parameters = BulkCall.PageParameters, Errors = errors });
        admin.Post(path, call => Create(call, kind), new(texts.Tag, $"Creates {many}.", typeof(CreatedResponse<TBody>))
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status200OK,
            Body = texts.Body,
            BodyExample = $"[{texts.Example}]",
            Errors = errors,
        });
        admin.Patch(path, call => Update(call, kind), new(texts.Tag, $"Changes {many}: the fields that are given.", typeof(UpdatedResponse<TBody>))
        {
            Body = texts.ChangeBody,
            BodyExample = $$"""[{"id": "{{ExampleId}}", {{texts.Change}}}]""",
            Errors = errors,
        });
        admin.Delete(path, call => Delete(call, kind), new(texts.Tag, $"Deletes {many}.", typeof(DeletedResponse)) { Parameters = BulkCall.IdParameters, Errors = errors });
        admin.Get(path + "/{id}", call => Read(call, kind), new(texts.Tag, $"One of the {many}.", typeof(TBody)) { Errors = [ErrorTable.UnknownDefinition] });
    }

    private static ValueTask<Reply> List<T, TBody>(Call call, DefinitionKind<T, TBody> kind)
        where T : class
        where TBody : class
    {
        var revision = Current(call);
        return new(BulkCall.List<TBody>([.. BulkCall.Page(call, kind.All(revision)).Select(definition => kind.Show(revision, definition))]));
    }

    private static ValueTask<Reply> Read<T, TBody>(Call call, DefinitionKind<T, TBody> kind)
        where T : class
        where TBody : class
    {
        var revision = Current(call);
        var id = call.PathUuid("id");
        var found = kind.All(revision).FirstOrDefault(definition => kind.IdOf(revision, definition) == id);
        return new(Reply.Ok(kind.Show(revision, found ?? throw new RefusedException(ErrorTable.UnknownDefinition, kind.Thing)), AdminJson.Of<TBody>()));
    }

    private static async ValueTask<Reply> Create<T, TBody>(Call call, DefinitionKind<T, TBody> kind)
        where T : class
        where TBody : class
    {
        var items = await call.BodyList(BulkCall.ItemsMax);
        var edit = await Edit(call, kind, edit => edit.Create(items));
        return BulkCall.Created(edit.Shown(isNew: true), edit.Issues);
    }

    private static async ValueTask<Reply> Update<T, TBody>(Call call, DefinitionKind<T, TBody> kind)
        where T : class
        where TBody : class
    {
        var items = await call.BodyList(BulkCall.ItemsMax);
        var edit = await Edit(call, kind, edit => edit.Update(items));
        return BulkCall.Updated(edit.Shown(isNew: false), edit.Issues);
    }

    private static async ValueTask<Reply> Delete<T, TBody>(Call call, DefinitionKind<T, TBody> kind)
        where T : class
        where TBody : class
    {
        var ids = BulkCall.Ids(call);
        var edit = await Edit(call, kind, edit => edit.Delete(ids));
        return BulkCall.Deleted(edit.Deleted, edit.Issues);
    }

    private static async Task<DefinitionEdit<T, TBody>> Edit<T, TBody>(Call call, DefinitionKind<T, TBody> kind, Action<DefinitionEdit<T, TBody>> run)
        where T : class
        where TBody : class
    {
        DefinitionEdit<T, TBody>? edit = null;
        await call.EditRulebook(before =>
        {
            edit = new(kind, Of(call, before));
            run(edit);
            return edit.Revision.Rulebook;
        });
        return edit ?? throw new InvalidOperationException("The rulebook was not edited.");
    }

    private static Revision Current(Call call) => Of(call, call.Backend.Engine.TimelineOf(call.Space)?.Current.Rulebook ?? Rulebook.Empty);

    private static Revision Of(Call call, Rulebook rulebook)
    {
        var revision = new Revision(call, rulebook, "");
        return !call.HasPath("systemId") ? revision
            : revision.PointsOf(call.PathUuid("systemId")) is { } system ? revision with { Owner = system }
            : throw new RefusedException(ErrorTable.UnknownDefinition, "Points system");
    }
}

/// <summary>What the published document says about a kind of definition.</summary>
/// <param name="Tag">The feature.</param>
/// <param name="Many">What they are called in sentences: metrics.</param>
/// <param name="Body">Type of the body of a creation.</param>
/// <param name="ChangeBody">Type of the body of a change.</param>
internal sealed record DefinitionTexts(string Tag, string Many, Type Body, Type ChangeBody)
{
    /// <summary>An item of a creation, as JSON.</summary>
    public required string Example { get; init; }

    /// <summary>Fields of an item of a change besides the id, as JSON.</summary>
    public string Change { get; init; } = "\"name\": \"Another name\"";
}
