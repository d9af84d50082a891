using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using Laurel.Server.Bulk;
using Laurel.Server.Environments;
using Laurel.Server.Http;

namespace Laurel.Server.Keys;

/// <summary>Admin and user keys of an environment or of a tenant of it.</summary>
internal static class KeyEndpoints
{
    private const string Tag = "Keys";

    private static readonly Parameter EnvironmentParameter = new("environment", "Another environment's; for keys of the production.");

    public static void Map(Routes admin)
    {
        admin.Get("/keys", List, new(Tag, "Lists keys, the oldest first; secrets are shown only once.", typeof(IReadOnlyList<KeyResponse>)) { Parameters = [.. BulkCall.PageParameters, EnvironmentParameter] });
        admin.Post("/keys", Create, new(Tag, "Creates admin keys; the whole key is shown once.", typeof(CreatedResponse<NewKeyResponse>))
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status200OK,
            Body = typeof(IReadOnlyList<KeyBody>),
            BodyExample = """[{"name": "ci"}]""",
            Parameters = [EnvironmentParameter],
        });
        admin.Post("/keys/{prefix}/rotate", Rotate, new(Tag, "Makes a new key in a key's place; the old one ends at once.", typeof(NewKeyResponse)) { Parameters = [EnvironmentParameter] });
        admin.Post("/keys/{prefix}/revoke", Revoke, new(Tag, "Ends a key at once.", typeof(KeyResponse)) { Parameters = [EnvironmentParameter] });
    }

    private static ValueTask<Reply> List(Call call) =>
        new(BulkCall.List<KeyResponse>([.. BulkCall.Page(call, call.Backend.Keys.List(SpaceOf(call))).Select(Show)]));

    private static async ValueTask<Reply> Create(Call call)
    {
        var space = SpaceOf(call);
        var (created, issues) = (new List<NewKeyResponse>(), new List<AdminIssue>());
        foreach (var (index, item) in (await call.BodyList(BulkCall.ItemsMax)).Index())
        {
            if (BulkCall.Read(item, reader => reader.RequiredText("name"), out var message) is { } name)
            {
                created.Add(Make(call, new NewKey(space, KeyKind.Admin, name)));
            }
            else
            {
                issues.Add(AdminIssue.At(index, message));
            }
        }

        return BulkCall.Created(created, issues);
    }

    private static ValueTask<Reply> Rotate(Call call)
    {
        var key = Find(call);
        if (!call.Backend.Keys.Revoke(key.Prefix))
        {
            throw new RefusedException(ErrorTable.KeyRevoked, key.Prefix);
        }

        return new(Reply.Ok(Make(call, new NewKey(key.Space, key.Kind, key.Name) { UserId = key.UserId }), AdminJson.Default.NewKeyResponse));
    }

    private static ValueTask<Reply> Revoke(Call call)
    {
        var key = Find(call);
        call.Backend.Keys.Revoke(key.Prefix);
        return new(Reply.Ok(Show(call.Backend.Keys.Find(key.Prefix) ?? key), AdminJson.Default.KeyResponse));
    }

    private static ApiKey Find(Call call)
    {
        var space = SpaceOf(call);
        return call.Backend.Keys.Find(call.Path("prefix")) is { } key && key.Space.Id == space.Id
            ? key
            : throw new RefusedException(ErrorTable.UnknownDefinition, "Key");
    }

    private static Space SpaceOf(Call call) => call.Query("environment") is not { } environment ? call.Space
        : call.Space.Tenant.Length == 0 ? EnvironmentEndpoints.Find(call, environment).Space
        : throw new RefusedException(ErrorTable.OtherTenant);

    private static NewKeyResponse Make(Call call, NewKey wanted)
    {
        var text = call.Backend.Keys.Create(wanted);
        var prefix = text.Split('.')[0];
        return new(WireText.Of(KeyStore.IdOf(wanted.Space, prefix)), prefix, wanted.Kind.ToString().ToLowerInvariant(), wanted.Name, wanted.UserId, text);
    }

    private static KeyResponse Show(ApiKey key) => new(
        WireText.Of(KeyStore.IdOf(key.Space, key.Prefix)), key.Prefix, key.Kind.ToString().ToLowerInvariant(), key.Name, key.UserId,
        key.RevokedAt is null ? "active" : "revoked", WireText.Of(key.CreatedAt), WireText.Of(key.LastUsedAt));
}

/// <summary>A key without its secret; kind is admin or user, status active or revoked.</summary>
internal sealed record KeyResponse(string Id, string Prefix, string Kind, string Name, string? UserId, string Status, string Created, string? LastUsed);

/// <summary>A new key; key is shown this once.</summary>
internal sealed record NewKeyResponse(string Id, string Prefix, string Kind, string Name, string? UserId, string Key);

/// <summary>A new admin key, for the published document.</summary>
internal sealed record KeyBody(string Name);
