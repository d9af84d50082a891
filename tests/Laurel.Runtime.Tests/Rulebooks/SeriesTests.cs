using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Points;
using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

public sealed class SeriesTests
{
    private const string Rules = """
        metrics: [{key: steps}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: steps}], freezes: {max: 3}}]
        achievements:
          - key: walker
            name: Walker
            when: {metric: steps, reaches: 10}
            category: sport
            points: 5
            tiers:
              - {key: silver, reaches: 50, points: 20, rarity: rare}
              - {key: gold, name: Golden walker, reaches: 100, points: 50}
            milestones:
              - {percent: 25, reward: {points: xp, amount: 3}}
              - {percent: 75, reward: {points: xp, amount: 7}, freezes: {streak: daily}}
          - {key: row, when: {streak: daily, reaches: 10}, milestones: [{percent: 33}]}
        points:
          - {key: xp, triggers: [{key: gold, points: 500, achievement: walker-gold}]}
        """;

    [Fact]
    public void Document_WithTiersAndMilestones_StandsForAchievementsTriggersAndGrants()
    {
        var rulebook = EngineFixture.Rules(Rules);

        Assert.Equal(["walker", "row", "walker-25", "walker-75", "walker-silver", "walker-gold", "row-33"], rulebook.Achievements.Select(achievement => achievement.Key));
        Assert.Equal([2.5m, 7.5m, 50m, 100m], rulebook.Achievements.Skip(2).Take(4).Select(achievement => ((AchievementCondition.Metric)achievement.When).Reaches));
        Assert.Equal(4, ((AchievementCondition.Streak)rulebook.Achievements[6].When).Reaches);
        Assert.Equal(new("walker-25", "Walker: 25 %", new AchievementCondition.Metric("steps", 2.5m)) { Labels = new() { PartOf = "walker", Share = 25 } }, rulebook.Achievements[2]);
        Assert.Equal(("Walker silver", "Golden walker"), (rulebook.Achievements[4].Name, rulebook.Achievements[5].Name));
        Assert.Equal(new() { PartOf = "walker", Category = "sport", Points = 20, Rarity = "rare" }, rulebook.Achievements[4].Labels);
        Assert.Equal([("gold", 500L), ("walker-25", 3), ("walker-75", 7)], rulebook.Points[0].Triggers.Select(trigger => (trigger.Key, trigger.Points)));
        Assert.Equal<FreezeGrant>([new FreezeGrant.Achievement("walker-75", 1)], rulebook.Streaks[0].Freezes?.Grants ?? []);
        Assert.Equal(rulebook, RulebookJson.Read(RulebookJson.Write(rulebook)).Rulebook);
    }

    [Fact]
    public async Task Milestones_OnTheWay_GiveTheirParts()
    {
        using var fixture = new EngineFixture(Rules);
        await fixture.Event("ada", "steps", 2);
        await fixture.Event("ada", "steps", 1);
        await fixture.Event("ada", "steps", 50);
        await fixture.Event("ada", "steps", 50);
        Assert.Equal(
            "walker-25 3,walker-75 7,gold 500", fixture.Text("select trigger_key || ' ' || amount from points_awards order by seq, ordinal"));
        Assert.Equal(1, fixture.Engine.Find(Space.Default, "ada")?.Streaks[0].Freezes);
        Assert.Equal(5, fixture.Count("select count(*) from achievement_completions"));
    }

    [Theory]
    [InlineData("reaches: 50,", "reaches: 10,", "achievements[0].tiers")]
    [InlineData("percent: 75", "percent: 25", "achievements[0].milestones")]
    [InlineData("percent: 75", "percent: 100", "achievements[0].milestones")]
    [InlineData("points: xp, amount: 3", "points: gems, amount: 3", "achievements")]
    [InlineData("freezes: {max: 3}", "personal: false", "achievements")]
    [InlineData("when: {metric: steps, reaches: 10}", "when: api", "achievements[0].tiers")]
    [InlineData("category: sport", "maxTimes: 2", "achievements[0].tiers")]
    [InlineData("amount: 7", "amount: 0", "points[0].triggers[2].points")]
    [InlineData("{key: row,", "{key: walker-gold,", "achievements[5].key")]
    public void Document_ThatCannotBe_IsRefused(string part, string by, string path) =>
        Assert.Contains(path, RulebookYaml.Read(Rules.Replace(part, by, StringComparison.Ordinal)).Problems.Select(problem => problem.Path));
}
