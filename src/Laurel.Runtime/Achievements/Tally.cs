using NodaTime;

namespace Laurel.Runtime.Achievements;

/// <summary>The running statistics of one achievement. The order in which completions are added does not matter.</summary>
internal sealed class Tally
{
    private readonly SortedSet<Earner> recent = new(Comparer<Earner>.Create(Compare));
    private Earner? first;
    private long completions;
    private Int128 milliseconds;

    public int EarnersCount { get; private set; }

    /// <param name="count">Which completion of the user's it is, from 1.</param>
    public void Add(Earner earner, Instant createdAt, int count)
    {
        completions++;
        recent.Add(earner);
        if (recent.Count > AchievementStatistics.RecentMax)
        {
            recent.Remove(recent.Min);
        }

        if (count > 1)
        {
            return;
        }

        EarnersCount++;
        milliseconds += Math.Max(0, (long)(earner.At - createdAt).TotalMilliseconds);
        first = first is { } known && Compare(known, earner) <= 0 ? known : earner;
    }

    public AchievementStatistics Statistics(double share) => new(
        completions, EarnersCount, share, first, [.. recent.Reverse()],
        EarnersCount == 0 ? null : Duration.FromMilliseconds((long)(milliseconds / EarnersCount)));

    private static int Compare(Earner one, Earner other) =>
        one.At == other.At ? string.CompareOrdinal(one.User, other.User) : one.At.CompareTo(other.At);
}
