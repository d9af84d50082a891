using Laurel.Core;
using NodaTime;

namespace Laurel.Runtime.Achievements;

/// <summary>A user and when that user first completed an achievement; of a repetition, when that was.</summary>
public readonly record struct Earner(string User, Instant At);

/// <summary>Who completed an achievement.</summary>
/// <param name="CompletionsCount">Completions, repetitions included.</param>
/// <param name="EarnersCount">Different users.</param>
/// <param name="Share">Those of all users, in percent from 0 to 100; 0 without users.</param>
/// <param name="First">Who was first by the completion's instant, then by user id; null: nobody yet.</param>
/// <param name="Recent">The latest completions, newest first, at most <see cref="RecentMax"/>.</param>
/// <param name="AverageTimeToEarn">Mean time from the user's creation to the first completion, cut to milliseconds; null: nobody yet.</param>
public sealed record AchievementStatistics(
    long CompletionsCount, int EarnersCount, double Share, Earner? First, ValueList<Earner> Recent, Duration? AverageTimeToEarn)
{
    /// <summary>Latest completions that are kept.</summary>
    public const int RecentMax = 10;

    public static readonly AchievementStatistics None = new(0, 0, 0, null, [], null);
}
