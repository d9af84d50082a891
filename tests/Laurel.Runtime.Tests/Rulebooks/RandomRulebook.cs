using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Core.Users;
using NodaTime;

namespace Laurel.Runtime.Tests.Rulebooks;

/// <summary>Valid rulebooks that use everything, the same one for the same seed.</summary>
internal sealed class RandomRulebook(int seed)
{
    private readonly Random random = new(seed);

    public Rulebook Next() => new()
    {
        Metrics = [new("m0", "m0"), .. Some("m", i => Metric($"m{i + 1}"))],
        UserAttributes = [new("plan", "plan"), new("city", Name())],
        EventAttributes = [new("subject", Name())],
        Calendars = [new("holidays", Name(), [Day(), new(2199, 12, 31)])],
        Streaks = [Streak("s0") with { IsDefault = Maybe() }, .. Some("s", i => Streak($"s{i + 1}"))],
        Achievements = [new("a0", "a0", new AchievementCondition.Api()), .. Some("a", i => Achievement($"a{i + 1}"))],
        Points = [System("p0") with { Triggers = [] }, .. Some("p", i => System($"p{i + 1}"))],
        Leaderboards = [.. Some("b", i => Board($"b{i}"))],
        ControlPercent = Of(0, 1, 100),
    };

    private IEnumerable<T> Some<T>(string kind, Func<int, T> make) => Enumerable.Range(0, random.Next(kind.Length + 3)).Select(make);

    private bool Maybe() => random.Next(2) == 0;

    private T Of<T>(params T[] choices) => choices[random.Next(choices.Length)];

    private T Word<T>()
        where T : struct, Enum => Of(Enum.GetValues<T>());

    private string Name() => Of("Läufe 🏅", "a: b # c", "- x", "null", "10", "true", "'quoted' \"twice\"", "\\back/slash", " blank ", "2026-03-02", "~");

    private string? Text() => Of(null, "", "two\nlines", Name());

    private string? Url() => Of(null, "/badges/1.png", "https://example.org/a?b=c&d=é");

    private decimal Amount() => Of(1m, 0.000000001m, 10m, 2.50m, 999_999_999_999_999_999m, 1_000_000_000_000_000_000m);

    private LocalDate Day() => new LocalDate(1970, 1, 1).PlusDays(random.Next(80_000));

    private ValueList<AttributeValue> UserFilter() => Of<ValueList<AttributeValue>>([], [new("plan", Name())], [new("city", Name()), new("plan", Name())]);

    private ValueList<AttributeValue> EventFilter() => Of<ValueList<AttributeValue>>([], [new("subject", Name())]);

    private MetricDefinition Metric(string key) => Of(
        new MetricDefinition(key, key) { Units = "km" },
        new MetricDefinition(key, Name()) { UnitType = UnitType.Currency, Units = "EUR" },
        new MetricDefinition(key, Name()) { SumOf = ["m0"] });

    private StreakDefinition Streak(string key)
    {
        var streak = new StreakDefinition(key, Maybe() ? key : Name(), Word<StreakFrequency>())
        {
            Mode = Word<StreakMode>(),
            Requirements = [new("m0", Amount())],
            WeekStart = Of(IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday),
            Neutral = Of(null, "holidays"),
            IsPersonal = Maybe(),
            DayStart = Of(LocalTime.Midnight, new LocalTime(4, 0), new LocalTime(23, 59)),
            Repair = Of<RepairSettings?>(null, new(1, null), new(Limits.RepairDaysMax, new("p0", Limits.PointsMax))),
            Freezes = Of(null, new FreezeSettings(0, 100, 0, 0), new FreezeSettings(1, 3, 1, 7) { Price = new("p0", 5), Grants = [new FreezeGrant.Streak("s0", 30, 1), new FreezeGrant.Achievement("a0", 2)] }, new FreezeSettings(0, 0, 100, 10_000)),
        };
        streak = streak.Frequency != StreakFrequency.Daily && Maybe() ? streak with { DaysNeeded = Of(1, 7) } : streak;
        return streak.Frequency == StreakFrequency.Daily && Maybe() ? streak with { Weekdays = [IsoDayOfWeek.Tuesday, IsoDayOfWeek.Monday] } : streak;
    }

    private AchievementDefinition Achievement(string key)
    {
        var when = Of<AchievementCondition>(
            new AchievementCondition.Metric("m0", Amount()), new AchievementCondition.Streak("s0", random.Next(1, 10_001)),
            new AchievementCondition.Api(), new AchievementCondition.AllOf(["a0"]),
            new AchievementCondition.Meets(new Condition.Any([Condition(1), Condition(1)])), new AchievementCondition.Meets(new Condition.Not(Condition(1))));
        return new(key, Maybe() ? key : Name(), when)
        {
            Description = Text(),
            BadgeUrl = Url(),
            Status = Word<AchievementStatus>(),
            OnRetract = Word<OnRetract>(),
            UserFilter = UserFilter(),
            EventFilter = when is AchievementCondition.Metric ? EventFilter() : [],
            MaxTimes = Of(1, 1, 2, 10_000),
            Requires = Of<ValueList<string>>([], ["a0"]),
            FromOn = Maybe() ? new LocalDate(2000, 1, 31) : null,
            UntilOn = Maybe() ? new LocalDate(2026, 3, 2) : null,
            Labels = Of(AchievementLabels.None, new() { IsSecret = true, Category = Name(), Points = 5, PartOf = "a0", Share = 25 }, new() { Season = Name(), Rarity = Name(), Images = new(Url(), "/a.png", null, Url()) }),
        };
    }

    private Condition Condition(int depth) => Of<Func<Condition>>(
        () => new Condition.Metric(Measure(), new(Word<Laurel.Core.Conditions.Comparison>(), random.Next(1, 999))),
        () => new Condition.Streak("s0", Word<StreakMeasure>(), new(Word<Laurel.Core.Conditions.Comparison>(), random.Next(1, 999))),
        () => new Condition.Balance("p0", new(Word<Laurel.Core.Conditions.Comparison>(), random.Next(1, 999))),
        () => new Condition.Achievement("a0"),
        () => new Condition.User([new("plan", Name())]),
        () => depth > 1 ? new Condition.Achievement("a0") : new Condition.All([Condition(depth + 1), Condition(depth + 1)]),
        () => depth > 1 ? new Condition.Achievement("a0") : new Condition.AtLeast(1, [Condition(depth + 1)]),
        () => new Condition.Sequence([new Condition.Achievement("a0"), new Condition.User([new("plan", Name())])]))();

    private MetricMeasure Measure()
    {
        var aggregation = Word<MetricAggregation>();
        return new("m0", aggregation)
        {
            Attribute = aggregation == MetricAggregation.Distinct ? "subject" : null,
            EventFilter = EventFilter(),
            MinValue = Of<decimal?>(null, 0, -1.5m),
            Window = Of<Window?>(null, new Window.Sliding(Duration.FromMinutes(random.Next(1, 10_000))), new Window.Running(Word<WindowPeriod>())),
        };
    }

    private PointsDefinition System(string key) => WithLevels(new(key, Maybe() ? key : Name())
    {
        Description = Text(),
        BadgeUrl = Url(),
        MaxPoints = Of<long?>(null, 1, Limits.PointsMax),
        Triggers = [.. Some("t", i => Trigger($"t{i}"))],
        Boosts = [.. Some("b", i => Boost($"b{i}"))],
        Limits = [.. Some("l", _ => Limit()).Where(limit => limit.Span is LimitSpan.Per)],
        Floor = Of(0, -1, -Limits.PointsMax),
        AllowsTransfers = Maybe(),
        Expiry = Of<PointsExpiry?>(null, new(1), new(Limits.ExpiryDaysMax, ExpiryFrom.LastEarned)),
        Stacking = Word<BoostStacking>(),
    });

    private PointsDefinition WithLevels(PointsDefinition system)
    {
        var leveled = Maybe()
            ? system with { Levels = [.. Some("l", i => new LevelDefinition($"level-{i + 1}", Name(), i * 10) { Description = Text() ?? "", BadgeUrl = Url() })] }
            : system with { Generator = Generator() };
        var cap = leveled.Levels.Count > 0 && Maybe() ? "level-1" : null;
        return leveled with { Prestige = leveled.Levels.Count == 0 ? null : Prestige(leveled), LevelPolicy = new() { Follow = Word<LevelFollow>(), Cap = cap, AtCap = cap is null ? AtLevelCap.Continue : Word<AtLevelCap>() } };
    }

    private PrestigeDefinition? Prestige(PointsDefinition system) => Of<PrestigeDefinition?>(null, new(system.Levels[0].Key), new(system.Levels[^1].Key)
    {
        Price = new("p0", 3), MaxTimes = 7, CoolDown = Duration.FromHours(36), Bonus = 0.1m,
        ResetPoints = system.Key == "p0" ? [] : ["p0"], ResetMetrics = ["m0"], ResetAchievements = ["a0"],
    });

    private LevelGenerator Generator()
    {
        var generator = new LevelGenerator(random.Next(1, 20), Of(1L, 100L, 120L), Of(1m, 1.3m, 1.50m, 1.000000001m, 2m)) { Rounding = Word<LevelRounding>(), Name = Of("Level", Name()) };
        return Maybe() ? generator : generator with { SoftCap = random.Next(1, 20), GrowthAfter = Of(1m, 1.1m, 2m) };
    }

    private TriggerDefinition Trigger(string key)
    {
        var when = Of<TriggerCondition>(
            new TriggerCondition.Metric("m0", Of(1, 7, Limits.PointsMax), EventFilter()), new TriggerCondition.Streak("s0", random.Next(1, 3)),
            new TriggerCondition.Achievement("a0"), new TriggerCondition.Level("p0", null), new TriggerCondition.Completed(random.Next(1, 101), Of<ValueList<string>>([], ["a0"])), new TriggerCondition.Time(random.Next(1, 10_001), Word<TriggerTimeUnit>()), new TriggerCondition.Signup());
        var points = Of(1, -1, Limits.PointsMax, -Limits.PointsMax);
        var trigger = new TriggerDefinition(key, points, when)
        {
            IsActive = Maybe(),
            UserFilter = UserFilter(),
            BlockIfOutOfPoints = points < 0 && when is TriggerCondition.Metric && Maybe(),
        };
        return when is TriggerCondition.Time ? trigger : trigger with
        {
            Limits = [.. Some("l", _ => Limit()).Where(limit => points > 0 || limit.Unit == LimitUnit.Awards)],
            CoolDown = Of<Duration?>(null, Duration.FromSeconds(90), Duration.FromHours(1), Duration.FromDays(366)),
            OncePer = when is TriggerCondition.Metric ? Of(null, "subject") : null,
            Diminishing = Of<ValueList<DiminishingStep>>([], [new(3, 0.5m), new(10_000, 0)]),
            Modifiers = when is TriggerCondition.Metric && points > 0 && Maybe() ? new(Word<ModifierCombination>(), [Modifier(), Modifier()]) : null,
            Window = Of<DayWindow?>(null, new(new(6, 30), null), new(new(22, 0), new(2, 0))),
        };
    }

    private Modifier Modifier() => Of<Modifier>(
        new Modifier.Equal("subject", Name(), Of(0m, 1.50m)), new Modifier.Compared("subject", Word<Laurel.Core.Conditions.Comparison>(), "subject", Of(1, 0.5m), 1.2m), new Modifier.Streak("s0", 0.05m, 2));

    private PointsLimit Limit() => Of<PointsLimit>(
        new(Word<LimitUnit>(), Of(1, Limits.PointsMax), new LimitSpan.Per(Word<LimitPeriod>())),
        new(LimitUnit.Awards, random.Next(1, 101), new LimitSpan.Within(Duration.FromMinutes(random.Next(1, 100_000)))));

    private BoostDefinition Boost(string key)
    {
        var boost = new BoostDefinition(key, Name(), Of(2m, 0.5m, 1.10m, 99.999999999m), Day()) { Rounding = Word<Rounding>(), UserFilter = UserFilter() };
        boost = Maybe() ? boost with { EndOn = boost.StartOn.PlusDays(random.Next(100)) } : boost;
        return boost.UserFilter.Count == 0 && Maybe() ? boost with { User = Name() } : boost;
    }

    private LeaderboardDefinition Board(string key)
    {
        var board = new LeaderboardDefinition(key, Maybe() ? key : Name(), Of<RankBy>(new RankBy.Metric("m0"), new RankBy.Points("p0"), new RankBy.Streak("s0"), new RankBy.Weighted([new("m0", Of(1m, -2.5m, 1000m))])))
        {
            Description = Text(),
            Status = Word<LeaderboardStatus>(),
            StartOn = Of(new(1970, 1, 1), Day()),
            Entry = Of(null, new EntryFilter { MinimumCount = 3, Except = [new("plan", Name()), new("plan", "bot")] }, new EntryFilter { ActiveWithinDays = 14, Achievement = "a0" }),
            AnonymousName = Of("Anonymous", Name()),
            Order = Word<RankOrder>(),
            TieBreakers = Of<ValueList<TieBreaker>>([], [new(new TieSource.Metric("m0", Aggregation.Latest))], [new(new TieSource.Points("p0", Aggregation.Sum), RankOrder.Ascending), new(new TieSource.Metric("m0", Aggregation.Count))]),
            Limit = Of<int?>(null, 1, 1000),
            TimeZone = Of(null, "UTC", "Europe/Berlin"),
            Ranks = Word<RankKind>(),
            Breakdown = Of<ValueList<string>>([], ["plan"], ["city", "plan"]),
        };
        board = board with { EndOn = Of<LocalDate?>(null, board.StartOn.PlusDays(random.Next(100))) };
        return board.RankBy is RankBy.Streak ? board : board with
        {
            Aggregation = board.RankBy is RankBy.Weighted ? Aggregation.Sum : Word<Aggregation>(),
            WindowFrom = Of<LocalTime?>(null, new(6, 30), new(23, 59, 59), LocalTime.Midnight.PlusNanoseconds(1)),
            WindowTo = Of<LocalTime?>(null, LocalTime.Midnight, new(22, 0)),
            Repeat = Of(null, new RunRepeat(random.Next(1, 10_001), Word<RunUnit>())),
            EventBreakdown = board.Breakdown.Count == 0 && Maybe() ? "subject" : null,
        };
    }
}
