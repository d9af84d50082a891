namespace Laurel.Runtime.Webhooks;

/// <summary>The types of messages that webhook endpoints subscribe to. Names are never changed or reused.</summary>
public static class WebhookTypes
{
    public const string AchievementCompleted = "achievement.completed";
    public const string AchievementRevoked = "achievement.revoked";
    public const string StreakStarted = "streak.started";
    public const string StreakExtended = "streak.extended";
    public const string StreakLost = "streak.lost";
    public const string FreezeConsumed = "streak.freeze_consumed";
    public const string FreezeEarned = "streak.freeze_earned";
    public const string PointsChanged = "points.changed";
    public const string LevelChanged = "points.level_changed";
    public const string BoostStarted = "points.boost_started";
    public const string BoostFinished = "points.boost_finished";
    public const string LeaderboardStarted = "leaderboard.started";
    public const string LeaderboardChanged = "leaderboard.changed";
    public const string RankChanged = "leaderboard.rank_changed";
    public const string LeaderboardFinished = "leaderboard.finished";
    public const string RecapDue = "emails.recap_due";
    public const string ReactivationDue = "emails.reactivation_due";
    public const string StreakReminderDue = "emails.streak_reminder_due";
    public const string AchievementDue = "emails.achievement_due";

    /// <summary>What "send test" sends; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    /// <summary>All that can be subscribed to.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AchievementCompleted, AchievementRevoked, StreakStarted, StreakExtended, StreakLost, FreezeConsumed, FreezeEarned, PointsChanged, LevelChanged,
        BoostStarted, BoostFinished, LeaderboardStarted, LeaderboardChanged, RankChanged, LeaderboardFinished,
        RecapDue, ReactivationDue, StreakReminderDue, AchievementDue,
    ];
}
