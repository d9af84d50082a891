namespace Laurel.Core;

/// <summary>
/// Why an input is refused. The order is the order in which the rules look; the first that applies is answered.
/// Codes are stable: they are never renamed or reused.
/// </summary>
public enum Rejection
{
    /// <summary>The user must exist and does not.</summary>
    UnknownUser,

    /// <summary>A user attribute is not declared in the rulebook; the detail lists the keys.</summary>
    UnknownUserAttribute,

    /// <summary>The time zone is not an IANA id known here.</summary>
    UnknownTimeZone,

    /// <summary>E-mails are wanted explicitly, but there is no address.</summary>
    EmailRequired,

    /// <summary>The streak is not in the rulebook.</summary>
    UnknownStreak,

    /// <summary>Users do not choose what this streak needs.</summary>
    StreakNotPersonal,

    /// <summary>The metrics chosen for a streak are none, too many, doubled or unknown, or a threshold is out of range.</summary>
    StreakPreferenceInvalid,

    /// <summary>The metric is not in the rulebook.</summary>
    UnknownMetric,

    /// <summary>The metric is combined and takes no events of its own.</summary>
    CombinedMetric,

    /// <summary>An event attribute is not declared in the rulebook; the detail lists the keys.</summary>
    UnknownEventAttribute,

    /// <summary>The value is larger or finer than allowed.</summary>
    ValueOutOfRange,

    /// <summary>The metric total would leave its range.</summary>
    TotalOutOfRange,

    /// <summary>The points system is not in the rulebook.</summary>
    UnknownPointsSystem,

    /// <summary>The amount of an adjustment is 0 or too large, or that of a transfer below 1 or too large.</summary>
    AmountOutOfRange,

    /// <summary>The points system allows no transfers.</summary>
    TransfersDisabled,

    /// <summary>A user cannot send points to themselves.</summary>
    TransferToSelf,

    /// <summary>A blocking deduction, an adjustment, a transfer or a price would take the balance below the floor.</summary>
    OutOfPoints,

    /// <summary>An adjustment would take the balance above the maximum.</summary>
    PointsLimit,

    /// <summary>Nobody begins again in this points system.</summary>
    PrestigeDisabled,

    /// <summary>The user has begun again as often as the rulebook allows.</summary>
    PrestigeLimit,

    /// <summary>The user does not hold the level from which one may begin again.</summary>
    PrestigeLevelMissing,

    /// <summary>The user began again too recently.</summary>
    PrestigeTooSoon,

    /// <summary>The achievement is not in the rulebook.</summary>
    UnknownAchievement,

    /// <summary>The achievement is not completed by the application.</summary>
    AchievementNotByApi,

    /// <summary>The achievement is inactive, locked or archived.</summary>
    AchievementNotActive,

    /// <summary>The user lacks the attributes that the achievement asks for.</summary>
    AchievementNotForUser,

    /// <summary>The user does not hold the achievement that is to be revoked.</summary>
    AchievementNotCompleted,

    /// <summary>The streak has no freezes.</summary>
    FreezesDisabled,

    /// <summary>The streak's freezes are not sold for points.</summary>
    FreezesNotForSale,

    /// <summary>The user would hold more freezes than the maximum.</summary>
    FreezeLimit,

    /// <summary>Users cannot repair this streak.</summary>
    RepairDisabled,

    /// <summary>No streak was lost that the user could repair.</summary>
    NothingToRepair,

    /// <summary>The time in which the lost streak could be repaired is over.</summary>
    RepairTooLate,

    /// <summary>The user has not been active since the loss.</summary>
    RepairNeedsActivity,

    /// <summary>No longer streak was lost lately.</summary>
    NothingToRestore,

    /// <summary>The pause ends before it starts, is longer than <see cref="Limits.PauseDaysMax"/> days, or lies after the rules' time.</summary>
    PauseOutOfRange,

    /// <summary>The pause starts before today, in the user's zone.</summary>
    PauseInPast,

    /// <summary>The user has <see cref="Limits.PausesMax"/> pauses already.</summary>
    PauseLimit,

    /// <summary>The user has no such pause; it may have been removed, or ended weeks ago.</summary>
    UnknownPause,

    /// <summary>The user has no such event to retract.</summary>
    UnknownEvent,

    /// <summary>The instant lies before what the user's state already covers, by more than the window for late events.</summary>
    TooLate,
}

/// <summary>The stable text of each code, as it stands on the wire and in the documentation.</summary>
public static class RejectionCodes
{
    /// <summary>snake_case name of the code.</summary>
    public static string Code(this Rejection rejection) => rejection switch
    {
        Rejection.UnknownUser => "unknown_user",
        Rejection.UnknownUserAttribute => "unknown_user_attribute",
        Rejection.UnknownTimeZone => "unknown_time_zone",
        Rejection.EmailRequired => "email_required",
        Rejection.UnknownStreak => "unknown_streak",
        Rejection.StreakNotPersonal => "streak_not_personal",
        Rejection.StreakPreferenceInvalid => "streak_preference_invalid",
        Rejection.UnknownMetric => "unknown_metric",
        Rejection.CombinedMetric => "combined_metric",
        Rejection.UnknownEventAttribute => "unknown_event_attribute",
        Rejection.ValueOutOfRange => "value_out_of_range",
        Rejection.TotalOutOfRange => "total_out_of_range",
        Rejection.UnknownPointsSystem => "unknown_points_system",
        Rejection.AmountOutOfRange => "amount_out_of_range",
        Rejection.TransfersDisabled => "transfers_disabled",
        Rejection.TransferToSelf => "transfer_to_self",
        Rejection.OutOfPoints => "out_of_points",
        Rejection.PointsLimit => "points_limit",
        Rejection.PrestigeDisabled => "prestige_disabled",
        Rejection.PrestigeLimit => "prestige_limit",
        Rejection.PrestigeLevelMissing => "prestige_level_missing",
        Rejection.PrestigeTooSoon => "prestige_too_soon",
        Rejection.UnknownAchievement => "unknown_achievement",
        Rejection.AchievementNotByApi => "achievement_not_by_api",
        Rejection.AchievementNotActive => "achievement_not_active",
        Rejection.AchievementNotForUser => "achievement_not_for_user",
        Rejection.AchievementNotCompleted => "achievement_not_completed",
        Rejection.FreezesDisabled => "freezes_disabled",
        Rejection.FreezesNotForSale => "freezes_not_for_sale",
        Rejection.FreezeLimit => "freeze_limit",
        Rejection.RepairDisabled => "repair_disabled",
        Rejection.NothingToRepair => "nothing_to_repair",
        Rejection.RepairTooLate => "repair_too_late",
        Rejection.RepairNeedsActivity => "repair_needs_activity",
        Rejection.NothingToRestore => "nothing_to_restore",
        Rejection.PauseOutOfRange => "pause_out_of_range",
        Rejection.PauseInPast => "pause_in_past",
        Rejection.PauseLimit => "pause_limit",
        Rejection.UnknownPause => "unknown_pause",
        Rejection.UnknownEvent => "unknown_event",
        Rejection.TooLate => "too_late",
        _ => throw new ArgumentOutOfRangeException(nameof(rejection)),
    };
}
