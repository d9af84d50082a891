using System.Text.Json.Nodes;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Rulebooks;

/// <summary>The rulebook as a whole, and its versions.</summary>
internal static class RulebookEndpoints
{
    private const string Tag = "Rulebook";

    private const string Example = """{"metrics": [{"key": "pages-read"}], "achievements": [{"key": "reader", "when": {"metric": "pages-read", "reaches": 100}}]}""";

    public static void Map(Routes admin)
    {
        admin.Get("/rulebook", ReadLatest, new(Tag, "The latest version.", typeof(RulebookResponse)));
        admin.Put("/rulebook", Put, new(Tag, "Makes a rulebook the next version.", typeof(RulebookChangedResponse))
        {
            Body = typeof(JsonObject),
            BodyExample = Example,
            Errors = [ErrorTable.InvalidRulebook, ErrorTable.RulebookChanged],
            Parameters = [new("after", "The version it was made from; refused when there is a later one.", IsNumber: true)],
        });
        admin.Post("/rulebook/check", Check, new(Tag, "What is wrong with a rulebook, and what it would change.", typeof(RulebookCheckResponse)) { Body = typeof(JsonObject), BodyExample = Example });
        admin.Get("/rulebook/versions", List, new(Tag, "The versions, the latest first.", typeof(IReadOnlyList<RulebookVersionResponse>))
        {
            Parameters = [new("before", "Only versions before this one.", IsNumber: true), new("limit", "1 to 100; 10 when absent.", IsNumber: true)],
        });
        admin.Get("/rulebook/versions/{version}", ReadVersion, new(Tag, "One version.", typeof(RulebookResponse)));
        admin.Post("/rulebook/versions/{version}/restore", Restore, new(Tag, "Rolls back: makes an earlier version the next one.", typeof(RulebookChangedResponse)));
        admin.Get("/rulebook/diff", Compare, new(Tag, "What changed from one version to another.", typeof(IReadOnlyList<ChangeResponse>))
        {
            Parameters = [new("from", "A version.", IsRequired: true, IsNumber: true), new("to", "A version; the latest when absent.", IsNumber: true)],
        });
    }

    private static ValueTask<Reply> ReadLatest(Call call) => new(Show(call, Timeline(call).Current));

    private static ValueTask<Reply> ReadVersion(Call call) => new(Show(call, PathVersion(call)));

    private static async ValueTask<Reply> Put(Call call)
    {
        var rulebook = RulebookWire.Valid(RulebookJson.Read(await Document(call)));
        int? after = call.Query("after") is null ? null : call.QueryNumber("after", absent: 0);
        return await Replace(call, before => rulebook, after);
    }

    private static async ValueTask<Reply> Check(Call call)
    {
        var reading = RulebookJson.Read(await Document(call));
        var before = call.Backend.Engine.TimelineOf(call.Space)?.Current.Rulebook ?? Rulebook.Empty;
        var body = new RulebookCheckResponse(
            reading.Rulebook is not null,
            [.. reading.Problems.Select(problem => new RulebookProblemResponse(problem.Path, problem.Value, problem.Limit, problem.Fix))],
            reading.Rulebook is { } rulebook ? RulebookWire.Of(RulebookChanges.Between(before, rulebook)) : []);
        return Reply.Ok(body, AdminJson.Default.RulebookCheckResponse);
    }

    private static ValueTask<Reply> List(Call call)
    {
        var (before, limit) = (call.QueryNumber("before", absent: int.MaxValue, min: 1), call.QueryNumber("limit", absent: 10, min: 1, max: 100));
        return new(BulkCall.List<RulebookVersionResponse>(
        [
            .. RulebookVersions.List(call.Backend.Engine.Database, call.Space, before, limit)
                .Select(version => new RulebookVersionResponse(version.Number, version.Author, WireText.Of(version.CreatedAt))),
        ]));
    }

    private static async ValueTask<Reply> Restore(Call call)
    {
        var rulebook = PathVersion(call).Rulebook;
        return await Replace(call, _ => rulebook, after: null);
    }

    private static ValueTask<Reply> Compare(Call call)
    {
        var to = call.Query("to") is null ? Timeline(call).Current : Version(call, call.QueryNumber("to", absent: 0));
        if (call.Query("from") is null)
        {
            throw Call.Invalid("from", "is required");
        }

        var from = Version(call, call.QueryNumber("from", absent: 0));
        return new(BulkCall.List(RulebookWire.Of(RulebookChanges.Between(from.Rulebook, to.Rulebook))));
    }

    private static async Task<Reply> Replace(Call call, Func<Rulebook, Rulebook> change, int? after)
    {
        IReadOnlyList<RulebookChange> changes = [];
        var latest = await call.EditRulebook(before =>
        {
            var version = call.Backend.Engine.TimelineOf(call.Space)?.Current.Version ?? 0;
            if (after is { } known && known != version)
            {
                throw new RefusedException(ErrorTable.RulebookChanged, $"{version}");
            }

            var next = change(before);
            changes = RulebookChanges.Between(before, next);
            return next;
        });
        return Reply.Ok(new RulebookChangedResponse(latest?.Version ?? 0, RulebookWire.Of(changes)), AdminJson.Default.RulebookChangedResponse);
    }

    private static Timeline Timeline(Call call) => call.Catalogs.Timeline;

    private static Plan PathVersion(Call call) =>
        int.TryParse(call.Path("version"), System.Globalization.NumberStyles.None, null, out var number) ? Version(call, number) : throw Call.Invalid("version", "must be a whole number");

    private static Plan Version(Call call, int number) => number >= 1 && number <= Timeline(call).Current.Version && Timeline(call).After(number - 1) is { } plan && plan.Version == number
        ? plan
        : throw new RefusedException(ErrorTable.UnknownDefinition, "Rulebook version");

    private static ValueTask<string> Document(Call call) => call.Body(body => body.Json.GetRawText());

    private static Reply Show(Call call, Plan plan)
    {
        var version = RulebookVersions.List(call.Backend.Engine.Database, call.Space, plan.Version + 1, 1)[0];
        var document = JsonNode.Parse(RulebookJson.Write(plan.Rulebook))?.AsObject() ?? [];
        return Reply.Ok(new RulebookResponse(plan.Version, version.Author, WireText.Of(version.CreatedAt), document), AdminJson.Default.RulebookResponse);
    }
}
