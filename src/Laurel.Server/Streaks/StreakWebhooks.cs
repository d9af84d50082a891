using System.Diagnostics.CodeAnalysis;
using Laurel.Core.Streaks;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;

namespace Laurel.Server.Streaks;

/// <summary>A streak as messages show it.</summary>
internal sealed record BasicStreakResponse : StreakFields
{
    [SetsRequiredMembers]
    public BasicStreakResponse(StreakFields fields) : base(fields)
    {
    }
}

/// <summary>streak.started and streak.extended. StreakKey says which one, where there are several.</summary>
internal sealed record StreakMessage(string Type, UserResponse User, BasicStreakResponse Streak, string StreakKey);

/// <summary>streak.lost: the length that was.</summary>
internal sealed record StreakLostMessage(string Type, UserResponse User, int Length, string StreakKey);

/// <summary>streak.freeze_consumed: freezes are those left.</summary>
internal sealed record FreezeConsumedMessage(string Type, UserResponse User, int Consumed, int Freezes, string StreakKey);

/// <summary>streak.freeze_earned: freezes are those held now.</summary>
internal sealed record FreezeEarnedMessage(string Type, UserResponse User, int Earned, int Freezes, string StreakKey);

/// <summary>Messages about streaks.</summary>
internal static class StreakWebhooks
{
    public static IEnumerable<Announcement> Extended(Telling telling, StreakExtended fact)
    {
        var type = fact.PreviousLength == 0 ? WebhookTypes.StreakStarted : WebhookTypes.StreakExtended;
        var index = IndexOf(telling, fact.Streak);
        return index < 0 ? [] : telling.Say(type, () => new StreakMessage(type, telling.User, StreakOf(telling, index, fact), fact.Streak), WebhookJson.Default.StreakMessage);
    }

    public static IEnumerable<Announcement> Lost(Telling telling, StreakLost fact) => telling.Say(
        WebhookTypes.StreakLost,
        () => new StreakLostMessage(WebhookTypes.StreakLost, telling.User, fact.Length, fact.Streak),
        WebhookJson.Default.StreakLostMessage);

    public static IEnumerable<Announcement> Consumed(Telling telling, FreezeConsumed fact) => telling.Say(
        WebhookTypes.FreezeConsumed,
        () => new FreezeConsumedMessage(WebhookTypes.FreezeConsumed, telling.User, 1, fact.Left, fact.Streak),
        WebhookJson.Default.FreezeConsumedMessage);

    public static IEnumerable<Announcement> Granted(Telling telling, FreezeGranted fact) => telling.Say(
        WebhookTypes.FreezeEarned,
        () => new FreezeEarnedMessage(WebhookTypes.FreezeEarned, telling.User, fact.Count, fact.Held, fact.Streak),
        WebhookJson.Default.FreezeEarnedMessage);

    /// <summary>Position of a streak in the rulebook; -1: it is there no more.</summary>
    public static int IndexOf(Telling telling, string key) => telling.Catalog.Rulebook.Streaks.ToList().FindIndex(streak => streak.Key == key);

    private static BasicStreakResponse StreakOf(Telling telling, int index, StreakExtended fact)
    {
        var definition = telling.Catalog.Rulebook.Streaks[index];
        var streak = telling.State.Streaks[index] with { Length = fact.Length };
        return new(StreakWire.Of(definition, streak, StreakWire.TodayOf(telling.State.Profile, definition, fact.At)));
    }
}
