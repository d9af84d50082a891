using System.Globalization;
using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Runtime.Webhooks;

namespace Laurel.Runtime.Notifications;

/// <summary>What is kept of a fact for its user's inbox.</summary>
internal readonly record struct NotificationRow(string Type, string Subject, long Amount, string? Detail)
{
    /// <summary>Separates the two levels of a change.</summary>
    public const char Separator = '>';

    /// <summary>Null: the fact is none that people are told.</summary>
    public static NotificationRow? Of(Fact fact) => fact switch
    {
        AchievementCompleted { Backdated: false } completed => new(WebhookTypes.AchievementCompleted, completed.Achievement, completed.Count, null),
        AchievementRevoked revoked => new(WebhookTypes.AchievementRevoked, revoked.Achievement, revoked.Count, null),
        StreakExtended { PreviousLength: 0 } started => new(WebhookTypes.StreakStarted, started.Streak, started.Length, null),
        StreakExtended extended => new(WebhookTypes.StreakExtended, extended.Streak, extended.Length, null),
        StreakLost lost => new(WebhookTypes.StreakLost, lost.Streak, lost.Length, null),
        FreezeConsumed consumed => new(WebhookTypes.FreezeConsumed, consumed.Streak, 1, Text(consumed.Left)),
        FreezeGranted { Source: not FreezeSource.Initial } granted => new(WebhookTypes.FreezeEarned, granted.Streak, granted.Count, Text(granted.Held)),
        LevelChanged changed => new(WebhookTypes.LevelChanged, changed.System, 0, $"{changed.Previous}{Separator}{changed.Level}"),
        _ => null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
