using Laurel.Core.Achievements;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class ReachedTests
{
    private static readonly PointsDefinition Xp = Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("buy", -1)) with
    {
        Levels = [Make.Level("one", 10), Make.Level("two", 20), Make.Level("three", 30)],
    };

    private static TriggerDefinition Level(string key, long points, string? level = null, string system = "xp") => new(key, points, new TriggerCondition.Level(system, level));

    private static Rulebook Rules(params PointsDefinition[] systems) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("buy")],
        Achievements = [Make.ByApi("a"), Make.ByApi("b"), Make.ByApi("c"), Make.AllOf("all", "a", "b")],
        Points = [.. systems],
    };

    [Fact]
    public void Level_Reached_PaysEachForTheFirstTimeOnly() => Scenario.Play(Rules(Xp, Make.Points("gems", Level("any", 5), Level("top", 50, "three"))), """
        2026-03-01T10:00Z | event work 25 | xp +25 = 25; level xp none > one; level xp one > two; gems +5 = 5; gems +5 = 10
        2026-03-01T10:00Z | event buy 20  | xp -20 = 5; level xp two > none
        2026-03-01T10:00Z | event work 25 | xp +25 = 30; level xp none > one; level xp one > two; level xp two > three; gems +5 = 15; gems +50 = 65
        """);

    [Fact]
    public void Level_ChainOfSystems_GoesOn() => Scenario.Play(
        Rules(Xp, Make.Points("gems", Level("gem", 5)) with { Levels = [Make.Level("rich", 5)] }, Make.Points("fame", Level("star", 1, "rich", "gems"))), """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10; level xp none > one; gems +5 = 5; level gems none > rich; fame +1 = 1
        """);

    [Fact]
    public void Level_TriggerComesLater_LevelsHeldDoNotPay() => Scenario.Play(
        Make.Versions(Rules(Xp), ("2026-03-02T00:00Z", Rules(Xp, Make.Points("gems", Level("any", 5))))), """
        2026-03-01T10:00Z | event work 10 | xp +10 = 10; level xp none > one
        2026-03-02T10:00Z | event buy 5   | xp -5 = 5; level xp one > none
        2026-03-02T10:00Z | event work 15 | xp +15 = 20; level xp none > one; level xp one > two; gems +5 = 5
        """);

    [Fact]
    public void Completed_EveryQuarter_Pays() => Scenario.Play(Rules(Make.Points("xp", new TriggerDefinition("share", 10, new TriggerCondition.Completed(25, [])))), """
        2026-03-01T10:00Z | complete a | done a; xp +10 = 10
        2026-03-01T10:00Z | complete a | nothing
        2026-03-01T10:00Z | complete b | done b; done all; xp +20 = 30
        2026-03-01T10:00Z | complete c | done c; xp +10 = 40
        """);

    [Fact]
    public void Completed_OfSome_CountsThose() => Scenario.Play(Rules(Make.Points("xp", new TriggerDefinition("share", 10, new TriggerCondition.Completed(50, ["a", "c", "all"])))), """
        2026-03-01T10:00Z | complete a | done a
        2026-03-01T10:00Z | complete b | done b; done all; xp +10 = 10
        2026-03-01T10:00Z | complete c | done c; xp +10 = 20
        """);

    [Fact]
    public void Completed_MoreAchievementsLater_PayNoStepTwice() => Scenario.Play(
        Make.Versions(Share([Make.ByApi("a"), Make.ByApi("b")]), ("2026-03-02T00:00Z", Share([Make.ByApi("a"), Make.ByApi("b"), Make.ByApi("c"), Make.ByApi("d")]))), """
        2026-03-01T10:00Z | complete a | done a; xp +10 = 10
        2026-03-02T10:00Z | complete b | done b
        2026-03-02T10:00Z | complete c | done c
        2026-03-02T10:00Z | complete d | done d; xp +10 = 20
        """);

    [Fact]
    public void Level_GivingPointsBack_IsRefusedWithTheCycle()
    {
        var gems = Make.Points("gems", Level("gem", 5));
        Refused("xp → xp", "points[0].triggers[2].level.points", Xp with { Triggers = Xp.Triggers.Append(Level("back", 1)) });
        Refused("xp → gems → xp", "points[1].triggers[0].level.points", Xp with { Triggers = Xp.Triggers.Append(Level("back", 1, null, "gems")) }, gems);
        Assert.Empty(RulebookCheck.Problems(Rules(Xp with { Triggers = Xp.Triggers.Append(Level("back", 1) with { IsActive = false }) }, gems)));
    }

    private static void Refused(string cycle, string path, params PointsDefinition[] systems)
    {
        var problem = Assert.Single(RulebookCheck.Problems(Rules(systems)));
        Assert.Equal((cycle, path), (problem.Value, problem.Path));
    }

    [Fact]
    public void References_ToNothing_AreRefused()
    {
        Assert.Contains(RulebookCheck.Problems(Rules(Xp, Make.Points("gems", Level("gem", 1, "thre")))), problem => problem is { Path: "points[1].triggers[0].level.reaches", Fix: "did you mean 'three'?" });
        Assert.Contains(RulebookCheck.Problems(Rules(Xp, Make.Points("gems", Level("gem", 1, null, "xq")))), problem => problem is { Path: "points[1].triggers[0].level.points", Fix: "did you mean 'xp'?" });
        Assert.Contains(RulebookCheck.Problems(Rules(Make.Points("xp", new TriggerDefinition("s", 1, new TriggerCondition.Completed(0, []))))), problem => problem.Path == "points[0].triggers[0].completed.every");
        Assert.Contains(RulebookCheck.Problems(Rules(Make.Points("xp", new TriggerDefinition("s", 1, new TriggerCondition.Completed(5, ["x"]))))), problem => problem.Path == "points[0].triggers[0].completed.of[0]");
        Assert.Contains(RulebookCheck.Problems(Rules(Xp with { Floor = 1 })), problem => problem.Path == "points[0].floor");
    }

    [Theory]
    [InlineData(BoostStacking.Multiply, "+100 = 100 of 10 x10")]
    [InlineData(BoostStacking.Add, "+70 = 70 of 10 x7")]
    [InlineData(BoostStacking.Highest, "+50 = 50 of 10 x5")]
    public void Stacking_TwoAndFive_IsOfCase19(BoostStacking stacking, string expected) => Scenario.Play(
        Rules(Make.Points("xp", Make.PerUnit("work", 1)) with { Boosts = [Make.Boost("two", 2), Make.Boost("five", 5), Make.Boost("over", 9, "2020-01-01", "2020-01-31")], Stacking = stacking }), $"""
        2026-03-01T10:00Z | event work 10 | xp {expected}
        """);

    [Fact]
    public void Floor_Credit_GoesSoFar() => Scenario.Play(Rules(Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("buy", -5)) with { Floor = -8 }), """
        2026-03-01T10:00Z | event buy 1  | xp -5 = -5
        2026-03-01T10:00Z | event buy 1  | xp -3 = -8 of -5
        2026-03-01T10:00Z | event buy 1  | nothing
        2026-03-01T10:00Z | event work 9 | xp +9 = 1
        """);

    [Fact]
    public void Floor_Blocking_RefusesBelowIt() => Scenario.Play(Rules(Make.Points("xp", Make.PerUnit("buy", -5) with { BlockIfOutOfPoints = true }) with { Floor = -8 }), """
        2026-03-01T10:00Z | event buy 1 | xp -5 = -5
        2026-03-01T10:00Z | event buy 1 | rejected out_of_points
        """);

    private static Rulebook Share(ValueList<AchievementDefinition> achievements) => Rules(Make.Points("xp", new TriggerDefinition("share", 10, new TriggerCondition.Completed(50, [])))) with { Achievements = achievements };
}
