using System.Collections.Concurrent;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Rulebooks;

/// <summary>
/// Changes rulebooks step by step: each change sees all those before it, and makes a version of its own. Thread-safe.
/// </summary>
public sealed class RulebookEditor(Engine engine)
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> gates = new();

    /// <summary>
    /// Makes what <paramref name="change"/> gives of the latest rulebook (an empty one before the first) the next version; nothing
    /// happens when it gives an equal one, or the very one before the first. It must give a valid rulebook, and may be called again when another process was faster.
    /// </summary>
    /// <returns>The latest version then; null when there is none.</returns>
    public async Task<Plan?> Edit(Space space, string author, Func<Rulebook, Rulebook> change)
    {
        var gate = gates.GetOrAdd(space.Id, _ => new SemaphoreSlim(1));
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            while (!await TryEdit(space, author, change).ConfigureAwait(false))
            {
            }

            return engine.TimelineOf(space)?.Current;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<bool> TryEdit(Space space, string author, Func<Rulebook, Rulebook> change)
    {
        await engine.UseLatestRulebook(space).ConfigureAwait(false);
        var latest = engine.TimelineOf(space)?.Current;
        var before = latest?.Rulebook ?? Rulebook.Empty;
        var after = change(before);
        if (ReferenceEquals(after, before))
        {
            return true;
        }

        if (RulebookCheck.Problems(after) is [var problem, ..])
        {
            throw new InvalidOperationException($"The change makes an invalid rulebook: {problem}");
        }

        if (latest is not null && RulebookChanges.Between(before, after).Count == 0)
        {
            return true;
        }

        var isAdded = RulebookVersions.TryAdd(engine.Database, (space, latest), after, author, engine.NowOf(space));
        await engine.UseLatestRulebook(space).ConfigureAwait(false);
        return isAdded;
    }
}
