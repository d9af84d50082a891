using System.Globalization;
using Laurel.Runtime.Notifications;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Notifications;

/// <summary>Notifications in bodies.</summary>
internal static class NotificationWire
{
    /// <summary>What has been removed from the rulebook meanwhile is absent.</summary>
    public static NotificationResponse Of(Catalog catalog, Notification notification)
    {
        var body = new NotificationResponse
        {
            Id = notification.Id.ToString(),
            Type = notification.Type,
            At = WireText.Of(Instant.FromUnixTimeMilliseconds(notification.Id.AtMs)),
            ReadAt = WireText.Of(notification.ReadAt),
        };
        return notification.Type switch
        {
            WebhookTypes.AchievementCompleted => body with { Achievement = catalog.FindAchievement(notification.Subject)?.Open is { } open ? open with { AchievedAt = body.At } : null },
            WebhookTypes.AchievementRevoked => body with { Achievement = catalog.FindAchievement(notification.Subject)?.Open },
            WebhookTypes.StreakStarted or WebhookTypes.StreakExtended or WebhookTypes.StreakLost => body with { StreakKey = notification.Subject, Length = notification.Amount },
            WebhookTypes.FreezeConsumed => body with { StreakKey = notification.Subject, Consumed = notification.Amount, Freezes = NumberOf(notification) },
            WebhookTypes.FreezeEarned => body with { StreakKey = notification.Subject, Earned = notification.Amount, Freezes = NumberOf(notification) },
            WebhookTypes.LevelChanged => LevelOf(catalog, body, notification),
            _ => body,
        };
    }

    private static NotificationResponse LevelOf(Catalog catalog, NotificationResponse body, Notification notification)
    {
        var levels = (notification.Detail ?? "").Split('>');
        var entry = catalog.FindPoints(notification.Subject);
        return body with { PointsKey = notification.Subject, PreviousLevel = entry?.FindLevel(levels[0]), NewLevel = entry?.FindLevel(levels[^1]) };
    }

    private static long NumberOf(Notification notification) => long.Parse(notification.Detail ?? "0", CultureInfo.InvariantCulture);
}
