using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using Laurel.Runtime.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

public sealed class RulebookYamlTests
{
    private const string Sketch = """
        metrics:      [{key: lessons-completed, name: Lessons completed}]
        attributes:   {user: [{key: plan}, {key: city}], event: [{key: subject}]}
        streaks:
          - {key: daily, frequency: daily, mode: any, metrics: [{metric: lessons-completed, threshold: 1}],
             freezes: {initial: 1, max: 3, earn: {amount: 1, everyDays: 7}}, weekStart: monday}
        achievements:
          - {key: ten-lessons, name: Ten lessons, when: {metric: lessons-completed, reaches: 10}, where: {event: {subject: physics}}}
          - {key: week, name: A week, when: {streak: daily, reaches: 7}}
          - {key: profile, name: Profile, when: api}
          - {key: master, name: Master, when: {all: [ten-lessons, week]}}
        points:
          - key: xp
            triggers: [{key: lesson, points: 10, metric: lessons-completed, every: 1}, {key: week, points: 50, streak: daily, every: 7},
                       {key: master, points: 500, achievement: master}, {key: refill, points: 1, time: {every: 3, unit: hours}}, {key: hello, points: 25, signup: true}]
            levels:   [{key: novice, points: 0}, {key: adept, points: 100}]
            boosts:   [{key: double-week, multiplier: 2, start: 2026-03-02, end: 2026-03-08}]
        leaderboards:
          - {key: weekly-xp, rankBy: {points: xp}, repeat: {every: 7, unit: day}, start: 2026-01-05, breakdown: [city]}
        """;

    [Fact]
    public void Read_Sketch_GivesEveryDefinition()
    {
        var rulebook = Valid(Sketch);

        Assert.Equal(new Rulebook
        {
            Metrics = [new MetricDefinition("lessons-completed", "Lessons completed")],
            UserAttributes = [new AttributeDefinition("plan", "plan"), new AttributeDefinition("city", "city")],
            EventAttributes = [new AttributeDefinition("subject", "subject")],
            Streaks = [new StreakDefinition("daily", "daily", StreakFrequency.Daily)
            {
                Requirements = [new StreakRequirement("lessons-completed", 1)],
                Freezes = new FreezeSettings(1, 3, 1, 7),
            }],
            Achievements =
            [
                new AchievementDefinition("ten-lessons", "Ten lessons", new AchievementCondition.Metric("lessons-completed", 10))
                {
                    EventFilter = [new AttributeValue("subject", "physics")],
                },
                new AchievementDefinition("week", "A week", new AchievementCondition.Streak("daily", 7)),
                new AchievementDefinition("profile", "Profile", new AchievementCondition.Api()),
                new AchievementDefinition("master", "Master", new AchievementCondition.AllOf(["ten-lessons", "week"])),
            ],
            Points = [new PointsDefinition("xp", "xp")
            {
                Triggers =
                [
                    new TriggerDefinition("lesson", 10, new TriggerCondition.Metric("lessons-completed", 1, [])),
                    new TriggerDefinition("week", 50, new TriggerCondition.Streak("daily", 7)),
                    new TriggerDefinition("master", 500, new TriggerCondition.Achievement("master")),
                    new TriggerDefinition("refill", 1, new TriggerCondition.Time(3, TriggerTimeUnit.Hour)),
                    new TriggerDefinition("hello", 25, new TriggerCondition.Signup()),
                ],
                Levels = [new LevelDefinition("novice", "novice", 0), new LevelDefinition("adept", "adept", 100)],
                Boosts = [new BoostDefinition("double-week", "double-week", 2, new LocalDate(2026, 3, 2)) { EndOn = new LocalDate(2026, 3, 8) }],
            }],
            Leaderboards = [new LeaderboardDefinition("weekly-xp", "weekly-xp", new RankBy.Points("xp"))
            {
                Repeat = new RunRepeat(7, RunUnit.Day),
                StartOn = new LocalDate(2026, 1, 5),
                Breakdown = ["city"],
            }],
        }, rulebook);
    }

    [Fact]
    public void Read_ProblemsOfFormAndOfMeaning_ComeTogether()
    {
        var problems = RulebookYaml.Read("""
            metrics: [{key: lessons}, {key: lessons}]
            streaks: [{key: daily, frequency: sometimes, mode: any, metrics: []}]
            achievements: [{key: ten, when: {metric: lesson, reaches: 10}}]
            """).Problems;
        Assert.Equal(["streaks[0].frequency", "metrics[1].key", "achievements[0].when.metric"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Read_EmptyMap_GivesEmptyRulebook() => Assert.Equal(Rulebook.Empty, Valid("{}"));

    [Fact]
    public void Read_PlainNumberAsName_IsText() => Assert.Equal("2026", Valid("metrics: [{key: a, name: 2026}]").Metrics[0].Name);

    [Fact]
    public void Read_NullField_IsAbsent() => Assert.Equal("a", Valid("metrics: [{key: a, name: ~}]\nstreaks:\n").Metrics[0].Name);

    [Fact]
    public void Read_LimitAllAndZoneUser_AreNoLimitAndNoZone()
    {
        var board = Valid("{metrics: [{key: a}], leaderboards: [{key: b, rankBy: {metric: a}, limit: all, timeZone: user}]}").Leaderboards[0];

        Assert.Null(board.Limit);
        Assert.Null(board.TimeZone);
    }

    [Fact]
    public void Read_Window_IsTimesOfDay()
    {
        var board = Valid("{metrics: [{key: a}], leaderboards: [{key: b, rankBy: {metric: a}, window: {from: 06:30, to: 22:00:30}, breakdown: []}]}").Leaderboards[0];

        Assert.Equal(new LocalTime(6, 30), board.WindowFrom);
        Assert.Equal(new LocalTime(22, 0, 30), board.WindowTo);
    }

    [Fact]
    public void Read_ManyMistakes_ReportsAllInOrder()
    {
        var reading = RulebookYaml.Read("""
            metrics:
              - {key: a, nam: A, key: b}
              - {name: B, unitType: money}
            streak: []
            leaderboards:
              - {key: c, rankBy: {metric: a}, start: 2026-02-30, limit: many}
            """);

        Assert.Null(reading.Rulebook);
        Assert.Equal(
            [
                "streak: 'streak': a known field: metrics, attributes, calendars, streaks, achievements, points, leaderboards, experiments; did you mean 'streaks'?",
                "metrics[0].nam: 'nam': a known field: key, name, unitType, units, sumOf; did you mean 'name'?",
                "metrics[0].key: 'key': each field once; keep one of them",
                "metrics[1].key: required; add it",
                "metrics[1].unitType: 'money': one of number, currency; choose one of them",
                "leaderboards[0].start: '2026-02-30': a date, year-month-day; write an existing day, such as 2026-03-02",
                "leaderboards[0].limit: 'many': 1 to 1000, or all; write one of them",
            ],
            reading.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("", "document", "the document is empty; an empty rulebook is {}")]
    [InlineData("# nothing", "document", "the document is empty")]
    [InlineData("[]", "document", "a map with the fields metrics")]
    [InlineData("metrics: [{key: a}", "line 2, column 1", "valid YAML; While parsing a flow sequence")]
    [InlineData("metrics: {key: a}", "metrics", "a list")]
    [InlineData("metrics: [a]", "metrics[0]", "a map with the fields key, name")]
    [InlineData("metrics: [~]", "metrics[0]", "an item")]
    [InlineData("metrics: [{key: [a]}]", "metrics[0].key", "a text")]
    [InlineData("attributes: []", "attributes", "a map with the fields user, event")]
    [InlineData("metrics: [&m {key: a}, *m]", "line 1, column 11", "no anchors")]
    [InlineData("metrics: *m", "line 1, column 10", "no aliases")]
    [InlineData("metrics: [!!map {key: a}]", "line 1, column 11", "no tags")]
    [InlineData("{[a]: b}", "line 1, column 2", "a text as key")]
    [InlineData("metrics: []\n---\nmetrics: []", "line 2, column 1", "one document")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "line 1, column 20", "at most 16 lists and maps")]
    public void Read_BadDocument_SaysWhere(string yaml, string path, string says) => Refused(yaml, path, says);

    [Theory]
    [InlineData("metrics: [{metric: a}]", "streaks[0].mode", "required")]
    [InlineData("mode: some, metrics: [{metric: a}]", "streaks[0].mode", "one of any, all")]
    [InlineData("mode: any, metrics: [{metric: a, threshold: many}]", "streaks[0].metrics[0].threshold", "a number")]
    [InlineData("mode: any, metrics: [{metric: a, threshold: '1'}]", "streaks[0].metrics[0].threshold", "without quotes")]
    [InlineData("mode: any, metrics: [{metric: a, threshold: 1e3}]", "streaks[0].metrics[0].threshold", "without exponent")]
    [InlineData("mode: any, metrics: [{metric: a, threshold: 0.00000000000000000000000000001}]", "streaks[0].metrics[0].threshold", "at most 28 characters")]
    [InlineData("mode: any, metrics: [{metric: a}], weekdays: [mondays]", "streaks[0].weekdays[0]", "did you mean 'monday'?")]
    [InlineData("mode: any, metrics: [{metric: a}], weekStart: 1", "streaks[0].weekStart", "one of monday")]
    [InlineData("mode: any, metrics: [{metric: a}], timesPer: {week: 3}", "streaks[0].timesPer.week", "only for weekly streaks")]
    [InlineData("mode: any, metrics: [{metric: a}], timesPer: {}", "streaks[0].timesPer", "exactly one of week, month")]
    [InlineData("mode: any, metrics: [{metric: a}], dayStart: noon", "streaks[0].dayStart", "a time of day")]
    [InlineData("mode: any, metrics: [{metric: a}], dayStart: '-05:00'", "streaks[0].dayStart", "a time of day")]
    [InlineData("mode: any, metrics: [{metric: a}], dayStart: '25:00'", "streaks[0].dayStart", "a time of day")]
    [InlineData("mode: any, metrics: [{metric: a}], freezes: 3", "streaks[0].freezes", "a map with the fields initial")]
    [InlineData("mode: any, metrics: [{metric: a}], freezes: {max: 1.5}", "streaks[0].freezes.max", "a whole number")]
    [InlineData("mode: any, metrics: [{metric: a}], freezes: {earn: {amount: 1}}", "streaks[0].freezes.earn.everyDays", "required")]
    [InlineData("mode: any, metrics: [{metric: a}], freezes: {earn: {amount: 0, everyDays: 0}}", "streaks[0].freezes.earn.amount", "remove earn")]
    [InlineData("mode: any, metrics: []", "streaks[0].metrics", "at least one metric")]
    public void Read_BadStreak_SaysWhere(string fields, string path, string says) =>
        Refused($"{{metrics: [{{key: a}}], streaks: [{{key: s, frequency: daily, {fields}}}]}}", path, says);

    [Theory]
    [InlineData("when: never", "achievements[0].when", "api, or a map")]
    [InlineData("when: []", "achievements[0].when", "api, or a map")]
    [InlineData("name: A", "achievements[0].when", "required")]
    [InlineData("when: {}", "achievements[0].when", "exactly one of metric, streak, all")]
    [InlineData("when: {metric: a, all: [b], reaches: 1}", "achievements[0].when", "keep one of them")]
    [InlineData("when: {metric: a}", "achievements[0].when.reaches", "required")]
    [InlineData("when: {all: [b], reaches: 1}", "achievements[0].when.reaches", "only with metric, streak or points")]
    [InlineData("when: {streak: a, reaches: 1.5}", "achievements[0].when.reaches", "a whole number")]
    [InlineData("when: api, status: done", "achievements[0].status", "one of inactive, active, locked, archived")]
    [InlineData("when: api, where: {users: {}}", "achievements[0].where.users", "did you mean 'user'?")]
    [InlineData("when: api, where: {user: [plan]}", "achievements[0].where.user", "a map of attributes")]
    [InlineData("when: api, where: {user: {plan: ~}}", "achievements[0].where.user.plan", "a text")]
    [InlineData("when: api, where: {user: {plan: pro}}", "achievements[0].where.user.plan", "declare it under attributes.user")]
    public void Read_BadAchievement_SaysWhere(string fields, string path, string says) =>
        Refused($"{{metrics: [{{key: a}}], achievements: [{{key: x, {fields}}}]}}", path, says);

    [Theory]
    [InlineData("points: 1", "points[0].triggers[0]", "exactly one of metric, streak, achievement, level, completed, time, signup")]
    [InlineData("points: 1, metric: a, signup: true", "points[0].triggers[0]", "keep one of them")]
    [InlineData("points: 1, signup: false", "points[0].triggers[0].signup", "true")]
    [InlineData("points: 1, signup: yes", "points[0].triggers[0].signup", "true or false")]
    [InlineData("points: 1, signup: true, every: 2", "points[0].triggers[0].every", "only beside metric or streak")]
    [InlineData("points: 1, streak: s", "points[0].triggers[0].every", "required")]
    [InlineData("points: 1, time: {every: 2}", "points[0].triggers[0].time.unit", "required")]
    [InlineData("points: 1, time: {every: 2, unit: weeks}", "points[0].triggers[0].time.unit", "one of hours, days")]
    [InlineData("points: 1, signup: true, where: {event: {k: v}}", "points[0].triggers[0].where.event", "only for metric triggers")]
    [InlineData("points: 1, signup: true, status: off", "points[0].triggers[0].status", "one of active, inactive")]
    [InlineData("points: 99999999999999999999, signup: true", "points[0].triggers[0].points", "a whole number")]
    [InlineData("points: 0, metric: a", "points[0].triggers[0].points", "not 0")]
    public void Read_BadTrigger_SaysWhere(string fields, string path, string says) =>
        Refused($"{{metrics: [{{key: a}}], points: [{{key: xp, triggers: [{{key: t, {fields}}}]}}]}}", path, says);

    [Theory]
    [InlineData("multiplier: 2", "points[0].boosts[0].start", "required")]
    [InlineData("multiplier: 2, start: tomorrow", "points[0].boosts[0].start", "a date")]
    [InlineData("multiplier: 2, start: [2026-01-01]", "points[0].boosts[0].start", "a date")]
    [InlineData("multiplier: double, start: 2026-01-01", "points[0].boosts[0].multiplier", "a number")]
    [InlineData("multiplier: 2, start: 2026-01-01, rounding: round", "points[0].boosts[0].rounding", "one of down, up, nearest")]
    [InlineData("multiplier: 2, start: 2026-01-01, where: {event: {k: v}}", "points[0].boosts[0].where.event", "a known field: user")]
    public void Read_BadBoost_SaysWhere(string fields, string path, string says) =>
        Refused($"points: [{{key: xp, boosts: [{{key: b, {fields}}}]}}]", path, says);

    [Theory]
    [InlineData("limit: 5", "leaderboards[0].rankBy", "required")]
    [InlineData("rankBy: {}", "leaderboards[0].rankBy", "exactly one of metric, points, streak")]
    [InlineData("rankBy: {metric: a}, limit: [1]", "leaderboards[0].limit", "1 to 1000, or all")]
    [InlineData("rankBy: {metric: a}, limit: 1001", "leaderboards[0].limit", "1 to 1000")]
    [InlineData("rankBy: {metric: a}, repeat: {every: 1, unit: week}", "leaderboards[0].repeat.unit", "one of day, month, year")]
    [InlineData("rankBy: {metric: a}, window: {from: '24:00'}", "leaderboards[0].window.from", "a time of day")]
    [InlineData("rankBy: {metric: a}, breakdown: city", "leaderboards[0].breakdown", "a list")]
    [InlineData("rankBy: {metric: a}, breakdown: {user: city}", "leaderboards[0].breakdown.event", "required")]
    [InlineData("rankBy: {metric: a}, ranks: shared", "leaderboards[0].ranks", "one of ordinal, competition, dense")]
    [InlineData("rankBy: {metric: a}, timeZone: Mars", "leaderboards[0].timeZone", "the IANA id of a time zone")]
    public void Read_BadLeaderboard_SaysWhere(string fields, string path, string says) =>
        Refused($"{{metrics: [{{key: a}}], leaderboards: [{{key: b, {fields}}}]}}", path, says);

    [Fact]
    public void Read_DocumentAtAndOverLimit_IsReadAndRefused()
    {
        var full = "{}" + new string(' ', Limits.RulebookBytesMax - 2);

        Assert.Equal(Rulebook.Empty, Valid(full));
        Refused(full + " ", "document", "at most 1048576 bytes");
    }

    [Fact]
    public void Read_DeepNesting_IsRefusedQuickly() => Refused(new string('[', 1_000_000), "line 1, column 18", "at most 16 lists and maps");

    [Fact]
    public void Read_ThousandsOfProblems_ListsTheFirst()
    {
        var reading = RulebookYaml.Read("metrics: [" + string.Concat(Enumerable.Repeat("{keyy: a}, ", 5_000)) + "]");

        Assert.Equal(Limits.ProblemsMax, reading.Problems.Count);
    }

    private static Rulebook Valid(string yaml)
    {
        var reading = RulebookYaml.Read(yaml);
        Assert.Empty(reading.Problems);
        return Assert.IsType<Rulebook>(reading.Rulebook);
    }

    private static void Refused(string yaml, string path, string says)
    {
        var reading = RulebookYaml.Read(yaml);
        Assert.Null(reading.Rulebook);
        Assert.Contains(reading.Problems, problem => problem.Path == path && problem.ToString().Contains(says, StringComparison.Ordinal));
    }
}
