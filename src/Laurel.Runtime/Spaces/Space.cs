namespace Laurel.Runtime.Spaces;

/// <summary>
/// One environment, or one tenant of one: its own users, rulebook and journal, invisible to every other space.
/// </summary>
/// <param name="Id">Never used again.</param>
/// <param name="Environment">Key of the environment.</param>
/// <param name="Tenant">The customer's id of the tenant; empty for the environment itself.</param>
public sealed record Space(int Id, string Environment, string Tenant)
{
    /// <summary>The space that a database starts with: the production.</summary>
    public static readonly Space Default = new(1, "production", "");
}
