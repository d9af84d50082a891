using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class LevelTests
{
    private static readonly PointsDefinition Ladder = Make.Points("xp", Make.PerUnit("work", 1), Make.PerUnit("buy", -1)) with
    {
        Levels = [Make.Level("one", 100), Make.Level("two", 200), Make.Level("three", 300)],
    };

    private static Rulebook Rules(LevelPolicy policy, PointsDefinition? system = null) => new()
    {
        Metrics = [Make.Metric("work"), Make.Metric("buy")],
        Points = [(system ?? Ladder) with { LevelPolicy = policy }],
    };

    [Fact]
    public void Balance_Deduction_TakesTheLevel() => Scenario.Play(Rules(new()), """
        2026-03-01T10:00Z | event work 87 | xp +87 = 87
        2026-03-01T10:00Z | event work 53 | xp +53 = 140; level xp none > one
        2026-03-01T10:00Z | event buy 74  | xp -74 = 66; level xp one > none
        2026-03-01T10:00Z | event work 95 | xp +95 = 161; level xp none > one
        """);

    [Fact]
    public void Earned_Deduction_DoesNotCount() => Scenario.Play(Rules(new() { Follow = LevelFollow.Earned }), """
        2026-03-01T10:00Z | event work 87 | xp +87 = 87
        2026-03-01T10:00Z | event work 53 | xp +53 = 140; level xp none > one
        2026-03-01T10:00Z | event buy 74  | xp -74 = 66
        2026-03-01T10:00Z | event work 95 | xp +95 = 161; level xp one > two
        """);

    [Fact]
    public void Earned_Condition_ReadsTheSameLevel() => Scenario.Play(
        Rules(new() { Follow = LevelFollow.Earned }) with { Achievements = [new("first", "first", new AchievementCondition.Meets(new Condition.Level("xp", "one")))] }, """
        2026-03-01T10:00Z | event work 60 | xp +60 = 60
        2026-03-01T10:00Z | event buy 30  | xp -30 = 30
        2026-03-01T10:00Z | event work 50 | xp +50 = 80; level xp none > one; done first
        """);

    [Fact]
    public void HighWater_Deduction_KeepsTheLevelUntilThePeakIsPassed() => Scenario.Play(Rules(new() { Follow = LevelFollow.HighWater }), """
        2026-03-01T10:00Z | event work 140 | xp +140 = 140; level xp none > one
        2026-03-01T10:00Z | event buy 74   | xp -74 = 66
        2026-03-01T10:00Z | event work 95  | xp +95 = 161
        2026-03-01T10:00Z | event work 39  | xp +39 = 200; level xp one > two
        """);

    [Fact]
    public void OneAward_OverAllLevels_AnnouncesEach() => Scenario.Play(Rules(new()), """
        2026-03-01T10:00Z | event work 87  | xp +87 = 87
        2026-03-01T10:00Z | event work 253 | xp +253 = 340; level xp none > one; level xp one > two; level xp two > three
        """);

    [Fact]
    public void Cap_PointsGoOn_LevelsComeWhenItIsLifted() => Scenario.Play(
        Make.Versions(Rules(new() { Cap = "two" }, Wide), ("2026-03-02T00:00Z", Rules(new(), Wide))), """
        2026-03-01T10:00Z | event work 100 | xp +100 = 100; level xp one > two
        2026-03-01T10:00Z | event work 200 | xp +200 = 300
        2026-03-02T10:00Z | event work 100 | level xp two > three @2026-03-02T00:00Z; xp +100 = 400; level xp three > four
        """);

    [Fact]
    public void Cap_Frozen_NothingIsEarnedBeyondIt() => Scenario.Play(Rules(new() { Cap = "two", AtCap = AtLevelCap.Freeze }, Wide), """
        2026-03-01T10:00Z | event work 250 | xp +250 = 250; level xp one > two
        2026-03-01T10:00Z | event work 100 | nothing
        2026-03-01T10:00Z | event buy 200  | xp -200 = 50; level xp two > one
        2026-03-01T10:00Z | event work 10  | xp +10 = 60
        """);

    [Fact]
    public void Frozen_TimeTrigger_SleepsUntilPointsAreSpent() => Scenario.Play(
        Rules(new() { Cap = "two", AtCap = AtLevelCap.Freeze }, Make.Points("xp", Make.Hours("refill", 100, 1), Make.PerUnit("buy", -1)) with { Levels = Wide.Levels }), """
        2026-03-01T10:00Z | identify | nothing
        2026-03-01T14:30Z | event buy 1 | xp +100 = 100 @2026-03-01T11:00Z; level xp one > two @2026-03-01T11:00Z; xp -1 = 99; level xp two > one
        2026-03-01T15:00Z | tick | xp +100 = 199; level xp one > two
        """);

    [Theory]
    [InlineData(0, null, "one", 0, "0")]
    [InlineData(100, "one", "two", 0, "0")]
    [InlineData(199, "one", "two", 99, "99")]
    [InlineData(299, "two", "three", 99, "99")]
    [InlineData(300, "three", null, 0, "100")]
    public void Progress_Balance_IsMeasuredFromThresholdToThreshold(long balance, string? level, string? next, long into, string percent)
    {
        var progress = Ladder.ProgressOf(new() { Balance = balance });
        Assert.Equal((level, next, into), (progress.Level?.Key, progress.Next?.Key, progress.Into));
        Assert.Equal(next is null ? 0 : progress.Next?.Points - balance, progress.Missing);
        Assert.Equal(percent, DecimalText.Of(progress.Percent));
    }

    [Fact]
    public void Progress_Percent_IsCutToTwoDecimals()
    {
        var ladder = Make.Points("xp") with { Levels = [Make.Level("one", 0), Make.Level("two", 100), Make.Level("three", 250)] };
        Assert.Equal(99.33m, ladder.ProgressOf(new() { Balance = 249 }).Percent);
        Assert.Equal(150, ladder.ProgressOf(new() { Balance = 100 }).Missing);
        Assert.Equal(100, (ladder with { LevelPolicy = new() { Cap = "two" } }).ProgressOf(new() { Balance = 249 }).Percent);
    }

    [Fact]
    public void Policy_BecomesHighWater_BeginsWithTheBalance() => Scenario.Play(
        Make.Versions(Rules(new()), ("2026-03-02T00:00Z", Rules(new() { Follow = LevelFollow.HighWater }))), """
        2026-03-01T10:00Z | event work 250 | xp +250 = 250; level xp none > one; level xp one > two
        2026-03-01T10:00Z | event buy 100  | xp -100 = 150; level xp two > one
        2026-03-02T10:00Z | event buy 100  | xp -100 = 50
        """);

    private static PointsDefinition Wide => Ladder with { Levels = [Make.Level("one", 0), Make.Level("two", 100), Make.Level("three", 250), Make.Level("four", 400)] };
}
