using System.Collections.Frozen;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Webhooks;

/// <summary>
/// The endpoints of a database, kept in memory. Thread-safe. What another process changes is seen after <see cref="Refresh"/>; every
/// batch that begins after a change knows it, on all nodes.
/// </summary>
public sealed class WebhookStore(Database database, SpaceStore spaces)
{
    private readonly Lock gate = new();
    private readonly Lock reading = new();
    private volatile Known known = new([]);

    /// <summary>Whether anything is subscribed to anywhere: without, nothing is written.</summary>
    public bool IsUsed => known.Types.Count > 0;

    /// <summary>All endpoints.</summary>
    public IReadOnlyList<WebhookEndpoint> All => known.Endpoints;

    /// <summary>Those of a space, the oldest first.</summary>
    public IReadOnlyList<WebhookEndpoint> Of(int space) => [.. known.Endpoints.Where(endpoint => endpoint.Space.Id == space)];

    /// <summary>The enabled ones that subscribe to a type.</summary>
    public IEnumerable<WebhookEndpoint> Of(int space, string type) =>
        known.Endpoints.Where(endpoint => endpoint.Space.Id == space && endpoint.IsEnabled && endpoint.Types.Contains(type));

    public WebhookEndpoint? Find(int space, Guid id) => known.Endpoints.FirstOrDefault(endpoint => endpoint.Space.Id == space && endpoint.Id == id);

    /// <summary>What is subscribed to in a space.</summary>
    public IReadOnlySet<string> TypesOf(int space) => known.Types.GetValueOrDefault(space, FrozenSet<string>.Empty);

    /// <summary>Writes an endpoint, new or changed. False when it is new and the space has <see cref="WebhookEndpoint.EndpointsMax"/> already.</summary>
    public bool Write(WebhookEndpoint endpoint)
    {
        lock (gate)
        {
            Refresh();
            if (Find(endpoint.Space.Id, endpoint.Id) is null && Of(endpoint.Space.Id).Count >= WebhookEndpoint.EndpointsMax)
            {
                return false;
            }

            database.TransactAlone(endpoint.Space.Id, connection => EndpointTable.Write(connection, endpoint));
            Refresh();
            return true;
        }
    }

    /// <summary>Removes an endpoint and everything kept for it.</summary>
    public void Delete(WebhookEndpoint endpoint)
    {
        lock (gate)
        {
            database.TransactAlone(endpoint.Space.Id, connection => EndpointTable.Delete(connection, endpoint));
            Refresh();
        }
    }

    /// <summary>Sees what another process changed.</summary>
    public void Refresh()
    {
        // Not the gate: who changes something waits for the batches on their way, and those may look here.
        lock (reading)
        {
            known = Read();
        }
    }

    private Known Read()
    {
        using var connection = database.ConnectAside();
        return new(EndpointTable.All(connection, id => spaces.Find(id)?.Space));
    }

    private sealed class Known(IReadOnlyList<WebhookEndpoint> endpoints)
    {
        public IReadOnlyList<WebhookEndpoint> Endpoints { get; } = endpoints;

        public FrozenDictionary<int, FrozenSet<string>> Types { get; } = endpoints
            .Where(endpoint => endpoint.IsEnabled && endpoint.Types.Count > 0)
            .GroupBy(endpoint => endpoint.Space.Id)
            .ToFrozenDictionary(group => group.Key, group => group.SelectMany(endpoint => endpoint.Types).ToFrozenSet(StringComparer.Ordinal));
    }
}
