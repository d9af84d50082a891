namespace Laurel.Runtime.Users;

/// <summary>Where anything is kept of a user. A test holds the list against the schema.</summary>
internal static class UserRecords
{
    /// <summary>Tables with the columns space_id and user_id, the user's own rows.</summary>
    public static readonly string[] Tables =
    [
        "users", "journal", "idempotency_keys", "achievement_completions", "achievement_repetitions", "points_awards", "award_limits", "level_changes",
        "prestiges", "achievement_resets", "streak_periods", "freeze_events", "corrections", "open_transfers", "scores", "run_standings", "rank_days", "api_keys",
        "notifications", "webhook_messages", "webhook_deliveries", "webhook_throttles", "webhook_timers", "webhook_ranks",
    ];
}
