using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

public sealed class RulebookJsonTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Write_AnyRulebook_ReadsEqualAndWritesTheSameText(int seed)
    {
        var rulebook = new RandomRulebook(seed).Next();
        var text = RulebookJson.Write(rulebook);
        var reading = RulebookJson.Read(text);

        Assert.Empty(reading.Problems);
        Assert.Equal(rulebook, reading.Rulebook);
        Assert.Equal(text, RulebookJson.Write(reading.Rulebook ?? Rulebook.Empty));
        Assert.Equal(rulebook, RulebookJson.Read(RulebookJson.Write(rulebook, indented: true)).Rulebook);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Write_AnyRulebook_IsYamlToo(int seed)
    {
        var rulebook = new RandomRulebook(seed).Next();

        Assert.Equal(rulebook, RulebookYaml.Read(RulebookJson.Write(rulebook)).Rulebook);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Changes_OfAnyTwoRulebooks_AreNoneExactlyWhenEqual(int seed)
    {
        var (one, other) = (new RandomRulebook(seed).Next(), new RandomRulebook(seed + 1).Next());

        Assert.Empty(RulebookChanges.Between(one, new RandomRulebook(seed).Next()));
        Assert.Equal(one == other, RulebookChanges.Between(one, other).Count == 0);
        Assert.Equal(one.Metrics.Equals(other.Metrics), RulebookChanges.Between(one, one with { Metrics = other.Metrics }).Count == 0);
        Assert.Equal(one.Streaks.Equals(other.Streaks), RulebookChanges.Between(one, one with { Streaks = other.Streaks }).Count == 0);
        Assert.Equal(one.Achievements.Equals(other.Achievements), RulebookChanges.Between(one, one with { Achievements = other.Achievements }).Count == 0);
        Assert.Equal(one.Points.Equals(other.Points), RulebookChanges.Between(one, one with { Points = other.Points }).Count == 0);
        Assert.Equal(one.Leaderboards.Equals(other.Leaderboards), RulebookChanges.Between(one, one with { Leaderboards = other.Leaderboards }).Count == 0);
    }

    [Fact]
    public void Write_Rulebook_LeavesDefaultsOut()
    {
        var rulebook = RulebookYaml.Read("""
            metrics: [{key: laps, name: laps, unitType: number, units: ''}]
            streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: laps, threshold: 1.0}], weekStart: monday}]
            points: [{key: xp, triggers: [{key: lap, points: 10, metric: laps, every: 1, status: active, blockIfOutOfPoints: false}]}]
            leaderboards: [{key: all, rankBy: {points: xp}, start: 1970-01-01, limit: 1000, timeZone: user, ranks: ordinal, breakdown: []}]
            """).Rulebook ?? Rulebook.Empty;

        Assert.Equal(
            """{"metrics":[{"key":"laps"}],"streaks":[{"key":"daily","frequency":"daily","mode":"any","metrics":[{"metric":"laps"}]}],"""
            + """
            "points":[{"key":"xp","triggers":[{"key":"lap","points":10,"metric":"laps"}]}],"leaderboards":[{"key":"all","rankBy":{"points":"xp"}}]}
            """,
            RulebookJson.Write(rulebook));
    }

    [Theory]
    [InlineData("", "line 1, column 1", "valid JSON")]
    [InlineData("{\"metrics\":[}", "line 1, column 13", "valid JSON")]
    [InlineData("null", "document", "an empty rulebook is {}")]
    [InlineData("3", "document", "a map")]
    [InlineData("{\"metrics\":[{\"key\":\"a\",\"key\":\"b\"}]}", "metrics[0].key", "each field once")]
    [InlineData("{\"metrics\":[{\"key\":\"a\",\"name\":5}]}", "metrics[0].name", "a text")]
    [InlineData("{\"metrics\":[{\"key\":\"a\",\"name\":\"\\ud800\"}]}", "document", "valid Unicode")]
    [InlineData("{\"points\":[{\"key\":\"p\",\"maxPoints\":\"5\"}]}", "points[0].maxPoints", "a whole number")]
    [InlineData("{\"points\":[{\"key\":\"p\",\"maxPoints\":1e400}]}", "points[0].maxPoints", "a whole number")]
    [InlineData("{\"points\":[{\"key\":\"p\",\"maxPoints\":0}]}", "points[0].maxPoints", "1 to")]
    public void Read_BadDocument_SaysWhere(string json, string path, string says)
    {
        var reading = RulebookJson.Read(json);

        Assert.Null(reading.Rulebook);
        Assert.Contains(reading.Problems, problem => problem.Path == path && problem.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_DeepNesting_IsRefused() => Assert.Contains("valid JSON", Assert.Single(RulebookJson.Read(new string('[', 100_000)).Problems).Limit, StringComparison.Ordinal);
}
