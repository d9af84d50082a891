using Laurel.Core.Achievements;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;

namespace Laurel.Server.Achievements;

/// <summary>achievement.completed and achievement.revoked; achievedAt of the latter: what the user still holds of it, null for nothing.</summary>
internal sealed record AchievementMessage(string Type, UserResponse User, UserAchievementResponse Achievement);

/// <summary>Messages about achievements.</summary>
internal static class AchievementWebhooks
{
    public static IEnumerable<Announcement> Completed(Telling telling, AchievementCompleted fact) =>
        telling.Catalog.FindAchievement(fact.Achievement) is not { } entry ? [] : telling.Say(
            WebhookTypes.AchievementCompleted,
            () => new AchievementMessage(WebhookTypes.AchievementCompleted, telling.User, entry.Open with { AchievedAt = WireText.Of(fact.At) }),
            WebhookJson.Default.AchievementMessage);

    public static IEnumerable<Announcement> Revoked(Telling telling, AchievementRevoked fact) =>
        telling.Catalog.FindAchievement(fact.Achievement) is not { } entry ? [] : telling.Say(
            WebhookTypes.AchievementRevoked,
            () => new AchievementMessage(WebhookTypes.AchievementRevoked, telling.User, entry.Of(telling.State)),
            WebhookJson.Default.AchievementMessage);
}
