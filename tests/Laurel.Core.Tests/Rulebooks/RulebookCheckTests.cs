using Laurel.Core.Achievements;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Rulebooks;

public sealed class RulebookCheckTests
{
    private static readonly MetricDefinition Laps = new("laps", "Laps");

    private static readonly StreakDefinition Daily = new("daily", "Daily", StreakFrequency.Daily) { Requirements = [new("laps", 1)] };

    private static readonly AchievementDefinition First = new("first", "First", new AchievementCondition.Metric("laps", 1));

    private static readonly PointsDefinition Xp = new("xp", "XP");

    private static readonly LeaderboardDefinition Board = new("board", "Board", new RankBy.Metric("laps"));

    private static readonly Rulebook Valid = new()
    {
        UserAttributes = [new AttributeDefinition("plan", "Plan")],
        EventAttributes = [new AttributeDefinition("track", "Track")],
        Metrics = [Laps],
        Streaks = [Daily],
        Achievements = [First],
        Points = [Xp],
        Leaderboards = [Board],
    };

    [Fact]
    public void Problems_ValidRulebooks_AreNone()
    {
        Assert.Empty(RulebookCheck.Problems(Rulebook.Empty));
        Assert.Empty(RulebookCheck.Problems(Valid));
    }

    [Theory]
    [InlineData("", "1 to 100 letters")]
    [InlineData("a b", "letters a-z")]
    [InlineData("é", "letters a-z")]
    [InlineData("a.b", "letters a-z")]
    public void Key_WrongForm_IsRefused(string key, string limit) => Refused(Valid with { Metrics = [Laps, new(key, "x")] }, "metrics[1].key", limit);

    [Fact]
    public void Key_AtAndOverLimit_IsTakenAndRefused()
    {
        Assert.Empty(RulebookCheck.Problems(new() { Metrics = [new(new('k', 100), "x")] }));
        Refused(new() { Metrics = [new(new('k', 101), "x")] }, "metrics[0].key", "1 to 100");
    }

    [Fact]
    public void Key_Twice_IsRefusedInEveryList()
    {
        var (trigger, level, boost) = (new TriggerDefinition("t", 1, new TriggerCondition.Signup()), new LevelDefinition("l", "L", 1), new BoostDefinition("b", "B", 2, new(2026, 1, 1)));
        var twice = new Rulebook
        {
            UserAttributes = [new("plan", "Plan"), new("plan", "Plan")],
            EventAttributes = [new("plan", "Plan"), new("plan", "Plan")],
            Metrics = [Laps, Laps],
            Streaks = [Daily, Daily],
            Achievements = [First, First],
            Points = [Xp, Xp with { Triggers = [trigger, trigger], Levels = [level, level with { Points = 2 }], Boosts = [boost, boost] }],
            Leaderboards = [Board, Board],
        };

        Assert.Equal(
            ["metrics[1].key", "attributes.user[1].key", "attributes.event[1].key", "streaks[1].key", "achievements[1].key", "points[1].key",
             "points[1].triggers[1].key", "points[1].levels[1].key", "points[1].boosts[1].key", "leaderboards[1].key"],
            RulebookCheck.Problems(twice).Select(problem => problem.Path));
    }

    [Fact]
    public void List_AtAndOverLimit_IsTakenAndRefused()
    {
        Assert.Empty(RulebookCheck.Problems(new() { Metrics = [.. Enumerable.Range(0, 1000).Select(i => new MetricDefinition($"m{i}", "M"))] }));
        Refused(new() { Metrics = [.. Enumerable.Range(0, 1001).Select(i => new MetricDefinition($"m{i}", "M"))] }, "metrics", "at most 1000 items");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    public void Name_EmptyOrBroken_IsRefused(string name) => Refused(Valid with { Metrics = [Laps with { Name = name }] }, "metrics[0].name", "");

    [Fact]
    public void Name_HalfASurrogatePair_IsRefused()
    {
        Assert.Empty(RulebookCheck.Problems(Valid with { Metrics = [Laps with { Name = "\ud83c\udfc5" }] }));
        Refused(Valid with { Metrics = [Laps with { Name = "\ud83c" }] }, "metrics[0].name", "control characters");
        Refused(Valid with { Metrics = [Laps with { Name = "\udfc5\ud83c" }] }, "metrics[0].name", "control characters");
    }

    [Fact]
    public void Name_AtAndOverLimit_IsTakenAndRefused()
    {
        Assert.Empty(RulebookCheck.Problems(Valid with { Metrics = [Laps with { Name = new('n', 255) }] }));
        Refused(Valid with { Metrics = [Laps with { Name = new('n', 256) }] }, "metrics[0].name", "1 to 255 characters");
    }

    [Fact]
    public void Description_OverLimitOrBroken_IsRefused()
    {
        Assert.Empty(RulebookCheck.Problems(With(First with { Description = "two\nlines" + new string('d', 1991) })));
        Refused(With(First with { Description = new('d', 2001) }), "achievements[0].description", "at most 2000 characters");
        Refused(With(First with { Description = "\u0007" }), "achievements[0].description", "control characters");
    }

    [Theory]
    [InlineData("badge.png")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//elsewhere/x.png")]
    [InlineData("ftp://host/x.png")]
    public void BadgeUrl_NotWeb_IsRefused(string url) => Refused(With(First with { BadgeUrl = url }), "achievements[0].badgeUrl", "an http or https URL");

    [Theory]
    [InlineData("https://host/x.png")]
    [InlineData("/badges/x.png")]
    public void BadgeUrl_Web_IsTaken(string url) => Assert.Empty(RulebookCheck.Problems(With(First with { BadgeUrl = url })));

    [Theory]
    [InlineData("")]
    [InlineData("euro")]
    [InlineData("eur")]
    public void Units_NoCurrencyCode_IsRefused(string units) =>
        Refused(Valid with { Metrics = [Laps with { UnitType = UnitType.Currency, Units = units }] }, "metrics[0].units", "ISO 4217");

    [Fact]
    public void Units_OverLimit_IsRefused() => Refused(Valid with { Metrics = [Laps with { Units = new('u', 256) }] }, "metrics[0].units", "255");

    [Fact]
    public void SumOf_WrongParts_AreRefused()
    {
        var all = new MetricDefinition("all", "All") { SumOf = ["laps", "runs", "laps", "all", "lap"] };
        var problems = RulebookCheck.Problems(Valid with { Metrics = [Laps, all] });

        Assert.Equal(
            ["metrics[1].sumOf[1]: 'runs': the key of one metric in metrics; declare it under metrics",
             "metrics[1].sumOf[2]: 'laps': each key once; remove the repetition",
             "metrics[1].sumOf[4]: 'lap': the key of one metric in metrics; did you mean 'laps'?",
             "metrics[1].sumOf[3]: 'all': a plain metric, one without sumOf; name the metrics that it adds up"],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Streak_Requirements_AreChecked()
    {
        Refused(With(Daily with { Requirements = [] }), "streaks[0].metrics", "at least one metric");
        Refused(With(Daily with { Requirements = [new("runs", 1)] }), "streaks[0].metrics[0].metric", "metric");
        Refused(With(Daily with { Requirements = [new("laps", 1), new("laps", 2)] }), "streaks[0].metrics[1].metric", "each metric once");
        Refused(With(Daily with { Requirements = [new("laps", 0)] }), "streaks[0].metrics[0].threshold", "above 0");
        Refused(With(Daily with { Requirements = [new("laps", Limits.TotalMax + 1)] }), "streaks[0].metrics[0].threshold", "at most");
        Refused(With(Daily with { Requirements = [new("laps", 0.0000000001m)] }), "streaks[0].metrics[0].threshold", "at most 9 decimals");
        Assert.Empty(RulebookCheck.Problems(With(Daily with { Requirements = [new("laps", 0.000000001m)] })));
        Assert.Empty(RulebookCheck.Problems(With(Daily with { Requirements = [new("laps", Limits.TotalMax)] })));
    }

    [Fact]
    public void Streak_Weekdays_AreChecked()
    {
        Assert.Empty(RulebookCheck.Problems(With(Daily with { Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Friday] })));
        Refused(With(Daily with { Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Monday] }), "streaks[0].weekdays[1]", "each day once");
        Refused(With(Daily with { Frequency = StreakFrequency.Weekly, Weekdays = [IsoDayOfWeek.Monday] }), "streaks[0].weekdays", "only for daily");
    }

    [Theory]
    [InlineData(-1, 3, 1, 7, "initial")]
    [InlineData(4, 3, 1, 7, "initial")]
    [InlineData(1, 101, 1, 7, "max")]
    [InlineData(0, -1, 1, 7, "max")]
    [InlineData(0, 3, 0, 7, "earn.amount")]
    [InlineData(0, 3, 101, 7, "earn.amount")]
    [InlineData(0, 3, 1, 0, "earn.everyDays")]
    [InlineData(0, 3, 1, 10_001, "earn.everyDays")]
    public void Freezes_OutOfLimits_AreRefused(int initial, int max, int amount, int everyDays, string field) =>
        Refused(With(Daily with { Freezes = new(initial, max, amount, everyDays) }), $"streaks[0].freezes.{field}", " to ");

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 100, 100, 10_000)]
    public void Freezes_AtLimits_AreTaken(int initial, int max, int amount, int everyDays) =>
        Assert.Empty(RulebookCheck.Problems(With(Daily with { Freezes = new(initial, max, amount, everyDays) })));

    [Fact]
    public void Achievement_Condition_IsChecked()
    {
        Refused(With(First with { When = new AchievementCondition.Metric("runs", 1) }), "achievements[0].when.metric", "metric");
        Refused(With(First with { When = new AchievementCondition.Metric("laps", 0) }), "achievements[0].when.reaches", "above 0");
        Refused(With(First with { When = new AchievementCondition.Streak("weekly", 1) }), "achievements[0].when.streak", "streak");
        Refused(With(First with { When = new AchievementCondition.Streak("daily", 0) }), "achievements[0].when.reaches", "1 to 10000");
        Refused(With(First with { When = new AchievementCondition.AllOf([]) }), "achievements[0].when.all", "at least one");
        Refused(With(First with { When = new AchievementCondition.AllOf(["second"]) }), "achievements[0].when.all[0]", "achievement");
    }

    [Fact]
    public void Achievement_Filters_AreChecked()
    {
        Assert.Empty(RulebookCheck.Problems(With(First with { UserFilter = [new("plan", "pro")], EventFilter = [new("track", "north")] })));
        Refused(With(First with { UserFilter = [new("track", "north")] }), "achievements[0].where.user.track", "user attribute");
        Refused(With(First with { EventFilter = [new("plan", "pro")] }), "achievements[0].where.event.plan", "event attribute");
        Refused(With(First with { UserFilter = [new("plan", "")] }), "achievements[0].where.user.plan", "1 to 255");
        Refused(With(First with { UserFilter = [new("plan", "a"), new("plan", "b")] }), "achievements[0].where.user.plan", "each attribute once");
        Refused(With(First with { When = new AchievementCondition.Api(), EventFilter = [new("track", "north")] }), "achievements[0].where.event", "only where a metric");
    }

    [Fact]
    public void Filter_OverLimit_IsRefused()
    {
        var many = Enumerable.Range(0, 51).Select(i => $"a{i}").ToList();
        var rulebook = With(First with { UserFilter = [.. many.Select(key => new AttributeValue(key, "v"))] }) with { UserAttributes = [.. many.Select(key => new AttributeDefinition(key, key))] };

        Refused(rulebook, "achievements[0].where.user", "at most 50 items");
    }

    [Theory]
    [InlineData("a>a", "a → a")]
    [InlineData("a>b b>a", "a → b → a")]
    [InlineData("z>a a>b b>c c>b", "b → c → b")]
    [InlineData("a>b,c b>d c>d d>a", "a → b → d → a")]
    public void Achievements_Cycle_IsNamed(string edges, string cycle)
    {
        var problem = Assert.Single(RulebookCheck.Problems(new() { Achievements = Composites(edges) }));

        Assert.Equal((cycle, "no achievement needs itself"), (problem.Value, problem.Limit));
    }

    [Fact]
    public void Achievements_TwoCycles_AreBothNamed() =>
        Assert.Equal(["a → b → a", "c → d → c"], RulebookCheck.Problems(new() { Achievements = Composites("a>b b>a c>d d>c") }).Select(problem => problem.Value));

    [Fact]
    public void Achievements_LongChainAndDiamond_AreTaken()
    {
        var chain = Enumerable.Range(0, 998).Select(i => $"a{i}>a{i + 1}");

        Assert.Empty(RulebookCheck.Problems(new() { Achievements = [.. Composites(string.Join(' ', chain)), new("a998", "End", new AchievementCondition.Api())] }));
        Assert.Empty(RulebookCheck.Problems(new() { Achievements = [.. Composites("a>b,c b>d c>d"), new("d", "D", new AchievementCondition.Api())] }));
    }

    [Fact]
    public void Trigger_Condition_IsChecked()
    {
        Trigger(1, new TriggerCondition.Metric("runs", 1, []), "metric", "metric");
        Trigger(1, new TriggerCondition.Metric("laps", 0, []), "every", "1 to");
        Trigger(1, new TriggerCondition.Metric("laps", Limits.PointsMax + 1, []), "every", "1 to");
        Trigger(1, new TriggerCondition.Metric("laps", 1, [new("plan", "pro")]), "where.event.plan", "event attribute");
        Trigger(1, new TriggerCondition.Streak("weekly", 1), "streak", "streak");
        Trigger(1, new TriggerCondition.Streak("daily", 10_001), "every", "1 to 10000");
        Trigger(1, new TriggerCondition.Achievement("second"), "achievement", "achievement");
        Trigger(1, new TriggerCondition.Time(0, TriggerTimeUnit.Hour), "time.every", "1 to 10000");
        Trigger(1, new TriggerCondition.Time(10_001, TriggerTimeUnit.Day), "time.every", "1 to 10000");
    }

    [Fact]
    public void Trigger_Points_AreChecked()
    {
        Trigger(0, new TriggerCondition.Signup(), "points", "not 0");
        Trigger(Limits.PointsMax + 1, new TriggerCondition.Signup(), "points", " to ");
        Trigger(-Limits.PointsMax - 1, new TriggerCondition.Signup(), "points", " to ");
        Assert.Empty(RulebookCheck.Problems(With(Xp with { Triggers = [new("t", -Limits.PointsMax, new TriggerCondition.Metric("laps", Limits.PointsMax, [])) { BlockIfOutOfPoints = true }] })));
    }

    [Fact]
    public void Trigger_BlockIfOutOfPoints_NeedsNegativeMetricTrigger()
    {
        Refused(With(Xp with { Triggers = [new("t", 1, new TriggerCondition.Metric("laps", 1, [])) { BlockIfOutOfPoints = true }] }), "points[0].triggers[0].blockIfOutOfPoints", "negative");
        Refused(With(Xp with { Triggers = [new("t", -1, new TriggerCondition.Signup()) { BlockIfOutOfPoints = true }] }), "points[0].triggers[0].blockIfOutOfPoints", "metric");
    }

    [Fact]
    public void Trigger_UserFilter_IsChecked() =>
        Refused(With(Xp with { Triggers = [new("t", 1, new TriggerCondition.Signup()) { UserFilter = [new("team", "a")] }] }), "points[0].triggers[0].where.user.team", "user attribute");

    [Theory]
    [InlineData(0)]
    [InlineData(Limits.PointsMax + 1)]
    public void MaxPoints_OutOfLimits_IsRefused(long max) => Refused(With(Xp with { MaxPoints = max }), "points[0].maxPoints", "1 to");

    [Fact]
    public void Levels_OutOfLimitsOrOrder_AreRefused()
    {
        Assert.Empty(RulebookCheck.Problems(With(Xp with { Levels = [new("a", "A", 0), new("b", "B", Limits.PointsMax)] })));
        Refused(With(Xp with { Levels = [new("a", "A", -1)] }), "points[0].levels[0].points", "0 to");
        Refused(With(Xp with { Levels = [new("a", "A", Limits.PointsMax + 1)] }), "points[0].levels[0].points", "0 to");
        Refused(With(Xp with { Levels = [new("a", "A", 5), new("b", "B", 5)] }), "points[0].levels[1].points", "more than the level before it, 5");
        Refused(With(Xp with { Levels = [new("a", "A", 5), new("b", "B", 4)] }), "points[0].levels[1].points", "more than the level before it, 5");
    }

    [Fact]
    public void Boost_Multiplier_IsChecked()
    {
        foreach (var wrong in new[] { 0m, -1m, 1m, 1.0m, 100m })
        {
            Boost(new("b", "B", wrong, new(2026, 1, 1)), "multiplier", "above 0, below 100, not 1");
        }

        Boost(new("b", "B", 1.0000000001m, new(2026, 1, 1)), "multiplier", "at most 9 decimals");
        Assert.Empty(RulebookCheck.Problems(With(Xp with { Boosts = [new("a", "A", 99.999999999m, new(2026, 1, 1)), new("b", "B", 0.000000001m, new(2026, 1, 1))] })));
    }

    [Fact]
    public void Boost_DatesAndTarget_AreChecked()
    {
        var boost = new BoostDefinition("b", "B", 2, new(2026, 1, 2));

        Assert.Empty(RulebookCheck.Problems(With(Xp with { Boosts = [boost with { EndOn = boost.StartOn }] })));
        Boost(boost with { EndOn = new(2026, 1, 1) }, "end", "on or after the start, 2026-01-02");
        Boost(boost with { StartOn = new(1969, 12, 31) }, "start", "1970-01-01 to 2199-12-31");
        Boost(boost with { EndOn = new(2200, 1, 1) }, "end", "1970-01-01 to 2199-12-31");
        Boost(boost with { User = "u", UserFilter = [new("plan", "pro")] }, "user", "either one user or a filter");
        Boost(boost with { User = "" }, "user", "1 to 255");
        Boost(boost with { Name = new('n', 256) }, "name", "1 to 255");
        Boost(boost with { UserFilter = [new("team", "a")] }, "where.user.team", "user attribute");
    }

    [Fact]
    public void Leaderboard_RankBy_IsChecked()
    {
        Refused(With(Board with { RankBy = new RankBy.Metric("runs") }), "leaderboards[0].rankBy.metric", "metric");
        Refused(With(Board with { RankBy = new RankBy.Points("gems") }), "leaderboards[0].rankBy.points", "points system");
        Refused(With(Board with { RankBy = new RankBy.Streak("weekly") }), "leaderboards[0].rankBy.streak", "streak");
    }

    [Fact]
    public void Leaderboard_Numbers_AreChecked()
    {
        Assert.Empty(RulebookCheck.Problems(With(Board with { Limit = 1000, Repeat = new(10_000, RunUnit.Day), StartOn = new(2026, 1, 1), EndOn = new(2026, 1, 1) })));
        Assert.Empty(RulebookCheck.Problems(With(Board with { Limit = null })));
        Refused(With(Board with { Limit = 0 }), "leaderboards[0].limit", "1 to 1000");
        Refused(With(Board with { Limit = 1001 }), "leaderboards[0].limit", "1 to 1000");
        Refused(With(Board with { Repeat = new(0, RunUnit.Month) }), "leaderboards[0].repeat.every", "1 to 10000");
        Refused(With(Board with { StartOn = new(2026, 1, 2), EndOn = new(2026, 1, 1) }), "leaderboards[0].end", "on or after the start, 2026-01-02");
    }

    [Fact]
    public void Leaderboard_Breakdown_IsChecked()
    {
        Assert.Empty(RulebookCheck.Problems(With(Board with { Breakdown = ["plan"] })));
        Assert.Empty(RulebookCheck.Problems(With(Board with { EventBreakdown = "track" })));
        Refused(With(Board with { Breakdown = ["track"] }), "leaderboards[0].breakdown[0]", "user attribute");
        Refused(With(Board with { Breakdown = ["plan", "plan"] }), "leaderboards[0].breakdown[1]", "each key once");
        Refused(With(Board with { EventBreakdown = "plan" }), "leaderboards[0].breakdown.event", "event attribute");
        Refused(With(Board with { Breakdown = ["plan"], EventBreakdown = "track" }), "leaderboards[0].breakdown", "either user attributes or one event attribute");
    }

    [Fact]
    public void Leaderboard_ByStreak_HasNoRunsAndNoEventBreakdown()
    {
        var board = Board with { RankBy = new RankBy.Streak("daily") };

        Assert.Empty(RulebookCheck.Problems(With(board with { Breakdown = ["plan"] })));
        Refused(With(board with { Repeat = new(7, RunUnit.Day) }), "leaderboards[0].repeat", "not for boards ranked by a streak");
        Refused(With(board with { EventBreakdown = "track" }), "leaderboards[0].breakdown.event", "not for boards ranked by a streak");
    }

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("Europe/Bonn", false)]
    [InlineData("", false)]
    public void Leaderboard_TimeZone_MustExist(string zone, bool exists) =>
        Assert.Equal(exists, RulebookCheck.Problems(With(Board with { TimeZone = zone })).Count == 0);

    [Fact]
    public void Problems_ThousandsOfMistakes_AreCut() =>
        Assert.Equal(Limits.ProblemsMax, RulebookCheck.Problems(new() { Metrics = [.. Enumerable.Repeat(new MetricDefinition("", ""), 900)] }).Count);

    private static Rulebook With(StreakDefinition streak) => Valid with { Streaks = [streak], Achievements = [] };

    private static Rulebook With(AchievementDefinition achievement) => Valid with { Achievements = [achievement] };

    private static Rulebook With(PointsDefinition system) => Valid with { Points = [system] };

    private static Rulebook With(LeaderboardDefinition board) => Valid with { Leaderboards = [board] };

    private static ValueList<AchievementDefinition> Composites(string edges) =>
        [.. edges.Split(' ').Select(edge => edge.Split('>')).Select(edge => new AchievementDefinition(edge[0], edge[0], new AchievementCondition.AllOf([.. edge[1].Split(',')])))];

    private static void Trigger(long points, TriggerCondition when, string field, string limit) =>
        Refused(With(Xp with { Triggers = [new("t", points, when)] }), $"points[0].triggers[0].{field}", limit);

    private static void Boost(BoostDefinition boost, string field, string limit) =>
        Refused(With(Xp with { Boosts = [boost] }), $"points[0].boosts[0].{field}", limit);

    /// <summary>There is exactly this problem, it says what is allowed and how to mend it.</summary>
    private static void Refused(Rulebook rulebook, string path, string limit)
    {
        var problem = Assert.Single(RulebookCheck.Problems(rulebook));
        Assert.Equal(path, problem.Path);
        Assert.Contains(limit, problem.Limit, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
    }
}
