using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Spaces;

/// <summary>
/// The spaces of a database, kept in memory. Thread-safe. What another process adds is seen after <see cref="Refresh"/>.
/// </summary>
public sealed class SpaceStore(Database database)
{
    private readonly Lock gate = new();
    private readonly Lock reading = new();
    private volatile Known known = new([]);

    /// <summary>All spaces, archived ones too, the oldest first.</summary>
    public IReadOnlyList<SpaceEntry> All => Current.Entries;

    /// <summary>The environments, the oldest first; the production is the first.</summary>
    public IEnumerable<SpaceEntry> Environments => All.Where(entry => entry.IsEnvironment);

    private Known Current => known.Entries.Count > 0 ? known : known = Read();

    /// <summary>An environment by its key, or a tenant of it by the customer's id; null when there is none.</summary>
    public SpaceEntry? Find(string environment, string tenant = "") => Current.ByName.GetValueOrDefault((environment, tenant));

    /// <summary>A space by its number; null when there is none.</summary>
    public SpaceEntry? Find(int id) => Current.ById.GetValueOrDefault(id);

    /// <summary>How far the clock of a space is ahead; zero for a space that is not known.</summary>
    public Duration ClockOffsetOf(int space) => Find(space)?.ClockOffset ?? Duration.Zero;

    /// <summary>The tenants of an environment, archived ones too, the oldest first.</summary>
    public IReadOnlyList<SpaceEntry> TenantsOf(string environment) => Current.Tenants.GetValueOrDefault(environment, []);

    /// <summary>Makes a space. Null when there is one with this environment and tenant, archived or not.</summary>
    public SpaceEntry? Add(SpaceEntry entry)
    {
        lock (gate)
        {
            using var connection = database.ConnectAside();
            var isAdded = SpaceTable.Add(connection, entry);
            Refresh();
            return isAdded ? Find(entry.Space.Environment, entry.Space.Tenant) : null;
        }
    }

    /// <summary>Changes what a space is called and whether it is archived. Null when another one has its customer id.</summary>
    public SpaceEntry? Update(SpaceEntry entry)
    {
        lock (gate)
        {
            Refresh();
            if (Find(entry.Space.Environment, entry.Space.Tenant) is { } other && other.Space.Id != entry.Space.Id)
            {
                return null;
            }

            using var connection = database.ConnectAside();
            SpaceTable.Update(connection, entry);
            Refresh();
            return Find(entry.Space.Id);
        }
    }

    /// <summary>Dates the first space of a new database.</summary>
    internal void Begin(Instant now)
    {
        using var connection = database.ConnectAside();
        SpaceTable.Begin(connection, now);
    }

    /// <summary>Sees what another process changed.</summary>
    public void Refresh()
    {
        // One after the other: what was read earlier never replaces what was read later.
        lock (reading)
        {
            known = Read();
        }
    }

    private Known Read()
    {
        using var connection = database.ConnectAside();
        return new Known(SpaceTable.All(connection));
    }

    private sealed class Known(IReadOnlyList<SpaceEntry> entries)
    {
        public IReadOnlyList<SpaceEntry> Entries { get; } = entries;

        public Dictionary<int, SpaceEntry> ById { get; } = entries.ToDictionary(entry => entry.Space.Id);

        public Dictionary<(string Environment, string Tenant), SpaceEntry> ByName { get; } =
            entries.ToDictionary(entry => (entry.Space.Environment, entry.Space.Tenant));

        public Dictionary<string, IReadOnlyList<SpaceEntry>> Tenants { get; } = entries
            .Where(entry => !entry.IsEnvironment)
            .GroupBy(entry => entry.Space.Environment, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<SpaceEntry>)[.. group], StringComparer.Ordinal);
    }
}
