using System.Collections.Concurrent;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>What requests are answered from: one for the whole server.</summary>
internal sealed class Backend(ServeOptions options, ILogger log)
{
    private readonly ConcurrentDictionary<int, CatalogSet> catalogs = new();

    public Engine Engine { get; } = options.Engine;

    public KeyStore Keys { get; } = options.Keys;

    public ILogger Log { get; } = log;

    public RateLimiter RateLimiter { get; } = new(options.RateLimits);

    /// <summary>The rulebook versions of a space as the wire shows them. Throws <see cref="RefusedException"/> when there is none yet.</summary>
    public CatalogSet CatalogsOf(Space space)
    {
        var timeline = Engine.TimelineOf(space) ?? throw new RefusedException(ErrorTable.NoRulebook);
        return catalogs.TryGetValue(space.Id, out var known) && known.Timeline == timeline ? known : Load(space, timeline);
    }

    private CatalogSet Load(Space space, Timeline timeline) =>
        catalogs[space.Id] = new CatalogSet(space, timeline, Engine.Reader.Rulebooks.CreatedAt(space.Id));
}
