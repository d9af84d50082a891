using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using NodaTime;

namespace Laurel.Core.Tests.Properties;

/// <summary>Random rulebooks with a bit of everything, and random lives of a user under them.</summary>
internal static class Story
{
    private static readonly string[] Zones = ["UTC", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "Africa/Cairo", "Europe/Berlin"];
    private static readonly string[] Values = ["x", "y"];

    public static Rulebook Rules(Random random) => new()
    {
        Metrics = [Make.Metric("a"), Make.Metric("b"), Make.Metric("both", "a", "b")],
        UserAttributes = [Make.Attribute("city")],
        EventAttributes = [Make.Attribute("kind")],
        Streaks =
        [
            Make.Streak("daily", "a", random.Next(1, 3)) with { Freezes = random.Chance(60) ? new FreezeSettings(random.Next(3), 4, random.Next(3), random.Next(1, 4)) { Price = random.Chance(50) ? new("xp", 10) : null, Grants = [new FreezeGrant.Streak("weekly", 1, 1), new FreezeGrant.Achievement("few", 2)] } : null, Repair = random.Chance(50) ? new(random.Next(1, 8), random.Chance(50) ? new("xp", 5) : null) : null },
            Make.Streak("weekly", "both", 2, StreakFrequency.Weekly) with { IsDefault = random.Chance(50), IsPersonal = random.Chance(70), DayStart = new(random.Pick([0, 0, 4]), 0), WeekStart = (IsoDayOfWeek)random.Next(1, 8) },
        ],
        Achievements =
        [
            Make.Reaches("few", "a", random.Next(1, 6)), Make.Reaches("many", "both", random.Next(5, 30)) with { EventFilter = Make.Filter(("kind", "x")) },
            Make.Lasts("row", "daily", random.Next(1, 4)), Make.ByApi("said"), Make.AllOf("all", "few", "row", "said") with { UserFilter = random.Chance(30) ? Make.Filter(("city", "x")) : [] },
        ],
        Points = [Xp(random), Energy(random)],
        Leaderboards =
        [
            Make.Board("xp", new RankBy.Points("xp"), "2011-01-01") with { Repeat = new(random.Next(1, 10), RunUnit.Day), Breakdown = random.Chance(50) ? ["city"] : [] },
            Make.Board("a", new RankBy.Metric("a")) with { EventBreakdown = "kind", TimeZone = random.Chance(50) ? "Pacific/Apia" : null },
            Make.Board("streaks", new RankBy.Streak("daily")),
            Make.Board("best", new RankBy.Metric("a"), "2011-01-01") with
            {
                Aggregation = random.Pick([Aggregation.Maximum, Aggregation.Minimum, Aggregation.Latest]), Repeat = random.Chance(50) ? new(20, RunUnit.Day) : null,
                TieBreakers = [new(new TieSource.Event("kind")), new(new TieSource.Metric("b", Aggregation.Count), RankOrder.Ascending)], Entry = Entry(random),
            },
            Make.Board("mean", new RankBy.Metric("both")) with { Aggregation = Aggregation.Average, Breakdown = random.Chance(50) ? ["city"] : [], Entry = Entry(random) },
            Make.Board("sum", new RankBy.Weighted([new("a", 2), new("b", -0.5m)])) with { Entry = Entry(random) },
        ],
    };

    /// <summary>Inputs in order, ticks left out; some at the same instant, some far apart.</summary>
    public static List<Input> Inputs(Random random, int count)
    {
        var at = Make.At(random.Pick(["2011-12-26T10:00Z", "2026-03-26T00:00Z", "2026-10-23T12:00Z"]));
        var inputs = new List<Input>();
        for (var i = 1; i <= count; i++)
        {
            at += Duration.FromMinutes(30 * random.Next(random.Pick([1, 12, 60, 200])));
            inputs.Add(One(random, new InputId(new Guid(i, 0, 0, new byte[8])), at));
        }

        return inputs;
    }

    /// <summary>One to three versions of random rules that take effect somewhere between the inputs.</summary>
    public static IReadOnlyList<Plan> Versions(Random random, List<Input> inputs)
    {
        var changes = Enumerable.Range(0, random.Next(3)).Select(_ => random.Pick([.. inputs]).At + Duration.FromMinutes(random.Next(60))).Order();
        return [new Plan(Rules(random), 1, Instant.MinValue), .. changes.Select((at, i) => new Plan(Rules(random), i + 2, at))];
    }

    /// <summary>State and facts after all inputs; a refused one changes nothing.</summary>
    public static (UserState? State, List<Fact> Facts) Live(Timeline timeline, IEnumerable<Input> inputs)
    {
        UserState? state = null;
        var facts = new List<Fact>();
        var journal = new List<Input>();
        foreach (var input in inputs)
        {
            var evaluated = Evaluator.Evaluate(timeline, state, input);
            evaluated = evaluated is Evaluated.NeedsHistory ? Evaluator.Evaluate(timeline, state, input, journal) : evaluated;
            if (evaluated is Evaluated.Accepted accepted)
            {
                facts.AddRange(accepted.Facts);
                state = accepted.Next;
                journal.Add(input);
            }
        }

        return (state, facts);
    }

    private static PointsDefinition Xp(Random random) =>
        Make.Points("xp", Limited(random, Make.PerUnit("a", 5)), Make.PerUnit("b", -3, 2) with { BlockIfOutOfPoints = random.Chance(50) }, Make.PerStreak("daily", 20, random.Next(1, 4)), Make.PerAchievement("all", 100), Make.Signup(10)) with
        {
            Levels = [Make.Level("zero", random.Next(2)), Make.Level("one", 20), Make.Level("two", 40), Make.Level("three", 200)],
            Boosts = [Make.Boost("double", 2, "2011-12-30", "2026-03-29"), Make.Boost("more", 1.25m, "2026-03-28") with { Rounding = Rounding.Up }],
            Prestige = random.Chance(50) ? new("one")
            {
                Price = random.Chance(30) ? new("energy", 2) : null, Bonus = 0.1m, CoolDown = random.Chance(30) ? Duration.FromHours(12) : null, MaxTimes = random.Next(1, 5),
                ResetPoints = random.Chance(50) ? ["energy"] : [], ResetMetrics = random.Chance(50) ? ["a", "both"] : [], ResetAchievements = random.Chance(50) ? ["few", "all", "row"] : [],
            } : null,
            MaxPoints = random.Chance(30) ? 150 : null,
            AllowsTransfers = true,
            Limits = random.Chance(30) ? [new(LimitUnit.Points, 60, new LimitSpan.Per(LimitPeriod.Week))] : [],
            Expiry = random.Chance(40) ? new(random.Next(1, 15), random.Pick(Enum.GetValues<ExpiryFrom>())) : null,
            LevelPolicy = new() { Follow = random.Pick(Enum.GetValues<LevelFollow>()), Cap = random.Chance(30) ? "two" : null },
        };

    private static TriggerDefinition Limited(Random random, TriggerDefinition trigger) => random.Next(6) switch
    {
        0 => trigger with { Limits = [new(LimitUnit.Awards, 2, new LimitSpan.Per(random.Pick(Enum.GetValues<LimitPeriod>()))), new(LimitUnit.Points, 12, new LimitSpan.Per(LimitPeriod.Day))] },
        1 => trigger with { Limits = [new(LimitUnit.Awards, 2, new LimitSpan.Within(Duration.FromHours(5)))], CoolDown = Duration.FromHours(1) },
        2 => trigger with { OncePer = "kind" },
        3 => trigger with { Diminishing = [new(1, 0.5m), new(3, 0)], Window = new(new(8, 0), new(2, 0)) },
        4 => trigger with { Modifiers = new(random.Pick(Enum.GetValues<ModifierCombination>()), [new Modifier.Equal("kind", "x", 1.5m), new Modifier.Streak("daily", 0.05m, 1.1m)]) },
        _ => trigger,
    };

    private static EntryFilter? Entry(Random random) => random.Next(5) switch
    {
        0 => new() { ActiveWithinDays = random.Next(1, 4) },
        1 => new() { MinimumCount = random.Next(2, 5), Except = [new("city", "y")] },
        2 => new() { Level = new("xp", random.Pick(["one", "two"])), ActiveWithinDays = 5 },
        3 => new() { Achievement = random.Pick(["few", "row"]) },
        _ => null,
    };

    private static PointsDefinition Energy(Random random) =>
        Make.Points("energy", new TriggerDefinition("leveled", 4, new TriggerCondition.Level("xp", null)), new TriggerDefinition("share", 1, new TriggerCondition.Completed(25, [])), Make.Hours("refill", 2, random.Next(1, 8)), Make.Days("bonus", 3, random.Next(1, 4)), Make.Days("decay", -1, random.Next(1, 3)), Make.PerUnit("b", -2)) with
        {
            Expiry = random.Chance(30) ? new(1) : null,
            MaxPoints = random.Next(3, 12),
            Floor = random.Chance(30) ? -3 : 0,
            Stacking = random.Pick(Enum.GetValues<BoostStacking>()),
        };

    private static StreakPatch PatchOf(Random random) => random.Next(3) switch
    {
        0 => new("daily") { IsEnabled = new(random.Chance(60)) },
        1 => new("weekly") { IsEnabled = new(random.Chance(60)), Mode = new(random.Pick<StreakMode?>([null, StreakMode.All])) },
        _ => new("weekly") { Requirements = new(random.Pick<ValueList<StreakRequirement>?>([null, [new("a", 1)], [new("b", 1), new("a", 2)]])) },
    };

    private static Input One(Random random, InputId id, Instant at)
    {
        var patch = UserPatch.Nothing with
        {
            TimeZone = random.Chance(10) ? new(random.Pick(Zones)) : default,
            Streaks = random.Chance(5) ? [PatchOf(random)] : [],
            LeaderboardsOptOut = random.Chance(5) ? new(random.Chance(50)) : default,
            Attributes = random.Chance(10) ? [KeyValuePair.Create("city", random.Pick(["x", "y", null]))] : [],
        };
        Input input = random.Next(17) switch
        {
            0 => new Identify(id, "u", at),
            1 => new CompleteAchievement(id, "u", at, "said"),
            2 => new GrantFreezes(id, "u", at, "daily", 1),
            3 when random.Chance(50) => new PauseStreak(id, "u", at, at.InUtc().Date.PlusDays(random.Next(3)), at.InUtc().Date.PlusDays(random.Next(2, 6))),
            3 => new RestoreStreak(id, "u", at, random.Pick(["daily", "weekly"])),
            12 => new AdjustPoints(id, "u", at, random.Pick(["xp", "energy"]), random.Pick([5L, -5L, 30L])) { Reason = "r", Author = "a" },
            13 when random.Chance(50) => new SendPoints(id, "u", at, "xp", 3) { To = "v", Transfer = id.Value },
            13 => new ReceivePoints(id, "u", at, "xp", 4) { From = "v", Transfer = id.Value },
            14 => new BuyFreezes(id, "u", at, "daily", random.Next(1, 3)),
            16 => new Prestige(id, "u", at, "xp"),
            15 => new RepairStreak(id, "u", at, "daily"),
            4 when random.Chance(30) => new RemovePause(id, "u", at, new InputId(new Guid(random.Next(50), 0, 0, new byte[8]))),
            _ => new MetricEvent(id, "u", at, random.Pick(["a", "b"]), random.Pick([1m, 1m, 2m, 0.5m, -1m]))
            {
                Attributes = random.Chance(50) ? AttributeSet.Of([KeyValuePair.Create("kind", random.Pick(Values))]) : AttributeSet.Empty,
            },
        };
        return input with { Patch = patch };
    }
}
