using Laurel.Core;
using Laurel.Runtime.Achievements;
using Laurel.Server.Http;

namespace Laurel.Server.Achievements;

/// <summary>Who completed an achievement; additive, and for operators, because it names users.</summary>
internal static class StatisticsEndpoints
{
    public static void Map(Routes admin) => admin.Get("/achievements/{key}/statistics", Read, new("Achievements", "Who was first to complete an achievement, who was last, and how long it takes.", typeof(StatisticsResponse)));

    private static ValueTask<Reply> Read(Call call)
    {
        var entry = call.Catalog.FindAchievement(call.Path("key")) ?? throw new RefusedException(ErrorTable.Of(Rejection.UnknownAchievement));
        var statistics = call.Backend.Engine.Projections.Tallies.Statistics(call.Space.Id, entry.Definition.Key);
        return new(Reply.Ok(Of(entry, statistics), WireJson.Default.StatisticsResponse));
    }

    private static StatisticsResponse Of(AchievementEntry entry, AchievementStatistics statistics) => new(entry.Open.Id, entry.Definition.Key, entry.Definition.Name)
    {
        Completions = statistics.EarnersCount,
        TimesCompleted = statistics.CompletionsCount,
        Rarity = statistics.Share,
        AverageSecondsToComplete = SecondsOf(statistics),
        First = statistics.First is { } first ? Of(first) : null,
        Recent = [.. statistics.Recent.Select(Of)],
    };

    public static long? SecondsOf(AchievementStatistics statistics) => statistics.AverageTimeToEarn is { } time ? (long)time.TotalSeconds : null;

    private static EarnerResponse Of(Earner earner) => new(earner.User, WireText.Of(earner.At));
}

/// <summary>Who completed an achievement: first, and the latest, the newest first. Times completed: with repetitions.</summary>
internal sealed record StatisticsResponse(string Id, string Key, string Name)
{
    public required int Completions { get; init; }

    public required long TimesCompleted { get; init; }

    /// <summary>Percentage of all users who completed it.</summary>
    public required double Rarity { get; init; }

    /// <summary>Mean time from a user's creation; null: nobody yet.</summary>
    public required long? AverageSecondsToComplete { get; init; }

    public required EarnerResponse? First { get; init; }

    public required IReadOnlyList<EarnerResponse> Recent { get; init; }
}

/// <summary>A user and when.</summary>
internal sealed record EarnerResponse(string UserId, string AchievedAt);
