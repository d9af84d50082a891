using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime;

/// <summary>How an engine is opened.</summary>
/// <param name="DatabaseText">Where everything is kept: a SQLite file, with or without <c>sqlite:</c> before it; created when absent.</param>
/// <param name="Clock">What time it is.</param>
public sealed record EngineOptions(string DatabaseText, IClock Clock)
{
    /// <summary>Whether ranks and tallies are kept in memory; off for replays, which nobody watches.</summary>
    public bool KeepsProjections { get; init; } = true;

    /// <summary>
    /// How long ago an input may have happened that lies before what its user's state covers; null: any time. What is older is
    /// refused as too late.
    /// </summary>
    public Duration? LateWindow { get; init; }

    /// <summary>How long nothing must come, in milliseconds, before rows that wait for their tables are put there (on a file).</summary>
    internal int SettleAfterMs { get; init; } = 50;

    /// <summary>
    /// Bytes of stored states that the cache may hold; in memory they take about twice that. Default: a 16th of the
    /// machine's memory, from 16 MiB to 2 GiB; without projections at most 128 MiB, since a replay goes on from one user to the next.
    /// </summary>
    public long CacheBytes
    {
        get => field > 0 ? field : Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16, 16L << 20, KeepsProjections ? 2L << 30 : 128L << 20);
        init;
    }
}
