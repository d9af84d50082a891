using NodaTime;

namespace Laurel.Runtime.Spaces;

/// <summary>What an environment is for. One of a database is the production, at most 4 are for staging and 10 for development.</summary>
public enum EnvironmentKind { Production, Staging, Development }

/// <summary>A space as the database lists it: an environment, or a tenant within one.</summary>
/// <param name="Space">Its number, environment and tenant.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">Of the environment; tenants have that of theirs.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When its entry last changed.</param>
public sealed record SpaceEntry(Space Space, string Name, EnvironmentKind Kind, Instant CreatedAt, Instant UpdatedAt)
{
    /// <summary>When the tenant was archived: nothing reaches its data any more, and nothing of it is lost. Null: it is active.</summary>
    public Instant? ArchivedAt { get; init; }

    /// <summary>How far its clock was moved ahead; zero or more, and zero in the production.</summary>
    public Duration ClockOffset { get; init; } = Duration.Zero;

    public bool IsEnvironment => Space.Tenant.Length == 0;

    public bool IsActive => ArchivedAt is null;
}
