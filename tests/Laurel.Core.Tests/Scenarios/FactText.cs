using System.Globalization;
using Laurel.Core.Achievements;
using Laurel.Core.Facts;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Core.Tests.Scenarios;

/// <summary>Facts as a scenario row writes them.</summary>
internal static class FactText
{
    public static string Of(Fact fact) => fact switch
    {
        MetricChanged changed => $"metric {changed.Counter.Key} {Number(changed.Before)} > {Number(changed.After)}",
        UserCreated => "user created",
        UserChanged => "user changed",
        StreakExtended extended => $"streak {extended.Streak} {extended.Length}{Origin(extended)}",
        StreakLost lost => $"streak {lost.Streak} lost {lost.Length}",
        FreezeConsumed consumed => $"freeze {consumed.Streak} used {Text(consumed.Period.StartOn)} left {consumed.Left}",
        StreakStopped stopped => $"streak {stopped.Streak} stopped {stopped.Length}",
        StreakRestored restored => $"streak {restored.Streak} restored {restored.Length} from {restored.PreviousLength}",
        PeriodPaused paused => $"streak {paused.Streak} paused {Text(paused.Period.StartOn)}",
        PauseCreated created => $"pause {Text(created.StartOn)} to {Text(created.EndOn)}",
        PauseRemoved removed => $"no pause {Text(removed.StartOn)} to {Text(removed.EndOn)}",
        AmnestyGranted granted => $"amnesty {Text(granted.StartOn)} to {Text(granted.EndOn)}",
        FreezeGranted granted => $"freeze {granted.Streak} +{granted.Count} {granted.Source.ToString().ToLowerInvariant()} = {granted.Held}",
        AchievementCompleted completed => $"done {completed.Achievement}{(completed.Count > 1 ? $" {completed.Count}" : "")}{(completed.Backdated ? " backdated" : "")}",
        PointsAwarded awarded => $"{awarded.System} {awarded.Amount:+0;-0} = {awarded.Balance}{Origin(awarded)}",
        Prestiged prestiged => $"prestige {prestiged.System} {prestiged.Count} from {prestiged.Level ?? "none"}",
        AchievementReset reset => $"lost {reset.Achievement}",
        AwardLimited limited => $"{limited.System} {limited.Reason.ToString().ToLowerInvariant()} {limited.Trigger} {limited.Granted} of {limited.Wanted}",
        LevelChanged changed => $"level {changed.System} {changed.Previous ?? "none"} > {changed.Level ?? "none"}",
        ScoreChanged changed => $"score {changed.Leaderboard}{GroupOf(changed)} {Text(changed.Run)} {(changed.Value is { } value ? "= " + Number(value) + string.Concat(changed.Ties.Select(tie => "/" + (tie is { } number ? Number(number) : "-"))) : "gone")}",
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "This kind of fact has no text yet."),
    };

    private static string Origin(StreakExtended extended) => extended switch
    {
        { PreviousLength: 0 } => " started",
        _ when extended.PreviousLength == extended.Length - 1 => "",
        _ => $" from {extended.PreviousLength}",
    };

    private static string Origin(PointsAwarded awarded) => awarded switch
    {
        { Kind: not AwardKind.Trigger } => $" {awarded.Kind.ToString().ToLowerInvariant()}",
        { Multiplier: not 1 } => $" of {awarded.BaseAmount} x{Number(awarded.Multiplier)}",
        _ when awarded.BaseAmount != awarded.Amount => $" of {awarded.BaseAmount}",
        _ => "",
    };

    private static string GroupOf(ScoreChanged changed) => changed.Group == Group.All ? "" : $"[{changed.Group}]";

    private static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
