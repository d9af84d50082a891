using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>Which space a request is about: the environment of its key, or the tenant of that environment that the header names.</summary>
internal static class Tenancy
{
    public const string Header = "Tenant-ID";

    /// <summary>
    /// The space. An empty header is none; where an environment has no tenants, it is ignored. Throws <see cref="RefusedException"/> when
    /// there is no such tenant, when it is archived, and when the key belongs to another one.
    /// </summary>
    public static Space SpaceOf(SpaceStore spaces, ApiKey key, string tenant)
    {
        var own = Active(spaces.Find(key.Space.Id));
        if (tenant.Length == 0 || tenant == own.Tenant || (own.Tenant.Length == 0 && spaces.TenantsOf(own.Environment).Count == 0))
        {
            return own;
        }

        return own.Tenant.Length > 0 || key.Kind == KeyKind.User
            ? throw new RefusedException(ErrorTable.OtherTenant)
            : Active(spaces.Find(own.Environment, tenant));
    }

    /// <summary>The environment of a key that is not of a tenant only; others are refused.</summary>
    public static Space EnvironmentOf(SpaceStore spaces, ApiKey key)
    {
        var own = Active(spaces.Find(key.Space.Id));
        return own.Tenant.Length == 0 ? own : throw new RefusedException(ErrorTable.OtherTenant);
    }

    private static Space Active(SpaceEntry? entry) =>
        entry is { IsActive: true } ? entry.Space : throw new RefusedException(ErrorTable.UnknownTenant);
}
