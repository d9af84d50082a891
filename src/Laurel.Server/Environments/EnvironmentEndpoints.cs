using Laurel.Core.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Server.Bulk;
using Laurel.Server.Http;
using Laurel.Server.Rulebooks;

namespace Laurel.Server.Environments;

/// <summary>Environments: worlds of their own within a database. Those of others are for admin keys of the production.</summary>
internal static class EnvironmentEndpoints
{
    private const string Tag = "Environments";
    private const int StagingMax = 4;
    private const int DevelopmentMax = 10;

    public static void Map(Routes admin)
    {
        admin.Get("/environments", List, Described("Lists the environments that the key may manage.", typeof(IReadOnlyList<EnvironmentResponse>)) with { Parameters = BulkCall.PageParameters });
        admin.Post("/environments", Create, Described("Creates environments, with a copy of another one's rulebook or an empty one.", typeof(CreatedResponse<EnvironmentResponse>)) with
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status200OK,
            Body = typeof(IReadOnlyList<EnvironmentBody>),
            BodyExample = """[{"key": "staging", "name": "Staging", "kind": "staging", "cloneFrom": "production"}]""",
        });
        admin.Patch("/environments", Update, Described("Renames environments.", typeof(UpdatedResponse<EnvironmentResponse>)) with { Body = typeof(IReadOnlyList<EnvironmentChangeBody>), BodyExample = """[{"id": "c491bf80-eb32-8eef-b1db-4ee88a5fef90", "name": "Live"}]""" });
        admin.Get("/environments/{key}/diff", Compare, Described("What a copy of another environment's rulebook would change here.", typeof(IReadOnlyList<ChangeResponse>)) with
        {
            Parameters = [new("from", "Key of the other environment.", IsRequired: true)],
        });
        admin.Post("/environments/{key}/copy", Copy, Described("Makes another environment's rulebook the next version here.", typeof(RulebookChangedResponse)) with { Body = typeof(EnvironmentCopyBody), BodyExample = """{"from": "staging"}""" });
    }

    /// <summary>The environment with a key, when the caller's may manage it. Throws <see cref="RefusedException"/>.</summary>
    public static SpaceEntry Find(Call call, string key)
    {
        if (key != call.Space.Environment && call.Space.Id != Space.Default.Id)
        {
            throw new RefusedException(ErrorTable.OtherEnvironment);
        }

        return call.Backend.Engine.Spaces.Find(key) ?? throw new RefusedException(ErrorTable.UnknownDefinition, "Environment");
    }

    private static Operation Described(string summary, Type reply) => new(Tag, summary, reply) { IsForEnvironment = true, Errors = [ErrorTable.OtherEnvironment, ErrorTable.UnknownDefinition] };

    private static ValueTask<Reply> List(Call call)
    {
        var spaces = call.Backend.Engine.Spaces;
        var mine = call.Space.Id == Space.Default.Id ? spaces.Environments : spaces.Environments.Where(entry => entry.Space.Id == call.Space.Id);
        return new(BulkCall.List<EnvironmentResponse>([.. BulkCall.Page(call, mine).Select(entry => Show(call, entry))]));
    }

    private static async ValueTask<Reply> Create(Call call)
    {
        Find(call, Space.Default.Environment);
        var (created, issues) = (new List<EnvironmentResponse>(), new List<AdminIssue>());
        foreach (var (index, item) in (await call.BodyList(BulkCall.ItemsMax)).Index())
        {
            var wanted = BulkCall.Read(item, reader => Read(call, reader), out var message);
            if (wanted is not null && await call.Backend.Engine.Create(wanted.Entry, wanted.Template, call.Key.Prefix) is { } added)
            {
                created.Add(Show(call, added));
            }
            else
            {
                issues.Add(AdminIssue.At(index, wanted is null ? message : "Key already in use by another environment"));
            }
        }

        return BulkCall.Created(created, issues);
    }

    private static Wanted? Read(Call call, FieldReader item)
    {
        var spaces = call.Backend.Engine.Spaces;
        var (key, name) = (item.RequiredText("key"), item.RequiredText("name"));
        if (key.Length > 100 || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            item.Problem("key", "must be 1 to 100 letters, digits, hyphens and underscores");
        }

        var kind = item.Word("kind", "staging", "development") == "staging" ? EnvironmentKind.Staging : EnvironmentKind.Development;
        var max = kind == EnvironmentKind.Staging ? StagingMax : DevelopmentMax;
        if (spaces.Environments.Count(entry => entry.Kind == kind) >= max)
        {
            item.Refuse($"There are {max} environments of this kind already");
        }

        var from = item.Text("cloneFrom");
        if (from is not null && spaces.Find(from) is null)
        {
            item.Problem("cloneFrom", "names no environment");
        }

        return new(new(new(0, key, ""), name, kind, call.RealNow, call.RealNow), from is null ? null : spaces.Find(from)?.Space);
    }

    private static async ValueTask<Reply> Update(Call call)
    {
        var (updated, issues) = (new List<EnvironmentResponse>(), new List<AdminIssue>());
        foreach (var item in await call.BodyList(BulkCall.ItemsMax))
        {
            var id = BulkCall.IdText(item);
            var entry = call.Backend.Engine.Spaces.Environments.FirstOrDefault(entry => IdOf(entry) == id && (entry.Space.Id == call.Space.Id || call.Space.Id == Space.Default.Id));
            var message = Guid.TryParseExact(id, "D", out _) ? "Environment not found by ID" : "id must be a valid UUID";
            if (entry is not null && BulkCall.Read(item, reader => entry with { Name = reader.RequiredText("name"), UpdatedAt = call.RealNow }, out message) is { } changed
                && call.Backend.Engine.Spaces.Update(changed) is { } stored)
            {
                updated.Add(Show(call, stored));
            }
            else
            {
                issues.Add(AdminIssue.Of(id, message));
            }
        }

        return BulkCall.Updated(updated, issues);
    }

    private static ValueTask<Reply> Compare(Call call)
    {
        var (to, from) = (Find(call, call.Path("key")), Find(call, call.Query("from") ?? throw Call.Invalid("from", "is required")));
        return new(BulkCall.List(RulebookWire.Of(RulebookChanges.Between(RulebookOf(call, to), RulebookOf(call, from)))));
    }

    private static async ValueTask<Reply> Copy(Call call)
    {
        var to = Find(call, call.Path("key"));
        var from = RulebookOf(call, Find(call, await call.Body(body => body.RequiredText("from"))));
        IReadOnlyList<RulebookChange> changes = [];
        var latest = await call.Backend.Engine.Editor.Edit(to.Space, call.Key.Prefix, before =>
        {
            changes = RulebookChanges.Between(before, from);
            return from;
        });
        return Reply.Ok(new RulebookChangedResponse(latest?.Version ?? 0, RulebookWire.Of(changes)), AdminJson.Default.RulebookChangedResponse);
    }

    private static Rulebook RulebookOf(Call call, SpaceEntry entry) => call.Backend.Engine.TimelineOf(entry.Space)?.Current.Rulebook ?? Rulebook.Empty;

    private static string IdOf(SpaceEntry entry) => WireText.Of(StableId.Of(entry.Space, "environment"));

    private static EnvironmentResponse Show(Call call, SpaceEntry entry) => new(
        IdOf(entry), entry.Space.Environment, entry.Name, entry.Kind.ToString().ToLowerInvariant(),
        call.Backend.Engine.TimelineOf(entry.Space)?.Current.Version ?? 0, WireText.Of(entry.CreatedAt), WireText.Of(entry.UpdatedAt));

    private sealed record Wanted(SpaceEntry Entry, Space? Template);
}

/// <summary>An environment; kind is production, staging or development; rulebookVersion 0: it has no rulebook yet.</summary>
internal sealed record EnvironmentResponse(string Id, string Key, string Name, string Kind, int RulebookVersion, string Created, string Updated);

/// <summary>A new environment, for the published document.</summary>
internal sealed record EnvironmentBody(string Key, string Name, string? Kind, string? CloneFrom);

/// <summary>What is to change about an environment, for the published document.</summary>
internal sealed record EnvironmentChangeBody(string Id, string Name);

/// <summary>Where a rulebook is to come from, for the published document.</summary>
internal sealed record EnvironmentCopyBody(string From);
