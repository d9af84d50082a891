using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class PrestigeTests
{
    private static readonly PrestigeDefinition Prestige = new("two") { Bonus = 0.1m };

    private static Rulebook Rules(PrestigeDefinition? prestige, LevelFollow follow = LevelFollow.Balance) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("other"), Make.Metric("spend"), Make.Metric("gem")],
        Points =
        [
            Make.Points("xp", Make.PerUnit("work", 10), Make.PerUnit("spend", -1)) with
            {
                Levels = [Make.Level("one", 10), Make.Level("two", 100)],
                LevelPolicy = new() { Follow = follow },
                Prestige = prestige,
            },
            Make.Points("gems", Make.PerUnit("gem", 1), new TriggerDefinition("per-level", 5, new TriggerCondition.Level("xp", "two"))),
        ],
        Achievements = [Make.Reaches("worker", "work", 3), Make.Reaches("other", "other", 1)],
    };

    [Fact]
    public void Prestige_GivesUpTheBalanceAndRaisesAwards() => Scenario.Play(Rules(Prestige) with { Achievements = [] }, """
        2026-03-01T10:00Z | prestige xp   | rejected unknown_user
        2026-03-01T10:00Z | event work 9  | xp +90 = 90; level xp none > one
        2026-03-01T10:00Z | prestige xp   | rejected prestige_level_missing
        2026-03-01T10:00Z | event work 3  | xp +30 = 120; level xp one > two; gems +5 = 5
        2026-03-01T10:00Z | prestige xp   | prestige xp 1 from two; xp -120 = 0 reset; level xp two > none
        2026-03-01T10:00Z | event work 1  | xp +11 = 11 of 10 x1.1; level xp none > one
        2026-03-01T10:00Z | event work 10 | xp +110 = 121 of 100 x1.1; level xp one > two; gems +5 = 10
        2026-03-01T10:00Z | prestige xp   | prestige xp 2 from two; xp -121 = 0 reset; level xp two > none
        2026-03-01T10:00Z | event work 1  | xp +12 = 12 of 10 x1.2; level xp none > one
        2026-03-01T10:00Z | event spend 2 | xp -2 = 10
        2026-03-01T10:00Z | prestige gems | rejected prestige_disabled
        2026-03-01T10:00Z | prestige px   | rejected unknown_points_system
        """);

    [Fact]
    public void Prestige_WithResets_TakesWhatIsNamedAndLeavesTheRest()
    {
        var rules = Rules(Prestige with { ResetPoints = ["gems"], ResetMetrics = ["work"], ResetAchievements = ["worker"] });
        var played = Scenario.Play(rules, """
            2026-03-01T10:00Z | event other 1  | done other
            2026-03-01T10:00Z | event work 12  | done worker; xp +120 = 120; level xp none > one; level xp one > two; gems +5 = 5
            2026-03-01T10:00Z | prestige xp    | prestige xp 1 from two; lost worker; xp -120 = 0 reset; level xp two > none; gems -5 = 0 reset
            2026-03-01T10:00Z | event other 1  | nothing
            2026-03-01T10:00Z | event work 2   | xp +22 = 22 of 20 x1.1; level xp none > one
            2026-03-01T10:00Z | event work 1   | done worker 2; xp +11 = 33 of 10 x1.1
            2026-03-01T10:00Z | event work 5   | xp +55 = 88 of 50 x1.1
            """);
        Assert.Equal(8, played.State.Counters[0]);
    }

    [Fact]
    public void Price_MaximumAndCoolDown_AreHeld() => Scenario.Play(
        Rules(Prestige with { Price = new("gems", 5), MaxTimes = 2, CoolDown = Duration.FromDays(7) }) with { Achievements = [] }, """
        2026-03-01T10:00Z | event work 10 | xp +100 = 100; level xp none > one; level xp one > two; gems +5 = 5
        2026-03-01T10:00Z | prestige xp   | gems -5 = 0 spent; prestige xp 1 from two; xp -100 = 0 reset; level xp two > none
        2026-03-01T10:00Z | event work 10 | xp +110 = 110 of 100 x1.1; level xp none > one; level xp one > two; gems +5 = 5
        2026-03-08T09:59Z | prestige xp   | rejected prestige_too_soon
        2026-03-08T10:00Z | adjust gems -1 | gems -1 = 4 adjustment
        2026-03-08T10:00Z | prestige xp   | rejected out_of_points
        2026-03-08T10:00Z | adjust gems 1 | gems +1 = 5 adjustment
        2026-03-08T10:00Z | prestige xp   | gems -5 = 0 spent; prestige xp 2 from two; xp -110 = 0 reset; level xp two > none
        2026-05-01T10:00Z | event work 10 | xp +120 = 120 of 100 x1.2; level xp none > one; level xp one > two; gems +5 = 5
        2026-05-01T10:00Z | prestige xp   | rejected prestige_limit
        """);

    [Fact]
    public void Level_AtItsHighestMark_GoesWithAnEmptyBalanceToo() => Scenario.Play(Rules(Prestige, LevelFollow.HighWater) with { Achievements = [] }, """
        2026-03-01T10:00Z | event work 10   | xp +100 = 100; level xp none > one; level xp one > two; gems +5 = 5
        2026-03-01T10:00Z | event spend 100 | xp -100 = 0
        2026-03-01T10:00Z | prestige xp     | prestige xp 1 from two; level xp two > none
        2026-03-01T10:00Z | event work 1    | xp +11 = 11 of 10 x1.1; level xp none > one
        """);

    [Fact]
    public void Bonus_MultipliesModifiedAndBoostedAwardsOnce()
    {
        var rules = Rules(Prestige) with { Achievements = [] };
        rules = rules with { Points = [rules.Points[0] with { Boosts = [Make.Boost("more", 1.5m)] }] };
        Scenario.Play(rules, """
            2026-03-01T10:00Z | event work 7 | xp +105 = 105 of 70 x1.5; level xp none > one; level xp one > two
            2026-03-01T10:00Z | prestige xp  | prestige xp 1 from two; xp -105 = 0 reset; level xp two > none
            2026-03-01T10:00Z | event work 1 | xp +16 = 16 of 10 x1.65; level xp none > one
            """);
    }

    [Fact]
    public void Board_OfPointsAndMetrics_KeepsWhatWasEarned()
    {
        var rules = Rules(Prestige with { ResetMetrics = ["work"] }) with { Achievements = [], Leaderboards = [Make.Board("b", new RankBy.Points("xp")), Make.Board("m", new RankBy.Metric("work"))] };
        Scenario.Play(rules with { Points = [rules.Points[0]] }, """
            2026-03-01T10:00Z | event work 10 | xp +100 = 100; level xp none > one; level xp one > two; score m 1970-01-01 = 10; score b 1970-01-01 = 100
            2026-03-01T10:00Z | prestige xp   | prestige xp 1 from two; xp -100 = 0 reset; level xp two > none
            2026-03-01T10:00Z | event work 1  | xp +11 = 11 of 10 x1.1; level xp none > one; score m 1970-01-01 = 11; score b 1970-01-01 = 111
            """);
    }

    [Fact]
    public void Conditions_OfResetAchievements_StartOver()
    {
        var sequence = new Condition.Sequence([new Condition.Metric(new("work", MetricAggregation.Total), Goal.Reaching(2)), new Condition.Metric(new("other", MetricAggregation.Total), Goal.Reaching(1))]);
        var rules = Rules(Prestige with { ResetMetrics = ["work", "other"], ResetAchievements = ["steps", "again"] }) with
        {
            Achievements =
            [
                new("steps", "steps", new AchievementCondition.Meets(sequence)),
                Make.Reaches("again", "gem", 2) with { MaxTimes = 2 },
            ],
        };
        Scenario.Play(rules with { Points = [rules.Points[0]] }, """
            2026-03-01T10:00Z | event work 10 | xp +100 = 100; level xp none > one; level xp one > two
            2026-03-01T10:00Z | event other 1 | done steps
            2026-03-01T10:00Z | event gem 5   | done again
            2026-03-01T10:00Z | event gem 2   | done again 2
            2026-03-01T10:00Z | event gem 2   | nothing
            2026-03-01T10:00Z | prestige xp   | prestige xp 1 from two; lost steps; lost again; xp -100 = 0 reset; level xp two > none
            2026-03-01T10:00Z | event other 1 | nothing
            2026-03-01T10:00Z | event work 2  | xp +22 = 22 of 20 x1.1; level xp none > one
            2026-03-01T10:00Z | event other 1 | done steps 2
            2026-03-01T10:00Z | event gem 2   | done again 3
            2026-03-01T10:00Z | event gem 2   | done again 4
            2026-03-01T10:00Z | event gem 2   | nothing
            """);
    }

    [Fact]
    public void Version_AfterAPrestige_DerivesWhatCountsSinceThen() => Scenario.Play(
        Make.Versions(
            Rules(Prestige with { ResetMetrics = ["work"], ResetAchievements = ["worker"] }),
            ("2026-03-02T00:00:00Z", Rules(Prestige with { ResetMetrics = ["work"], ResetAchievements = ["worker"] }) with { Achievements = [Make.Reaches("worker", "work", 2), Make.Reaches("other", "other", 1)] })),
        """
        2026-03-01T10:00Z | event work 12 | done worker; xp +120 = 120; level xp none > one; level xp one > two; gems +5 = 5
        2026-03-01T10:00Z | prestige xp   | prestige xp 1 from two; lost worker; xp -120 = 0 reset; level xp two > none
        2026-03-01T10:00Z | event work 2  | xp +22 = 22 of 20 x1.1; level xp none > one
        2026-03-02T10:00Z | tick          | done worker 2 backdated @2026-03-01T10:00Z
        """);

    [Fact]
    public void Check_FindsWhatIsWrong()
    {
        var problems = RulebookCheck.Problems(Rules(new("tow")
        {
            Price = new("gem", 1), MaxTimes = 0, CoolDown = Duration.FromDays(367), Bonus = 11, ResetPoints = ["xp"], ResetMetrics = ["wrok"], ResetAchievements = ["worker", "worker"],
        }));
        Assert.Equal(
            ["level", "price.points", "maxTimes", "bonus", "coolDown", "resets.metrics[0]", "resets.achievements[1]", "resets.points"],
            problems.Select(problem => problem.Path["points[0].prestige.".Length..]));
    }
}
