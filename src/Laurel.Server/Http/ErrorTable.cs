using Laurel.Core;

namespace Laurel.Server.Http;

/// <summary>One kind of error as the API answers it.</summary>
/// <param name="Code">Stable, snake_case; never renamed or reused.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Sentence">What people read; {0} stands for the detail.</param>
public sealed record ErrorKind(string Code, int Status, string Sentence);

/// <summary>Every error the API answers. docs/reference/http.md shows the same table; a test keeps them equal.</summary>
public static class ErrorTable
{
    public static readonly ErrorKind MalformedJson = new("malformed_json", 400, "The body is not valid JSON: {0}");
    public static readonly ErrorKind Unauthorized = new("unauthorized", 401, "A valid API key is needed in the header X-API-KEY, written as prefix.secret.");
    public static readonly ErrorKind Forbidden = new("forbidden", 403, "This API key is for one user only and cannot act for another.");
    public static readonly ErrorKind OtherTenant = new("other_tenant", 403, "This API key is for one tenant only and cannot act for another.");
    public static readonly ErrorKind OtherEnvironment = new("other_environment", 403, "Only an admin key of the production manages other environments.");
    public static readonly ErrorKind ClockInProduction = new("clock_in_production", 422, "The clock of the production is not moved; use an environment of another kind.");
    public static readonly ErrorKind ClockBackwards = new("clock_backwards", 422, "The clock only goes forward, and it is {0} there already.");
    public static readonly ErrorKind UnknownTenant = new("unknown_tenant", 404, "Tenant not found");
    public static readonly ErrorKind StreakPreferences = new("streak_preferences_disabled", 403, "There is no streak here that could be set per user.");
    public static readonly ErrorKind NotFound = new("not_found", 404, "There is nothing at this address.");
    public static readonly ErrorKind MethodNotAllowed = new("method_not_allowed", 405, "This address does not take that method.");
    public static readonly ErrorKind BodyTooLarge = new("body_too_large", 413, "The body is larger than 1 MiB.");
    public static readonly ErrorKind RateLimited = new("rate_limited", 429, "This API key makes too many requests.");
    public static readonly ErrorKind InvalidRequest = new("invalid_request", 422, "{0}");
    public static readonly ErrorKind OccurredInFuture = new("occurred_in_future", 422, "occurredAt lies in the future.");
    public static readonly ErrorKind OccurredOutOfRange = new("occurred_out_of_range", 422, "occurredAt lies before 1970.");
    public static readonly ErrorKind UnknownDefinition = new("unknown_definition", 404, "{0} not found by ID");
    public static readonly ErrorKind InvalidRulebook = new("invalid_rulebook", 422, "The rulebook has problems: {0}");
    public static readonly ErrorKind RulebookChanged = new("rulebook_changed", 422, "The latest rulebook version is {0} by now; start from it.");
    public static readonly ErrorKind KeyRevoked = new("key_revoked", 422, "The key {0} does not work any more.");
    public static readonly ErrorKind UnknownLeaderboard = new("unknown_leaderboard", 404, "Leaderboard not found");
    public static readonly ErrorKind UnknownRun = new("unknown_run", 422, "The leaderboard has no run on {0}.");
    public static readonly ErrorKind BreakdownRequired = new("breakdown_required", 422, "This leaderboard is broken down: {0} is required.");
    public static readonly ErrorKind BreakdownUnexpected = new("breakdown_unexpected", 422, "This leaderboard is not broken down by {0}.");
    public static readonly ErrorKind NoLevels = new("no_levels", 422, "This points system has no levels.");
    public static readonly ErrorKind UnknownWebhook = new("unknown_webhook", 404, "Webhook not found by ID");
    public static readonly ErrorKind UnknownDelivery = new("unknown_delivery", 404, "Webhook delivery not found by ID");
    public static readonly ErrorKind WebhookUrlInvalid = new("webhook_url_invalid", 422, "url {0}.");
    public static readonly ErrorKind WebhookUrlPrivate = new("webhook_url_private", 422, "url {0}.");
    public static readonly ErrorKind UnknownWebhookEvent = new("unknown_webhook_event", 422, "events: {0}.");
    public static readonly ErrorKind WebhookSecretInvalid = new("webhook_secret_invalid", 422, "secret {0}.");
    public static readonly ErrorKind TooManyWebhooks = new("too_many_webhooks", 422, "There are 20 webhooks already; delete one first.");
    public static readonly ErrorKind UnknownNotification = new("unknown_notification", 404, "Notification not found");
    public static readonly ErrorKind TooManyStreams = new("too_many_streams", 429, "Too many streams are open: 5 for one user, 1000 for the server.");
    public static readonly ErrorKind NoRulebook = new("no_rulebook", 503, "No rulebook has been applied yet.");
    public static readonly ErrorKind Internal = new("internal_error", 500, "Something went wrong here; nothing was changed.");
    public static readonly ErrorKind Unavailable = new("unavailable", 503, "It could not be stored ({0}); nothing was changed. Send it again.");
    public static readonly ErrorKind OutcomeUnknown = new("outcome_unknown", 503, "The database went away meanwhile: this happened, or it did not. Send it again; with an Idempotency-Key it happens once.");

    /// <summary>All kinds: those of the edge, then those of the rules in the order in which the rules look.</summary>
    public static IReadOnlyList<ErrorKind> All { get; } =
    [
        MalformedJson, Unauthorized, Forbidden, OtherTenant, OtherEnvironment, ClockInProduction, ClockBackwards, UnknownTenant, StreakPreferences, NotFound, MethodNotAllowed, BodyTooLarge, RateLimited, InvalidRequest, OccurredInFuture, OccurredOutOfRange,
        UnknownDefinition, InvalidRulebook, RulebookChanged, KeyRevoked, UnknownLeaderboard, UnknownRun, BreakdownRequired, BreakdownUnexpected, NoLevels,
        UnknownWebhook, UnknownDelivery, WebhookUrlInvalid, WebhookUrlPrivate, UnknownWebhookEvent, WebhookSecretInvalid, TooManyWebhooks,
        UnknownNotification, TooManyStreams, NoRulebook, Internal, Unavailable, OutcomeUnknown,
        .. Enum.GetValues<Rejection>().Select(Of),
    ];

    /// <summary>How a refusal of the rules is answered.</summary>
    public static ErrorKind Of(Rejection rejection) => rejection switch
    {
        Rejection.UnknownUser => Rule(rejection, 404, "User not found"),
        Rejection.UnknownUserAttribute => Rule(rejection, 422, "Invalid attribute keys: {0}. Please ensure all attribute keys match those set up under attributes.user in the rulebook."),
        Rejection.UnknownTimeZone => Rule(rejection, 422, "Unknown time zone: {0}. Use an IANA name such as Europe/Paris."),
        Rejection.EmailRequired => Rule(rejection, 422, "subscribeToEmails is true, but the user has no email."),
        Rejection.UnknownStreak => Rule(rejection, 404, "Streak not found"),
        Rejection.StreakNotPersonal => Rule(rejection, 403, "Users do not choose what the streak {0} needs."),
        Rejection.StreakPreferenceInvalid => Rule(rejection, 422, "The metrics of a streak are 1 to 50 known ones, each once, with thresholds above 0."),
        Rejection.UnknownMetric => Rule(rejection, 404, "Metric not found"),
        Rejection.CombinedMetric => Rule(rejection, 422, "The metric is a sum of others; send events to those."),
        Rejection.UnknownEventAttribute => Rule(rejection, 422, "Invalid attribute keys: {0}. Please ensure all attribute keys match those set up under attributes.event in the rulebook."),
        Rejection.ValueOutOfRange => Rule(rejection, 422, "value must lie between -1000000000000000 and 1000000000000000, with at most 9 decimals."),
        Rejection.TotalOutOfRange => Rule(rejection, 422, "The metric total would leave its range of 1000000000000000000."),
        Rejection.UnknownPointsSystem => Rule(rejection, 404, "Points system not found"),
        Rejection.AmountOutOfRange => Rule(rejection, 422, "The amount must not be 0, for a transfer at least 1, and lie between -1000000000000000 and 1000000000000000."),
        Rejection.TransfersDisabled => Rule(rejection, 422, "Points of {0} cannot be sent to other users."),
        Rejection.TransferToSelf => Rule(rejection, 422, "Points cannot be sent to oneself."),
        Rejection.OutOfPoints => Rule(rejection, 422, "The user does not have enough points in {0}."),
        Rejection.PointsLimit => Rule(rejection, 422, "The balance would exceed the maximum of {0}."),
        Rejection.PrestigeDisabled => Rule(rejection, 422, "There is no prestige in {0}."),
        Rejection.PrestigeLimit => Rule(rejection, 422, "The user has reached the last prestige of {0}."),
        Rejection.PrestigeLevelMissing => Rule(rejection, 422, "The user does not hold the level of {0} that a prestige needs."),
        Rejection.PrestigeTooSoon => Rule(rejection, 422, "The last prestige of {0} is too recent."),
        Rejection.UnknownAchievement => Rule(rejection, 404, "Achievement not found"),
        Rejection.AchievementNotByApi => Rule(rejection, 422, "The achievement completes by itself, not by the application."),
        Rejection.AchievementNotActive => Rule(rejection, 422, "The achievement is not active."),
        Rejection.AchievementNotForUser => Rule(rejection, 422, "The user lacks the attributes that the achievement asks for."),
        Rejection.AchievementNotCompleted => Rule(rejection, 422, "The user does not hold the achievement {0}."),
        Rejection.FreezesDisabled => Rule(rejection, 422, "The streak has no freezes."),
        Rejection.FreezesNotForSale => Rule(rejection, 422, "The freezes of this streak are not sold for points."),
        Rejection.FreezeLimit => Rule(rejection, 422, "Would exceed maximum freeze limit"),
        Rejection.RepairDisabled => Rule(rejection, 422, "This streak cannot be repaired."),
        Rejection.NothingToRepair => Rule(rejection, 422, "No streak was lost that could be repaired."),
        Rejection.RepairTooLate => Rule(rejection, 422, "The time in which the lost streak could be repaired is over."),
        Rejection.RepairNeedsActivity => Rule(rejection, 422, "The streak can be repaired once the user is active again."),
        Rejection.NothingToRestore => Rule(rejection, 422, "No streak to restore"),
        Rejection.PauseOutOfRange => Rule(rejection, 422, "A pause ends on or after its start, and has at most 366 days."),
        Rejection.PauseInPast => Rule(rejection, 422, "A pause starts today or later, in the user's time zone: not before {0}."),
        Rejection.PauseLimit => Rule(rejection, 422, "The user has 100 pauses already."),
        Rejection.UnknownPause => Rule(rejection, 404, "Streak pause not found by ID"),
        Rejection.UnknownEvent => Rule(rejection, 404, "Event not found"),
        Rejection.TooLate => Rule(rejection, 422, "The event comes too late: nothing before {0} is taken any more."),
        _ => throw new ArgumentOutOfRangeException(nameof(rejection)),
    };

    private static ErrorKind Rule(Rejection rejection, int status, string sentence) => new(rejection.Code(), status, sentence);
}
