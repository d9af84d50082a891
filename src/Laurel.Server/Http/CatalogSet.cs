using System.Collections.Concurrent;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Server.Http;

/// <summary>All rulebook versions of a space as the wire shows them.</summary>
internal sealed class CatalogSet(Space space, Timeline timeline, IReadOnlyDictionary<int, Instant> createdAt)
{
    private readonly ConcurrentDictionary<int, Catalog> catalogs = new();

    public Space Space { get; } = space;

    public Timeline Timeline { get; } = timeline;

    public Catalog Current => Of(Timeline.Current.Version);

    public Catalog Of(int version) => catalogs.GetOrAdd(version, number => new Catalog(this, Timeline.Version(number)));

    /// <summary>When the version that brought a trigger was stored, and the last one up to <paramref name="version"/> that changed it.</summary>
    public (Instant Created, Instant Updated) DatesOf(string system, TriggerDefinition trigger, int version)
    {
        var (created, updated) = (version, version);
        TriggerDefinition? known = null;
        for (var plan = Timeline.After(0); plan is not null && plan.Version <= version; plan = Timeline.After(plan.Version))
        {
            var definition = plan.Rulebook.Points.FirstOrDefault(points => points.Key == system)?.Triggers.FirstOrDefault(item => item.Key == trigger.Key);
            created = known is null && definition is not null ? plan.Version : created;
            updated = definition is not null && definition != known ? plan.Version : updated;
            known = definition;
        }

        return (createdAt.GetValueOrDefault(created), createdAt.GetValueOrDefault(updated));
    }
}
