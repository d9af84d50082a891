using Laurel.Runtime.Keys;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Keys;

/// <summary>Keys for one user's own data, safe to hand to clients.</summary>
internal static class ApplicationKeyEndpoints
{
    private const string Tag = "Keys";

    public static void Map(Routes admin)
    {
        admin.Post("/application-api-keys", Create, new(Tag, "Creates keys, each for one user; the whole key is shown once.", typeof(CreatedResponse<ApplicationKeyResponse>))
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status200OK,
            Body = typeof(IReadOnlyList<ApplicationKeyBody>),
            BodyExample = """[{"userId": "ana"}]""",
        });
        admin.Delete("/application-api-keys", Delete, new(Tag, "Deletes keys for good.", typeof(DeletedResponse)) { Parameters = BulkCall.IdParameters });
    }

    private static async ValueTask<Reply> Create(Call call)
    {
        var (created, issues) = (new List<ApplicationKeyResponse>(), new List<AdminIssue>());
        foreach (var (index, item) in (await call.BodyList(BulkCall.ItemsMax)).Index())
        {
            if (BulkCall.Read(item, reader => reader.RequiredText("userId"), out var message) is { } user)
            {
                var key = call.Backend.Keys.Create(new NewKey(call.Space, KeyKind.User, "application") { UserId = user });
                var prefix = key.Split('.')[0];
                created.Add(new(WireText.Of(KeyStore.IdOf(call.Space, prefix)), user, key, prefix));
            }
            else
            {
                issues.Add(AdminIssue.At(index, message));
            }
        }

        return BulkCall.Created(created, issues);
    }

    private static ValueTask<Reply> Delete(Call call)
    {
        var (deleted, issues) = (new List<string>(), new List<AdminIssue>());
        foreach (var id in BulkCall.Ids(call))
        {
            if (!Guid.TryParseExact(id, "D", out var key))
            {
                issues.Add(AdminIssue.Of(id, "id must be a valid UUID"));
            }
            else if (call.Backend.Keys.Delete(call.Space, key, KeyKind.User))
            {
                deleted.Add(id);
            }
            else
            {
                issues.Add(AdminIssue.Of(id, "Application API key not found by ID"));
            }
        }

        return new(BulkCall.Deleted(deleted, issues));
    }
}

/// <summary>A new key for one user; key is shown this once.</summary>
internal sealed record ApplicationKeyResponse(string Id, string UserId, string Key, string Prefix);

/// <summary>Whose key is wanted, for the published document.</summary>
internal sealed record ApplicationKeyBody(string UserId);
