using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Scenarios;
using Xunit;

namespace Laurel.Core.Tests.Points;

public sealed class ModifierTests
{
    private static readonly ValueList<Modifier> Seed =
    [
        new Modifier.Equal("perfect", "true", 1.5m), new Modifier.Compared("time", Comparison.Below, "expected", 0.5m, 1.2m),
        new Modifier.Equal("first-try", "true", 1.1m), new Modifier.Streak("daily", 0.05m, 2),
    ];

    private static TriggerDefinition Lesson(ModifierCombination combination, ValueList<Modifier> modifiers) =>
        new("lesson", 100, new TriggerCondition.Metric("lessons", 1, [])) { Modifiers = new(combination, modifiers) };

    private static Rulebook Rules(TriggerDefinition trigger, params BoostDefinition[] boosts) => new()
    {
        Metrics = [Make.Metric("lessons"), Make.Metric("visits")],
        EventAttributes = [Make.Attribute("perfect"), Make.Attribute("time"), Make.Attribute("expected"), Make.Attribute("first-try")],
        Streaks = [Make.Streak("daily", "visits")],
        Points = [Make.Points("xp", trigger) with { Boosts = [.. boosts] }],
    };

    // The streak has 0 days, so its multiplier 1 always takes part.
    [Theory]
    [InlineData("", 100)]
    [InlineData("perfect=true", 125)]
    [InlineData("perfect=false first-try=true", 105)]
    [InlineData("time=29 expected=60", 110)]
    [InlineData("time=30 expected=60", 100)]
    [InlineData("time=29.999999999 expected=60", 110)]
    [InlineData("time=fast expected=60", 100)]
    [InlineData("time=29", 100)]
    [InlineData("perfect=true time=29 expected=60", 123)]
    [InlineData("perfect=true time=29 expected=60 first-try=true", 120)]
    public void Average_OfTheSeed_IsReproduced(string attributes, int points) => Scenario.Play(Rules(Lesson(ModifierCombination.Average, Seed)), $"""
        2026-03-01T10:00Z | event lessons 1 {attributes} | xp +{points} = {points}{(points == 100 ? "" : " of 100")}
        """);

    [Theory]
    [InlineData(7, 128, 257)]
    [InlineData(20, 145, 290)]
    [InlineData(30, 145, 290)]
    public void Streak_Bonus_GrowsUpToItsMaximum_AndBoostsComeBeforeTruncation(int days, int points, int boosted)
    {
        var visits = string.Join('\n', Enumerable.Range(0, days).Select(day =>
            $"{Make.Date("2026-03-01").PlusDays(day):uuuu'-'MM'-'dd} 10:00 | event visits 1 | streak daily {day + 1}{(day == 0 ? " started" : "")}"));
        var last = $"{Make.Date("2026-03-01").PlusDays(days - 1):uuuu'-'MM'-'dd} 11:00 | event lessons 1 perfect=true time=1 expected=60 first-try=true";
        Scenario.Play(Rules(Lesson(ModifierCombination.Average, Seed)), $"{visits}\n{last} | xp +{points} = {points} of 100");
        Scenario.Play(Rules(Lesson(ModifierCombination.Average, Seed), Make.Boost("b", 2)), $"{visits}\n{last} | xp +{boosted} = {boosted} of 100 x2");
    }

    [Theory]
    [InlineData(ModifierCombination.Product, 198)]
    [InlineData(ModifierCombination.Sum, 480)]
    [InlineData(ModifierCombination.Maximum, 150)]
    [InlineData(ModifierCombination.Average, 120)]
    public void Combination_OfAll_IsExact(ModifierCombination combination, int points) => Scenario.Play(Rules(Lesson(combination, Seed)), $"""
        2026-03-01T10:00Z | event lessons 1 perfect=true time=1 expected=60 first-try=true | xp +{points} = {points} of 100
        """);

    [Fact]
    public void Thirds_AreNotLost()
    {
        ValueList<Modifier> thirds = [new Modifier.Equal("perfect", "true", 1), new Modifier.Equal("perfect", "true", 1), new Modifier.Equal("perfect", "true", 2)];
        Scenario.Play(Rules(Lesson(ModifierCombination.Average, thirds)), """
            2026-03-01T10:00Z | event lessons 3 perfect=true | xp +400 = 400 of 300
            2026-03-01T10:00Z | event lessons 1 | xp +100 = 500
            """);
    }

    [Theory]
    [InlineData(Comparison.Below, "9", true)]
    [InlineData(Comparison.Below, "10", false)]
    [InlineData(Comparison.AtMost, "10", true)]
    [InlineData(Comparison.Above, "10", false)]
    [InlineData(Comparison.AtLeast, "10", true)]
    [InlineData(Comparison.Above, "-11", false)]
    public void Comparison_AtItsBoundary_Decides(Comparison comparison, string time, bool applies) =>
        Scenario.Play(Rules(Lesson(ModifierCombination.Product, [new Modifier.Compared("time", comparison, "expected", 2, 3)])), $"""
            2026-03-01T10:00Z | event lessons 1 time={time} expected=5 | {(applies ? "xp +300 = 300 of 100" : "xp +100 = 100")}
            """);

    [Fact]
    public void Limit_ComesAfterModifiers() => Scenario.Play(
        Rules(Lesson(ModifierCombination.Average, Seed) with { Limits = [new(LimitUnit.Points, 130, new LimitSpan.Per(LimitPeriod.Day))] }), """
        2026-03-01T10:00Z | event lessons 1 perfect=true | xp +125 = 125 of 100
        2026-03-01T10:00Z | event lessons 1 perfect=true | xp +5 = 130 of 100; xp capped lesson 5 of 125
        """);

    [Fact]
    public void Bad_Modifiers_AreRefused()
    {
        Refused(Lesson(ModifierCombination.Sum, [new Modifier.Equal("prefect", "true", 1)]), "modifiers.of[0].attribute", "did you mean 'perfect'?");
        Refused(Lesson(ModifierCombination.Sum, [new Modifier.Equal("perfect", "true", 101)]), "modifiers.of[0].multiplier", "lower it");
        Refused(Lesson(ModifierCombination.Sum, [new Modifier.Compared("time", Comparison.Below, "expect", 0, 1)]), "modifiers.of[0].than", "did you mean 'expected'?");
        Refused(Lesson(ModifierCombination.Sum, [new Modifier.Compared("time", Comparison.Below, "expected", 0, 1)]), "modifiers.of[0].times", "raise it");
        Refused(Lesson(ModifierCombination.Sum, [new Modifier.Streak("dayly", 0, 0.5m)]), "modifiers.of[0].streak", "did you mean 'daily'?");
        Refused(Lesson(ModifierCombination.Sum, []), "modifiers.of", "add one or remove modifiers");
        Refused(Lesson(ModifierCombination.Sum, Seed) with { Points = -1 }, "modifiers", "remove it");
    }

    private static void Refused(TriggerDefinition trigger, string field, string fix) =>
        Assert.Contains(RulebookCheck.Problems(Rules(trigger)), problem => problem.Path == $"points[0].triggers[0].{field}" && problem.Fix == fix);
}
