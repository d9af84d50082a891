using System.Text.Json;
using Laurel.Core;
using Laurel.Runtime.Spaces;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Tenants;

/// <summary>The tenants of the key's environment. Deleting one archives it: its data stays, and nothing reaches it.</summary>
internal static class TenantEndpoints
{
    private const string Tag = "Tenants";
    private const string Unknown = "Tenant not found by ID";

    public static void Map(Routes admin)
    {
        admin.Get("/tenants", List, OfEnvironment("Lists tenants, the oldest first, archived ones too.", typeof(IReadOnlyList<TenantResponse>)) with { Parameters = BulkCall.PageParameters });
        admin.Post("/tenants", Create, OfEnvironment("Creates tenants; each starts with the environment's rulebook.", typeof(CreatedResponse<TenantResponse>)) with
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status200OK,
            Body = typeof(IReadOnlyList<TenantBody>),
            BodyExample = """[{"customerId": "acme", "name": "Acme"}]""",
        });
        admin.Patch("/tenants", Update, OfEnvironment("Changes tenants; status active brings an archived one back.", typeof(UpdatedResponse<TenantResponse>)) with { Body = typeof(IReadOnlyList<TenantChangeBody>), BodyExample = """[{"id": "c491bf80-eb32-8eef-b1db-4ee88a5fef90", "name": "Acme Two"}]""" });
        admin.Delete("/tenants", Delete, OfEnvironment("Archives tenants.", typeof(DeletedResponse)) with { Parameters = BulkCall.IdParameters });
        admin.Get("/tenants/{id}", Read, OfEnvironment("One of the tenants.", typeof(TenantResponse)) with { Errors = [ErrorTable.UnknownDefinition] });
    }

    private static Operation OfEnvironment(string summary, Type reply) => new(Tag, summary, reply) { IsForEnvironment = true };

    private static ValueTask<Reply> List(Call call) => new(BulkCall.List<TenantResponse>([.. BulkCall.Page(call, TenantsOf(call)).Select(Show)]));

    private static ValueTask<Reply> Read(Call call)
    {
        var tenant = Find(call, WireText.Of(call.PathUuid("id")), out _) ?? throw new RefusedException(ErrorTable.UnknownDefinition, "Tenant");
        return new(Reply.Ok(Show(tenant), AdminJson.Default.TenantResponse));
    }

    private static async ValueTask<Reply> Create(Call call)
    {
        var (created, issues) = (new List<TenantResponse>(), new List<AdminIssue>());
        foreach (var (index, item) in (await call.BodyList(BulkCall.ItemsMax)).Index())
        {
            var tenant = BulkCall.Read(item, reader => new TenantBody(Id(reader), reader.RequiredText("name")), out var message);
            if (tenant is not null && await Add(call, tenant) is { } added)
            {
                created.Add(Show(added));
            }
            else
            {
                issues.Add(AdminIssue.At(index, tenant is null ? message : Taken(tenant.CustomerId)));
            }
        }

        return BulkCall.Created(created, issues);
    }

    private static async ValueTask<Reply> Update(Call call)
    {
        var (updated, issues) = (new List<TenantResponse>(), new List<AdminIssue>());
        foreach (var item in await call.BodyList(BulkCall.ItemsMax))
        {
            var id = BulkCall.IdText(item);
            if (Find(call, id, out var message) is { } tenant
                && BulkCall.Read(item, reader => Changed(call, tenant, reader), out message) is { } changed
                && Put(call, changed, out message) is { } stored)
            {
                updated.Add(Show(stored));
            }
            else
            {
                issues.Add(AdminIssue.Of(id, message));
            }
        }

        return BulkCall.Updated<TenantResponse>([.. updated.AsEnumerable().Reverse().DistinctBy(tenant => tenant.Id).Reverse()], issues);
    }

    private static ValueTask<Reply> Delete(Call call)
    {
        var (deleted, issues) = (new List<string>(), new List<AdminIssue>());
        foreach (var id in BulkCall.Ids(call))
        {
            if (Find(call, id, out var message) is { } tenant && Put(call, tenant with { ArchivedAt = tenant.ArchivedAt ?? call.RealNow, UpdatedAt = call.RealNow }, out message) is not null)
            {
                deleted.Add(id);
            }
            else
            {
                issues.Add(AdminIssue.Of(id, message));
            }
        }

        return new(BulkCall.Deleted(deleted, issues));
    }

    private static Task<SpaceEntry?> Add(Call call, TenantBody tenant)
    {
        var environment = call.Backend.Engine.Spaces.Find(call.Space.Id);
        var entry = new SpaceEntry(new(0, call.Space.Environment, tenant.CustomerId), tenant.Name, environment?.Kind ?? EnvironmentKind.Development, call.RealNow, call.RealNow);
        return call.Backend.Engine.Create(entry, call.Space, call.Key.Prefix);
    }

    private static SpaceEntry? Put(Call call, SpaceEntry tenant, out string message)
    {
        message = Taken(tenant.Space.Tenant);
        return call.Backend.Engine.Spaces.Update(tenant);
    }

    private static SpaceEntry Changed(Call call, SpaceEntry tenant, FieldReader item)
    {
        var status = item.Word("status", "active", "archived");
        if (!item.Has("customerId") && !item.Has("name") && status is null)
        {
            item.Refuse("customerId or name is required");
        }

        return tenant with
        {
            Space = tenant.Space with { Tenant = item.Has("customerId") ? Id(item) : tenant.Space.Tenant },
            Name = item.Has("name") ? item.RequiredText("name") : tenant.Name,
            ArchivedAt = status switch { "active" => null, "archived" => tenant.ArchivedAt ?? call.RealNow, _ => tenant.ArchivedAt },
            UpdatedAt = call.RealNow,
        };
    }

    // A header carries it, and headers carry no more than this.
    private static string Id(FieldReader item)
    {
        var id = item.RequiredText("customerId");
        if (id.Any(letter => letter is < ' ' or > '~') || id.Trim() != id)
        {
            item.Problem("customerId", "must be of visible ASCII characters, as it is sent in a header");
        }

        return id;
    }

    private static string Taken(string customerId) => $"Customer ID {JsonSerializer.Serialize(customerId, AdminJson.Default.String)} already exists in this environment";

    private static IReadOnlyList<SpaceEntry> TenantsOf(Call call) => call.Backend.Engine.Spaces.TenantsOf(call.Space.Environment);

    private static SpaceEntry? Find(Call call, string id, out string message)
    {
        message = Guid.TryParseExact(id, "D", out var wanted) ? Unknown : "id must be a valid UUID";
        return TenantsOf(call).FirstOrDefault(tenant => IdOf(tenant) == wanted);
    }

    private static Guid IdOf(SpaceEntry tenant) => StableId.Of(tenant.Space, "tenant");

    private static TenantResponse Show(SpaceEntry tenant) => new(
        WireText.Of(IdOf(tenant)), tenant.Space.Tenant, tenant.Name, tenant.IsActive ? "active" : "archived", WireText.Of(tenant.CreatedAt), WireText.Of(tenant.UpdatedAt));
}

/// <summary>A tenant; status is active or archived.</summary>
internal sealed record TenantResponse(string Id, string CustomerId, string Name, string Status, string Created, string Updated);

/// <summary>A new tenant.</summary>
internal sealed record TenantBody(string CustomerId, string Name);

/// <summary>What is to change about a tenant, for the published document.</summary>
internal sealed record TenantChangeBody(string Id, string? CustomerId, string? Name, string? Status);
