using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Core.Tests;

/// <summary>Short ways to write definitions; names repeat keys.</summary>
internal static class Make
{
    public static MetricDefinition Metric(string key, params string[] sumOf) => new(key, key) { SumOf = [.. sumOf] };

    public static AttributeDefinition Attribute(string key) => new(key, key);

    public static ValueList<AttributeValue> Filter(params (string Key, string Value)[] pairs) =>
        [.. pairs.Select(pair => new AttributeValue(pair.Key, pair.Value))];

    public static StreakDefinition Streak(string key, string metric, decimal threshold = 1, StreakFrequency frequency = StreakFrequency.Daily) =>
        new(key, key, frequency) { Requirements = [new(metric, threshold)] };

    public static AchievementDefinition Reaches(string key, string metric, decimal reaches) => new(key, key, new AchievementCondition.Metric(metric, reaches));

    public static AchievementDefinition Lasts(string key, string streak, int reaches) => new(key, key, new AchievementCondition.Streak(streak, reaches));

    public static AchievementDefinition ByApi(string key) => new(key, key, new AchievementCondition.Api());

    public static AchievementDefinition AllOf(string key, params string[] keys) => new(key, key, new AchievementCondition.AllOf([.. keys]));

    public static PointsDefinition Points(string key, params TriggerDefinition[] triggers) => new(key, key) { Triggers = [.. triggers] };

    public static TriggerDefinition PerUnit(string metric, long points, long every = 1) =>
        new(metric + points, points, new TriggerCondition.Metric(metric, every, []));

    public static TriggerDefinition Hours(string key, long points, int every) => new(key, points, new TriggerCondition.Time(every, TriggerTimeUnit.Hour));

    public static TriggerDefinition Days(string key, long points, int every) => new(key, points, new TriggerCondition.Time(every, TriggerTimeUnit.Day));

    public static TriggerDefinition Signup(long points) => new("signup", points, new TriggerCondition.Signup());

    public static TriggerDefinition PerStreak(string streak, long points, int every) =>
        new($"{streak}-{every}", points, new TriggerCondition.Streak(streak, every));

    public static TriggerDefinition PerAchievement(string achievement, long points) =>
        new(achievement + "-points", points, new TriggerCondition.Achievement(achievement));

    public static LevelDefinition Level(string key, long points) => new(key, key, points);

    public static BoostDefinition Boost(string key, decimal multiplier, string start = "1970-01-01", string? end = null) =>
        new(key, key, multiplier, Date(start)) { EndOn = end is null ? null : Date(end) };

    public static LeaderboardDefinition Board(string key, RankBy rankBy, string start = "1970-01-01") => new(key, key, rankBy) { StartOn = Date(start) };

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static Instant At(string text) => InstantPattern.General.Parse(text.Length == 17 ? text[..16] + ":00Z" : text).Value;

    /// <summary>Versions 1, 2, 3 …; the first has always been in force, the others from their instants on.</summary>
    public static Timeline Versions(Rulebook first, params (string From, Rulebook Rulebook)[] later) =>
        new([new Plan(first, 1, Instant.MinValue), .. later.Select((version, index) => new Plan(version.Rulebook, index + 2, At(version.From)))]);
}
