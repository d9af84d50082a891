using System.Collections.Frozen;

namespace Laurel.Runtime.Databases;

/// <summary>The tables that batches write to. The columns stand in the order in which the ledgers bind them.</summary>
internal static class Tables
{
    public static readonly Table Users = new("users", 2, OnConflict.Replace,
        "space_id", "user_id", "seq", "state", "rulebook_version", "next_due_at", "created_at");

    /// <summary>Users whose due instant and rulebook version stay as stored, which leaves the indexes alone.</summary>
    public static readonly Table UserStates = Users with { Replaced = ["seq", "state"], StatementName = "users' states" };

    public static readonly Table Journal = new("journal", 3, OnConflict.Fail,
        "space_id", "user_id", "seq", "input_id", "at", "received_at", "kind", "metric", "value", "body", "rulebook_version");

    public static readonly Table IdempotencyKeys = new("idempotency_keys", 3, OnConflict.Ignore, "space_id", "user_id", "input_id", "seq");

    public static readonly Table AchievementCompletions = new("achievement_completions", 3, OnConflict.Replace,
        "space_id", "user_id", "achievement", "completed_at", "backdated", "fact_id", "input_id", "parent_id");

    public static readonly Table AchievementRepetitions = new("achievement_repetitions", 4, OnConflict.Replace,
        "space_id", "user_id", "achievement", "times", "completed_at", "fact_id", "input_id", "parent_id");

    public static readonly Table PointsAwards = new("points_awards", 6, OnConflict.Fail,
        "space_id", "user_id", "points_system", "at", "seq", "ordinal",
        "kind", "trigger_key", "base_amount", "modifier", "multiplier", "boosts", "amount", "balance", "reason", "author", "other_user_id", "fact_id", "input_id", "parent_id");

    public static readonly Table AwardLimits = new("award_limits", 6, OnConflict.Fail,
        "space_id", "user_id", "points_system", "at", "seq", "ordinal", "trigger_key", "reason", "wanted", "granted", "fact_id", "input_id", "parent_id");

    public static readonly Table LevelChanges = new("level_changes", 6, OnConflict.Fail,
        "space_id", "user_id", "points_system", "at", "seq", "ordinal", "previous_level", "level", "fact_id", "input_id", "parent_id");

    public static readonly Table OpenTransfers = new("open_transfers", 3, OnConflict.Ignore,
        "space_id", "user_id", "transfer_id", "to_user_id", "points_system", "amount", "at");

    public static readonly Table Prestiges = new("prestiges", 6, OnConflict.Fail,
        "space_id", "user_id", "points_system", "at", "seq", "ordinal", "times", "level", "fact_id", "input_id", "parent_id");

    public static readonly Table AchievementResets = new("achievement_resets", 6, OnConflict.Fail,
        "space_id", "user_id", "achievement", "at", "seq", "ordinal", "times", "fact_id", "input_id", "parent_id");

    public static readonly Table StreakPeriods = new("streak_periods", 4, OnConflict.Replace,
        "space_id", "user_id", "streak", "period_start", "period_end", "outcome", "length", "at", "fact_id", "input_id", "parent_id");

    public static readonly Table FreezeEvents = new("freeze_events", 6, OnConflict.Fail,
        "space_id", "user_id", "streak", "at", "seq", "ordinal", "kind", "amount", "held", "period_start", "fact_id", "input_id", "parent_id");

    public static readonly Table Corrections = new("corrections", 4, OnConflict.Fail,
        "space_id", "user_id", "seq", "ordinal", "ledger", "fact_id", "row", "input_id");

    public static readonly Table Scores = new("scores", 5, OnConflict.Replace,
        "space_id", "user_id", "leaderboard", "run_on", "group_key", "value", "reached_at", "ties");

    public static readonly Table LeaderboardRuns = new("leaderboard_runs", 3, OnConflict.Replace,
        "space_id", "leaderboard", "run_on", "closes_at");

    public static readonly Table RunStandings = new("run_standings", 5, OnConflict.Replace,
        "space_id", "leaderboard", "run_on", "group_key", "position", "user_id", "rank", "value", "reached_at", "ties");

    public static readonly Table RankDays = new("rank_days", 6, OnConflict.Replace,
        "space_id", "user_id", "leaderboard", "run_on", "group_key", "day", "rank", "value");

    // Its key, message_id, is given by the database.
    public static readonly Table WebhookMessages = new("webhook_messages", 0, OnConflict.Fail,
        "space_id", "user_id", "type", "subject", "message_key", "body", "at", "dispatched");

    public static readonly Table WebhookTimers = new("webhook_timers", 4, OnConflict.Replace, "space_id", "user_id", "type", "subject", "due_at");

    public static readonly Table WebhookRanks = new("webhook_ranks", 5, OnConflict.Replace,
        "space_id", "leaderboard", "run_on", "group_key", "user_id", "rank", "value", "sent_at");

    public static readonly Table Notifications = new("notifications", 5, OnConflict.Ignore,
        "space_id", "user_id", "at", "seq", "ordinal", "type", "subject", "amount", "detail");

    /// <summary>
    /// Tables whose rows may wait (see <c>SqliteStage</c>); all their keys begin with a user. A row that waits names its table by the place in this
    /// list and its values by their columns' places, and is stored: tables and columns are only ever added at the end.
    /// </summary>
    public static readonly IReadOnlyList<Table> Staged =
    [
        Users, UserStates, Journal, IdempotencyKeys, AchievementCompletions, AchievementRepetitions, PointsAwards, AwardLimits, LevelChanges, Prestiges,
        AchievementResets, StreakPeriods, FreezeEvents, Corrections, Scores, Notifications,
    ];

    /// <summary>The tables of <see cref="Staged"/> that hold users' states are the first ones.</summary>
    public const int LastOfUsers = 1;

    /// <summary>The column of <see cref="Users"/> with the rulebook version.</summary>
    public const int UserVersion = 4;

    /// <summary>The column of <see cref="Users"/> with the due instant.</summary>
    public const int UserDueAt = 5;

    /// <summary>The column of <see cref="IdempotencyKeys"/> with the input's id.</summary>
    public const int KeyInput = 2;

    private static readonly FrozenDictionary<string, int> StagePlaces = Staged.Select((table, place) => (table, place)).ToFrozenDictionary(pair => pair.table.StatementName, pair => pair.place);

    /// <summary>The place of a table in <see cref="Staged"/>; -1: its rows never wait.</summary>
    public static int StagePlaceOf(Table table) => StagePlaces.GetValueOrDefault(table.StatementName, -1);
}
