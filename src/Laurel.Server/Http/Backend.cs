using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>What requests are answered from: one for the whole server.</summary>
internal sealed class Backend(Engine engine, KeyStore keys, ILogger log)
{
    private volatile CatalogSet? catalogs;

    public Engine Engine { get; } = engine;

    public KeyStore Keys { get; } = keys;

    public ILogger Log { get; } = log;

    /// <summary>The rulebook versions of a space as the wire shows them. Throws <see cref="RefusedException"/> when there is none yet.</summary>
    public CatalogSet CatalogsOf(Space space)
    {
        var timeline = Engine.TimelineOf(space) ?? throw new RefusedException(ErrorTable.NoRulebook);
        var known = catalogs;
        return known is not null && known.Timeline == timeline ? known : Load(space, timeline);
    }

    private CatalogSet Load(Space space, Timeline timeline) =>
        catalogs = new CatalogSet(space, timeline, Engine.Rulebooks.CreatedAt(space.Id));
}
