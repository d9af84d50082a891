using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>
/// A recent period of a chain. Counted, or bridged: passed over by a move east, skipped by the zone, or covered by a freeze.
/// </summary>
/// <param name="PeriodOn">First day of the period.</param>
/// <param name="StartOn">First day of the chain's first counted period.</param>
/// <param name="Length">Counted periods of the chain up to this one, itself included.</param>
public readonly record struct ChainLink(LocalDate PeriodOn, LocalDate StartOn, int Length, bool IsCounted);

/// <summary>
/// The newest links of a streak's chains, oldest first. A move west can show closed days again, and what is counted then may
/// fill a hole or join two chains; a missed period has no link.
/// </summary>
internal static class StreakChain
{
    // Local dates differ by at most two between any zones, so a period shown again has at most two later ones, and one before it to continue.
    private const int LinksMax = 4;

    public static ChainLink? Find(this ValueList<ChainLink> chain, LocalDate periodOn)
    {
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            if (chain[i].PeriodOn == periodOn)
            {
                return chain[i];
            }
        }

        return null;
    }

    /// <summary>The last period that was counted; null without any.</summary>
    public static ChainLink? LastCounted(this ValueList<ChainLink> chain)
    {
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            if (chain[i].IsCounted)
            {
                return chain[i];
            }
        }

        return null;
    }

    /// <summary>With one period counted or bridged, and everything that continues it linked to it.</summary>
    public static ValueList<ChainLink> With(this ValueList<ChainLink> chain, LocalDate periodOn, bool isCounted, StreakDefinition streak)
    {
        if (chain.Count > 0 && chain[^1].PeriodOn < periodOn)
        {
            var last = Added(new ChainLink(periodOn, periodOn, 0, IsCounted: false), isCounted);
            return [.. chain.Items[Math.Max(0, chain.Count - LinksMax + 1)..], Continues(last, chain[^1], streak) ? Linked(last, chain[^1]) : last];
        }

        var links = new List<ChainLink>(chain.Count + 1);
        links.AddRange(chain.Where(link => link.PeriodOn < periodOn));
        var added = links.Count;
        links.Add(Added(chain.Find(periodOn) ?? new ChainLink(periodOn, periodOn, 0, IsCounted: false), isCounted));
        links.AddRange(chain.Where(link => link.PeriodOn > periodOn));
        for (var i = Math.Max(added, 1); i < links.Count; i++)
        {
            links[i] = Continues(links[i], links[i - 1], streak) ? Linked(links[i], links[i - 1]) : links[i];
        }

        return [.. links.TakeLast(LinksMax)];
    }

    /// <summary>With a lost run taken up again on its last link, or on a new one for <paramref name="previous"/> when it ends before.</summary>
    public static ValueList<ChainLink> Restored(this ValueList<ChainLink> chain, Period previous, LostRun run)
    {
        var links = chain.Count > 0 && chain[^1].PeriodOn >= previous.StartOn
            ? chain
            : chain.Append(new ChainLink(previous.StartOn, run.StartOn, run.Length, IsCounted: false));
        return [.. links.SkipLast(1).TakeLast(LinksMax - 1), links[^1] with { StartOn = run.StartOn, Length = run.Length }];
    }

    private static ChainLink Added(ChainLink known, bool isCounted) =>
        known with { IsCounted = isCounted, Length = known.Length + (isCounted ? 1 : 0) };

    // A link never gets shorter by what is before it: it may have been restored. Nothing continues a link of length 0, where the user stopped.
    private static ChainLink Linked(ChainLink link, ChainLink before)
    {
        var length = before.Length + (link.IsCounted ? 1 : 0);
        return length <= link.Length ? link : link with { StartOn = before.StartOn, Length = length };
    }

    private static bool Continues(ChainLink link, ChainLink before, StreakDefinition streak) =>
        Period.Containing(before.PeriodOn, streak).Next(streak).StartOn == link.PeriodOn;
}
