using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Achievements;
using Laurel.Server.Http;
using Laurel.Server.Points;
using Laurel.Server.Streaks;
using Laurel.Server.Users;

namespace Laurel.Server.Webhooks;

/// <summary>Which messages follow from which facts. A fact without any is said to have none.</summary>
public static class FactWebhooks
{
    private static readonly string[] None = [];

    /// <summary>By fact: the types of the messages that it can lead to; docs/reference/facts.md shows the same table.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> Types { get; } = new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(UserCreated)] = None,
        [typeof(UserChanged)] = None,
        [typeof(MetricChanged)] = [WebhookTypes.RecapDue, WebhookTypes.ReactivationDue],
        [typeof(StreakExtended)] = [WebhookTypes.StreakStarted, WebhookTypes.StreakExtended, WebhookTypes.StreakReminderDue],
        [typeof(StreakLost)] = [WebhookTypes.StreakLost],
        [typeof(StreakStopped)] = None,
        [typeof(StreakRestored)] = [WebhookTypes.StreakReminderDue],
        [typeof(PeriodPaused)] = [WebhookTypes.StreakReminderDue],
        [typeof(PauseCreated)] = None,
        [typeof(PauseRemoved)] = None,
        [typeof(AmnestyGranted)] = None,
        [typeof(FreezeConsumed)] = [WebhookTypes.FreezeConsumed, WebhookTypes.StreakReminderDue],
        [typeof(FreezeGranted)] = [WebhookTypes.FreezeEarned],
        [typeof(AchievementCompleted)] = [WebhookTypes.AchievementCompleted, WebhookTypes.AchievementDue],
        [typeof(AchievementRevoked)] = [WebhookTypes.AchievementRevoked],
        [typeof(AchievementReset)] = None,
        [typeof(Prestiged)] = None,
        [typeof(PointsAwarded)] = [WebhookTypes.PointsChanged],
        [typeof(AwardLimited)] = None,
        [typeof(LevelChanged)] = [WebhookTypes.LevelChanged],
        [typeof(ScoreChanged)] = [WebhookTypes.LeaderboardChanged, WebhookTypes.RankChanged],
    };

    /// <summary>What is told of an outcome, in the order of its facts.</summary>
    internal static IEnumerable<Announcement> Of(Backend backend, int space, Answer.Accepted outcome, IReadOnlySet<string> wanted)
    {
        if (backend.Engine.Spaces.Find(space) is not { } entry)
        {
            return [];
        }

        var catalogs = backend.CatalogsOf(entry.Space);
        var telling = new Telling(catalogs, catalogs.Of(outcome.Plan.Version), outcome.State, wanted);
        return
        [
            .. outcome.Facts.SelectMany(fact => Of(telling, fact)),
            .. PointsWebhooks.Changed(telling, outcome.Facts),
            .. ReminderWebhooks.Activity(telling, outcome.Input),
        ];
    }

    private static IEnumerable<Announcement> Of(Telling telling, Fact fact) => fact switch
    {
        AchievementCompleted { Backdated: false } completed => [.. AchievementWebhooks.Completed(telling, completed), .. ReminderWebhooks.Completed(telling, completed)],
        AchievementRevoked revoked => AchievementWebhooks.Revoked(telling, revoked),
        StreakExtended extended => [.. StreakWebhooks.Extended(telling, extended), .. ReminderWebhooks.Kept(telling, extended.Streak, extended.Period)],
        StreakLost lost => StreakWebhooks.Lost(telling, lost),
        StreakRestored restored => ReminderWebhooks.Kept(telling, restored.Streak, restored.Period),
        PeriodPaused paused => ReminderWebhooks.Kept(telling, paused.Streak, paused.Period),
        FreezeConsumed consumed => [.. StreakWebhooks.Consumed(telling, consumed), .. ReminderWebhooks.Kept(telling, consumed.Streak, consumed.Period)],
        FreezeGranted { Source: not FreezeSource.Initial } granted => StreakWebhooks.Granted(telling, granted),
        LevelChanged changed => PointsWebhooks.LevelChanged(telling, changed),
        // Awards are told per system, ranks by comparing rankings, activity per input; the rest has no message.
        _ => [],
    };
}
