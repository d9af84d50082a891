using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using NodaTime;
using Comparison = Laurel.Core.Conditions.Comparison;
using MetricAggregation = Laurel.Core.Conditions.MetricAggregation;
using WindowPeriod = Laurel.Core.Conditions.WindowPeriod;

namespace Laurel.Runtime.Rulebooks;

/// <summary>The words of every closed choice in a rulebook document.</summary>
internal static class RulebookWords
{
    public static readonly Words<UnitType> UnitTypes = new(("number", UnitType.Number), ("currency", UnitType.Currency));

    public static readonly Words<StreakFrequency> Frequencies = new(
        ("daily", StreakFrequency.Daily), ("weekly", StreakFrequency.Weekly), ("monthly", StreakFrequency.Monthly));

    public static readonly Words<StreakMode> Modes = new(("any", StreakMode.Any), ("all", StreakMode.All));

    public static readonly Words<IsoDayOfWeek> Weekdays = new(
        ("monday", IsoDayOfWeek.Monday), ("tuesday", IsoDayOfWeek.Tuesday), ("wednesday", IsoDayOfWeek.Wednesday),
        ("thursday", IsoDayOfWeek.Thursday), ("friday", IsoDayOfWeek.Friday), ("saturday", IsoDayOfWeek.Saturday), ("sunday", IsoDayOfWeek.Sunday));

    public static readonly Words<AchievementStatus> AchievementStatuses = new(
        ("inactive", AchievementStatus.Inactive), ("active", AchievementStatus.Active), ("locked", AchievementStatus.Locked), ("archived", AchievementStatus.Archived));

    public static readonly Words<OnRetract> OnRetract = new(
        ("revoke", Laurel.Core.Achievements.OnRetract.Revoke), ("keep", Laurel.Core.Achievements.OnRetract.Keep));

    public static readonly Words<MetricAggregation> MetricAggregations = new(
        ("total", MetricAggregation.Total), ("count", MetricAggregation.Count), ("average", MetricAggregation.Average),
        ("minimum", MetricAggregation.Minimum), ("maximum", MetricAggregation.Maximum), ("distinct", MetricAggregation.Distinct));

    public static readonly Words<WindowPeriod> WindowPeriods = new(("day", WindowPeriod.Day), ("week", WindowPeriod.Week), ("month", WindowPeriod.Month));

    public static readonly Words<TriggerStatus> TriggerStatuses = new(("active", TriggerStatus.Active), ("inactive", TriggerStatus.Inactive));

    public static readonly Words<TriggerTimeUnit> TimeUnits = new(
        ("hours", TriggerTimeUnit.Hour), ("days", TriggerTimeUnit.Day), ("hour", TriggerTimeUnit.Hour), ("day", TriggerTimeUnit.Day));

    public static readonly Words<Rounding> Roundings = new(("down", Rounding.Down), ("up", Rounding.Up), ("nearest", Rounding.Nearest));

    public static readonly Words<ModifierCombination> Combinations = new(
        ("average", ModifierCombination.Average), ("product", ModifierCombination.Product), ("sum", ModifierCombination.Sum), ("maximum", ModifierCombination.Maximum));

    public static readonly Words<Comparison> Comparisons = new(
        ("below", Comparison.Below), ("atMost", Comparison.AtMost), ("above", Comparison.Above), ("atLeast", Comparison.Reaches), ("equalTo", Comparison.Is));

    public static readonly Words<BoostStacking> Stackings = new(
        ("multiply", BoostStacking.Multiply), ("add", BoostStacking.Add), ("highest", BoostStacking.Highest));

    public static readonly Words<ExpiryFrom> ExpiryStarts = new(("earned", ExpiryFrom.Earned), ("lastEarned", ExpiryFrom.LastEarned));

    public static readonly Words<LimitPeriod> LimitPeriods = new(
        ("hour", LimitPeriod.Hour), ("day", LimitPeriod.Day), ("week", LimitPeriod.Week), ("month", LimitPeriod.Month), ("ever", LimitPeriod.Ever));

    public static readonly Words<LevelFollow> LevelFollows = new(
        ("balance", LevelFollow.Balance), ("highWater", LevelFollow.HighWater), ("earned", LevelFollow.Earned));

    public static readonly Words<AtLevelCap> AtLevelCaps = new(("continue", AtLevelCap.Continue), ("freeze", AtLevelCap.Freeze));

    public static readonly Words<LevelRounding> LevelRoundings = new(("steps", LevelRounding.Steps), ("totals", LevelRounding.Totals));

    public static readonly Words<LeaderboardStatus> LeaderboardStatuses = new(("active", LeaderboardStatus.Active), ("inactive", LeaderboardStatus.Inactive));

    public static readonly Words<RunUnit> RunUnits = new(
        ("day", RunUnit.Day), ("month", RunUnit.Month), ("year", RunUnit.Year), ("days", RunUnit.Day), ("months", RunUnit.Month), ("years", RunUnit.Year));

    public static readonly Words<Aggregation> Aggregations = new(
        ("sum", Aggregation.Sum), ("maximum", Aggregation.Maximum), ("minimum", Aggregation.Minimum),
        ("latest", Aggregation.Latest), ("average", Aggregation.Average), ("count", Aggregation.Count));

    public static readonly Words<RankOrder> RankOrders = new(("descending", RankOrder.Descending), ("ascending", RankOrder.Ascending));

    public static readonly Words<RankKind> RankKinds = new(("ordinal", RankKind.Ordinal), ("competition", RankKind.Competition), ("dense", RankKind.Dense));
}

/// <summary>How a document says whether a trigger fires.</summary>
internal enum TriggerStatus { Active, Inactive }
