using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Tests.Properties;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Conditions;

/// <summary>Conditions kept up event by event come to the same as those computed from the whole history.</summary>
public sealed class ConditionModelTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns"];

    [Fact]
    public void Condition_KeptUp_HoldsWhenTheHistorySaysSo() => Seeds.Each(600, random =>
    {
        var (conditions, inputs, zone) = Lives(random);
        var (state, _) = Story.Live(Timeline.Of(World(conditions)), inputs);
        AssertCompletions(conditions, inputs, zone, state?.Achievements);
    });

    [Fact]
    public void Condition_NewInAVersion_IsBackdatedToWhenTheHistorySaysSo() => Seeds.Each(200, random =>
    {
        var (conditions, inputs, zone) = Lives(random);
        conditions = [.. conditions.Where(condition => !condition.Leaves.Any(leaf => leaf is Condition.Balance or Condition.Level or Condition.Achievement))];
        var timeline = new Timeline([new Plan(World([]), 1, Instant.MinValue), new Plan(World(conditions), 2, inputs[20].At)]);
        var (state, facts) = Story.Live(timeline, inputs);
        AssertCompletions(conditions, inputs, zone, state?.Achievements);
        Assert.All(facts.OfType<AchievementCompleted>().Where(fact => fact.Achievement != "few" && fact.At < inputs[20].At), fact => Assert.True(fact.Backdated));
    });

    private static (Condition[] Conditions, List<Input> Inputs, string Zone) Lives(Random random)
    {
        var conditions = Enumerable.Range(0, 4).Select(_ => new RandomCondition(random).Next()).ToArray();
        var zone = random.Pick(Zones);
        var inputs = new RandomCondition(random).Inputs(40);
        inputs[0] = new Identify(inputs[0].Id, "u", inputs[0].At) { Patch = UserPatch.Nothing with { TimeZone = new(zone) } };
        return (conditions, inputs, zone);
    }

    private static Rulebook World(IEnumerable<Condition> conditions) => new()
    {
        Metrics = [Make.Metric("a"), Make.Metric("b"), Make.Metric("c")],
        UserAttributes = [Make.Attribute("city")],
        EventAttributes = [Make.Attribute("kind"), Make.Attribute("item")],
        Streaks = [Make.Streak("daily", "a")],
        Achievements =
        [
            Make.Reaches("few", "c", 3),
            .. conditions.Select((condition, i) => new AchievementDefinition($"c{i}", $"c{i}", new AchievementCondition.Meets(condition))),
        ],
        Points = [Make.Points("xp", Make.PerUnit("c", 5)) with { Levels = [Make.Level("one", 10), Make.Level("two", 20)] }],
    };

    private static void AssertCompletions(Condition[] conditions, List<Input> inputs, string zone, ValueList<AchievementState?>? states)
    {
        var held = Assert.NotNull(states);
        var naive = new NaiveCondition(inputs, DateTimeZoneProviders.Tzdb[zone]);
        for (var i = 0; i < conditions.Length; i++)
        {
            Assert.True(naive.FirstHolds(conditions[i]) == held[i + 1]?.CompletedAt, $"{ConditionText.Of(conditions[i])}: {naive.FirstHolds(conditions[i])} is not {held[i + 1]?.CompletedAt}");
        }
    }
}
