using System.Text.Json;
using Laurel.Runtime.Rulebooks;
using Xunit;

namespace Laurel.Runtime.Tests.Rulebooks;

/// <summary>The published JSON Schema and the reader know the same fields and the same words.</summary>
public sealed class RulebookSchemaTests
{
    private static readonly JsonElement Definitions =
        JsonDocument.Parse(RepositoryFiles.Read("docs", "reference", "rulebook.schema.json")).RootElement.GetProperty("$defs");

    public static TheoryData<string> Shapes => [.. RulebookShapes.All.Select(shape => shape.Name)];

    /// <summary>Every closed choice: definition, field, and a document with <c>?</c> in its place.</summary>
    public static TheoryData<string, string, string> Choices => new()
    {
        { "metric", "unitType", "metrics: [{key: a, unitType: ?}]" },
        { "streak", "frequency", "streaks: [{key: s, frequency: ?}]" },
        { "streak", "mode", "streaks: [{key: s, mode: ?}]" },
        { "streak", "weekStart", "streaks: [{key: s, weekStart: ?}]" },
        { "achievement", "status", "achievements: [{key: a, status: ?}]" },
        { "achievement", "onRetract", "achievements: [{key: a, onRetract: ?}]" },
        { "when", "measure", "achievements: [{key: a, when: {metric: m, measure: ?, reaches: 1}}]" },
        { "when", "per", "achievements: [{key: a, when: {metric: m, per: ?, reaches: 1}}]" },
        { "trigger", "status", "points: [{key: p, triggers: [{key: t, status: ?}]}]" },
        { "time", "unit", "points: [{key: p, triggers: [{key: t, time: {unit: ?}}]}]" },
        { "pointsSystem", "stacking", "points: [{key: p, stacking: ?}]" },
        { "expiry", "from", "points: [{key: p, expiry: {days: 1, from: ?}}]" },
        { "modifiers", "combine", "points: [{key: p, triggers: [{key: t, modifiers: {combine: ?}}]}]" },
        { "modifier", "is", "points: [{key: p, triggers: [{key: t, modifiers: {of: [{is: ?}]}}]}]" },
        { "limit", "per", "points: [{key: p, limits: [{awards: 1, per: ?}]}]" },
        { "levels", "follow", "points: [{key: p, levels: {follow: ?}}]" },
        { "levels", "atCap", "points: [{key: p, levels: {atCap: ?}}]" },
        { "generate", "round", "points: [{key: p, levels: {generate: {round: ?}}}]" },
        { "boost", "rounding", "points: [{key: p, boosts: [{key: b, rounding: ?}]}]" },
        { "leaderboard", "status", "leaderboards: [{key: b, status: ?}]" },
        { "leaderboard", "aggregation", "leaderboards: [{key: b, aggregation: ?}]" },
        { "leaderboard", "order", "leaderboards: [{key: b, order: ?}]" },
        { "tieBreaker", "aggregation", "leaderboards: [{key: b, tieBreakers: [{metric: m, aggregation: ?}]}]" },
        { "tieBreaker", "order", "leaderboards: [{key: b, tieBreakers: [{event: e, order: ?}]}]" },
        { "leaderboard", "ranks", "leaderboards: [{key: b, ranks: ?}]" },
        { "repeat", "unit", "leaderboards: [{key: b, repeat: {unit: ?}}]" },
    };

    [Fact]
    public void Schema_Maps_AreThoseOfTheReader() =>
        Assert.Equal(
            RulebookShapes.All.Select(shape => shape.Name).Order(StringComparer.Ordinal),
            Definitions.EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _)).Select(definition => definition.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Schema_FieldsOfMap_AreThoseOfTheReader(string name)
    {
        var shape = RulebookShapes.All.Single(known => known.Name == name);
        var definition = Definitions.GetProperty(name);

        Assert.Equal(shape.Fields.Select(field => field.Name), definition.GetProperty("properties").EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            shape.Fields.Where(field => field.IsRequired).Select(field => field.Name),
            definition.GetProperty("required").EnumerateArray().Select(field => field.GetString() ?? ""));
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Schema_WordsOfField_AreThoseOfTheReader(string name, string field, string document)
    {
        var words = Definitions.GetProperty(name).GetProperty("properties").GetProperty(field).GetProperty("enum").EnumerateArray().Select(word => word.GetString());

        var problem = Assert.Single(RulebookYaml.Read(document.Replace("?", "nonsense", StringComparison.Ordinal)).Problems, problem => problem.Value == "nonsense");

        Assert.Equal("one of " + string.Join(", ", words), problem.Limit);
    }
}
