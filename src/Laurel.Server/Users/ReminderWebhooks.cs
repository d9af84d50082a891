using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Inputs;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Achievements;
using Laurel.Server.Http;
using Laurel.Server.Streaks;
using Laurel.Server.Webhooks;
using NodaTime;
using Period = Laurel.Core.Streaks.Period;

namespace Laurel.Server.Users;

/// <summary>emails.recap_due.</summary>
internal sealed record RecapMessage(string Type, string Timestamp, UserResponse User, RecapResponse Recap);

/// <summary>The days that a recap is about, inclusive.</summary>
internal sealed record RecapResponse(string PeriodStart, string PeriodEnd);

/// <summary>emails.reactivation_due.</summary>
internal sealed record ReactivationMessage(string Type, string Timestamp, UserResponse User, ReactivationResponse Reactivation);

/// <summary>The how manieth message it is, 1 to 5, and how many days the user was away.</summary>
internal sealed record ReactivationResponse(int MessageNumber, int DaysSinceLastActive);

/// <summary>emails.streak_reminder_due.</summary>
internal sealed record StreakReminderMessage(string Type, string Timestamp, UserResponse User, StreakResponse Streak);

/// <summary>emails.achievement_due.</summary>
internal sealed record AchievementDueMessage(string Type, string Timestamp, UserResponse User, UserAchievementResponse Achievement);

/// <summary>
/// Messages for the application's own e-mails. A fact sets a timer; when it is due, the user's state then decides whether there is
/// anything to say. Not for the control group, and not for those who want no such messages.
/// </summary>
internal static class ReminderWebhooks
{
    private const int StreakPeriods = 7;

    public static IEnumerable<Announcement> Activity(Telling telling, Input input)
    {
        if (input is not MetricEvent || telling.State.Profile is not { Control: false } profile)
        {
            return [];
        }

        var (start, _, dueAt) = ReminderTimes.Recap(input.At, profile.TimeZone);
        return
        [
            .. Timer(telling, WebhookTypes.ReactivationDue, "", input.At + Duration.FromDays(ReminderTimes.ReactivationDays[0])),
            .. Timer(telling, WebhookTypes.RecapDue, WireText.Of(start), dueAt),
        ];
    }

    public static IEnumerable<Announcement> Completed(Telling telling, AchievementCompleted fact) => telling.State.Profile.Control
        ? []
        : Timer(telling, WebhookTypes.AchievementDue, fact.Achievement, ReminderTimes.Achievement(fact.At, telling.State.Profile.TimeZone));

    /// <summary>A period was counted or covered: in the next one, the user may need reminding.</summary>
    public static IEnumerable<Announcement> Kept(Telling telling, string streak, Period period) =>
        telling.State.Profile.Control || telling.Catalog.Rulebook is not { DefaultStreak: >= 0 } rulebook || rulebook.Streaks[rulebook.DefaultStreak] is var definition && definition.Key != streak
            ? []
            : Timer(telling, WebhookTypes.StreakReminderDue, "", ReminderTimes.Streak(definition, period.Next(definition), telling.State.Profile.TimeZone));

    /// <summary>What a timer that is due comes to: a message or none, and maybe the next timer.</summary>
    public static IEnumerable<Announcement> Due(Backend backend, Space space, WebhookTimer timer)
    {
        var (now, wanted) = (backend.Engine.NowOf(space), backend.Engine.Webhooks.TypesOf(space.Id));
        if (!wanted.Contains(timer.Type) || backend.Engine.Find(space, timer.User) is not { } state)
        {
            return [];
        }

        var catalogs = backend.CatalogsOf(space);
        var telling = new Telling(catalogs, catalogs.Of(state.Version), state, wanted);
        return timer.Type switch
        {
            WebhookTypes.RecapDue when Wants(state.Profile, "recap") => Recap(telling, timer),
            WebhookTypes.ReactivationDue when UserQueries.LastEventAt(backend.Engine.Database, space, timer.User) is { } last => Reactivation(telling, last, now),
            WebhookTypes.StreakReminderDue when Wants(state.Profile, "streak_reminder") && IsInDanger(telling, now) => telling.Say(
                timer.Type,
                () => new StreakReminderMessage(timer.Type, WireText.Of(now), telling.User, StreakEndpoints.Of(backend, space, state, StreakPeriods)),
                WebhookJson.Default.StreakReminderMessage),
            WebhookTypes.AchievementDue when Wants(state.Profile, "achievement_completed")
                && telling.Catalog.FindAchievement(timer.Subject) is { } entry && entry.CompletionOf(state) is not null => telling.Say(
                timer.Type,
                () => new AchievementDueMessage(timer.Type, WireText.Of(now), telling.User, entry.Of(state)),
                WebhookJson.Default.AchievementDueMessage),
            _ => [],
        };
    }

    private static IEnumerable<Announcement> Recap(Telling telling, WebhookTimer timer)
    {
        var start = NodaTime.Text.LocalDatePattern.Iso.Parse(timer.Subject).Value;
        return telling.Say(
            timer.Type,
            () => new RecapMessage(timer.Type, WireText.Of(timer.DueAt), telling.User, new(WireText.Of(start), WireText.Of(start.PlusDays(6)))),
            WebhookJson.Default.RecapMessage);
    }

    private static IEnumerable<Announcement> Reactivation(Telling telling, Instant last, Instant now)
    {
        const string type = WebhookTypes.ReactivationDue;
        var (number, next) = ReminderTimes.Reactivation(last, now);
        var message = number == 0 || !Wants(telling.State.Profile, "reactivation") ? [] : telling.Say(
            type,
            () => new ReactivationMessage(type, WireText.Of(now), telling.User, new(number, ReminderTimes.ReactivationDays[number - 1])),
            WebhookJson.Default.ReactivationMessage);
        return next is { } dueAt ? message.Concat(Timer(telling, type, "", dueAt)) : message;
    }

    // A streak that was not counted in the period that is going on.
    private static bool IsInDanger(Telling telling, Instant now)
    {
        if (telling.Catalog.Rulebook is not { DefaultStreak: >= 0 and var shown } rulebook || telling.State.Streaks[shown] is not { Length: > 0 } streak)
        {
            return false;
        }

        var definition = rulebook.Streaks[shown];
        var today = StreakWire.TodayOf(telling.State.Profile, definition, now);
        return Period.Counts(today, definition) && !(streak.LastPeriod is { } last && last.StartOn >= Period.Containing(today, definition).StartOn);
    }

    private static bool Wants(UserProfile profile, string kind) => !profile.Control && profile.SubscribeToEmails
        && profile.Notifications.FirstOrDefault(pair => pair.Key == kind) is var chosen && (chosen.Key is null || chosen.Value.Contains("email"));

    private static IEnumerable<Announcement> Timer(Telling telling, string type, string subject, Instant dueAt) =>
        telling.Wanted.Contains(type) ? [new Announcement(type, telling.State.Profile.Id, subject) { DueAt = dueAt }] : [];
}
