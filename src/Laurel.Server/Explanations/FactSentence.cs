using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;

namespace Laurel.Server.Explanations;

/// <summary>Facts in a sentence, for people.</summary>
internal static class FactSentence
{
    public static string Of(Fact fact) => fact switch
    {
        UserCreated => "The user was seen for the first time.",
        UserChanged => "Something about the user changed.",
        MetricChanged changed => $"{changed.Counter.Key} went from {Core.DecimalText.Of(changed.Before)} to {Core.DecimalText.Of(changed.After)}.",
        StreakExtended extended => $"The streak {extended.Streak} has {extended.Length} periods.",
        StreakLost lost => $"The streak {lost.Streak} of {lost.Length} periods was lost.",
        StreakRestored restored => $"The streak {restored.Streak} was taken up again with {restored.Length} periods.",
        FreezeConsumed consumed => $"A freeze of {consumed.Streak} covered {consumed.Period.StartOn:uuuu-MM-dd}; {consumed.Left} are left.",
        FreezeGranted granted => $"{granted.Count} freezes of {granted.Streak} came in; {granted.Held} are held.",
        PeriodPaused paused => $"A pause covered {paused.Period.StartOn:uuuu-MM-dd} of {paused.Streak}.",
        AchievementCompleted completed => $"The achievement {completed.Achievement} was completed{(completed.Backdated ? ", backdated" : "")}.",
        PointsAwarded { Kind: AwardKind.Reversal } reversal => $"The award of {-reversal.Amount:+0;-0} points in {reversal.System}{(reversal.Trigger.Length > 0 ? $" by {reversal.Trigger}" : "")} no longer holds; the balance was {reversal.Balance}.",
        PointsAwarded awarded => $"{awarded.Amount:+0;-0} points in {awarded.System}{(awarded.Trigger.Length > 0 ? $" by {awarded.Trigger}" : $" ({awarded.Kind.ToString().ToLowerInvariant()})")}; the balance is {awarded.Balance}.",
        AwardLimited limited => $"A limit left {limited.Granted} of {limited.Wanted} points of {limited.System} by {limited.Trigger}: {limited.Reason.ToString().ToLowerInvariant()}.",
        LevelChanged changed => $"The level of {changed.System} went from {changed.Previous ?? "none"} to {changed.Level ?? "none"}.",
        ScoreChanged { Value: { } value } changed => $"The score on {changed.Leaderboard} is {Core.DecimalText.Of(value)}.",
        ScoreChanged changed => $"The user left {changed.Leaderboard}.",
        _ => fact.GetType().Name,
    };
}
