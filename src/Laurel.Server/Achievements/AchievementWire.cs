using Laurel.Core.Achievements;
using Laurel.Server.Http;

namespace Laurel.Server.Achievements;

/// <summary>Achievements in bodies.</summary>
internal static class AchievementWire
{
    /// <summary>Those that were completed, in order; not the backdated ones.</summary>
    public static IReadOnlyList<UserAchievementResponse> Completed(Catalog catalog, CausedFacts caused)
    {
        List<UserAchievementResponse>? completed = null;
        foreach (var fact in caused.Facts)
        {
            if (fact is AchievementCompleted { Backdated: false } completion && catalog.FindAchievement(completion.Achievement) is { } entry)
            {
                (completed ??= []).Add(entry.Open with { AchievedAt = WireText.Of(completion.At) });
            }
        }

        return completed is null ? [] : completed;
    }
}
