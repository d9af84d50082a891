using System.Collections.Concurrent;
using NodaTime;

namespace Laurel.Server.Http;

/// <summary>How many requests a key may make; 0: as many as it likes.</summary>
/// <param name="WritesPerSecond">Events, completions and everything under /admin/v1.</param>
/// <param name="ReadsPerSecond">Everything else.</param>
public sealed record RateLimits(int WritesPerSecond, int ReadsPerSecond)
{
    public static readonly RateLimits None = new(0, 0);

    /// <summary>Requests of a tier in a second.</summary>
    public int Of(RateTier tier) => tier == RateTier.Writes ? WritesPerSecond : ReadsPerSecond;
}

/// <summary>What a request costs its key.</summary>
public enum RateTier { Writes, Reads }

/// <summary>How a request stands to its limit.</summary>
/// <param name="Limit">Requests per second.</param>
/// <param name="Remaining">Requests that could follow at once.</param>
/// <param name="FullAt">When all of them could again.</param>
/// <param name="Wait">How long to wait before the next one; zero: this one is allowed.</param>
public readonly record struct RateDecision(int Limit, int Remaining, Instant FullAt, Duration Wait)
{
    public bool IsAllowed => Wait == Duration.Zero;
}

/// <summary>
/// A bucket of tokens for each key and tier: it holds as many as come in a second, every request takes one, and they come back
/// evenly. Thread-safe.
/// </summary>
public sealed class RateLimiter(RateLimits limits)
{
    private const int BucketsMax = 100_000;

    private readonly ConcurrentDictionary<(string Key, RateTier Tier), Bucket> buckets = new();

    /// <summary>Takes a token; null when the tier has no limit.</summary>
    public RateDecision? Take(string key, RateTier tier, Instant now)
    {
        var perSecond = limits.Of(tier);
        if (perSecond <= 0)
        {
            return null;
        }

        if (buckets.Count > BucketsMax)
        {
            // Forgetting them fills them, which is what a second without requests does.
            buckets.Clear();
        }

        return buckets.GetOrAdd((key, tier), static (_, start) => new Bucket(start.PerSecond, start.Now), (PerSecond: perSecond, Now: now)).Take(now);
    }

    // What is in it is counted in nanoseconds of refilling, so that nothing is rounded away.
    private sealed class Bucket(int perSecond, Instant start)
    {
        private readonly Lock gate = new();
        private readonly Duration each = Duration.FromNanoseconds(1_000_000_000L / perSecond);
        private Instant emptyAt = start - Duration.FromSeconds(1);

        /// <summary>Tokens are what came in since the bucket was, or would have been, empty.</summary>
        public RateDecision Take(Instant now)
        {
            lock (gate)
            {
                var since = Instant.Max(emptyAt, now - (each * perSecond));
                var isAllowed = now - since >= each;
                emptyAt = isAllowed ? since + each : since;
                var held = now - emptyAt;
                return new(perSecond, held < Duration.Zero ? 0 : (int)(held / each), emptyAt + (each * perSecond), isAllowed ? Duration.Zero : each - held);
            }
        }
    }
}
