namespace Laurel.Runtime.Spaces;

/// <summary>
/// One environment of one tenant: its own users, rulebook and journal, invisible to every other space.
/// </summary>
public sealed record Space(int Id, string Environment, string Tenant)
{
    /// <summary>The space that a database starts with.</summary>
    public static readonly Space Default = new(1, "production", "");
}
