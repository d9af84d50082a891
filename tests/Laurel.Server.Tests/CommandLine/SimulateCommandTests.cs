using System.Text.Json.Nodes;
using Xunit;

namespace Laurel.Server.Tests.CommandLine;

/// <summary>Three events of two users: ada 4 steps on Monday and 5.5 on Wednesday, bob 40 on Tuesday; all in the week from 2026-01-05 on.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private const string Other = """
        metrics: [{key: steps}, {key: floors}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: steps, threshold: 5}]}]
        achievements: [{key: ten, when: {metric: steps, reaches: 9}}]
        points:
          - key: xp
            triggers: [{key: step, points: 2, metric: steps, every: 1}]
            levels: [{key: low, points: 0}, {key: high, points: 20}]
        leaderboards: [{key: all, rankBy: {metric: steps}, timeZone: UTC}]
        """;

    private readonly Workplace place = new();

    // Before: ada 9 steps; bob 40 and 50 for ten. After: ada 18, or 19 units of half a point; bob 80.
    [Fact]
    public async Task Simulate_AsTable_ComparesOldAndNew_AndChangesNothing()
    {
        (await place.Replay(place.Good)).Succeeded();
        var before = place.Dump();

        var table = await Simulate();

        Assert.Equal(before, place.Dump());
        Assert.Equal(
            """
            users     2
            inputs    3

            points xp
                                        before         after        change
              users                          2             2             0
              total                         99            98            -1
              p10                            9            18            +9
              median                         9            18            +9
              p90                           90            80           -10
              p99                           90            80           -10
              max                           90            80           -10
              per week                      99            98            -1
              level low                      1             1             0
              level high                     1             1             0
            """,
            table[..table.IndexOf("\n\nstreak", StringComparison.Ordinal)]);
        Assert.Contains("""
            streak daily, longest length
                                        before         after        change
              users                          2             2             0
              total                          3             2            -1
            """.ReplaceLineEndings("\n"), table, StringComparison.Ordinal);
        Assert.Contains("  ten                            1             2             1             0", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_AsJson_HasTheSameNumbers()
    {
        (await place.Replay(place.Good)).Succeeded();

        var report = JsonNode.Parse(await Simulate("--format", "json")) ?? new JsonObject();

        Assert.Equal((2, 3), ((int?)report["users"], (int?)report["inputs"]));
        Assert.Equal("""{"users":2,"total":99,"p10":9,"median":9,"p90":90,"p99":90,"max":90}""", report["points"]?[0]?["before"]?.ToJsonString());
        Assert.Equal("""{"users":2,"total":98,"p10":18,"median":18,"p90":80,"p99":80,"max":80}""", report["points"]?[0]?["after"]?.ToJsonString());
        Assert.Equal("""[{"date":"2026-01-05","before":99,"after":98}]""", report["points"]?[0]?["weeks"]?.ToJsonString());
        Assert.Equal("ten 1 2 1 0", string.Join(' ', new[] { "key", "before", "after", "gained", "lost" }.Select(name => report["achievements"]?[0]?[name]?.ToString())));
        Assert.Equal("three-days 0 0", string.Join(' ', new[] { "key", "before", "after" }.Select(name => report["achievements"]?[1]?[name]?.ToString())));
    }

    public void Dispose() => place.Dispose();

    private async Task<string> Simulate(params string[] more) =>
        (await LaurelProgram.Run(["simulate", "--rulebook", place.Write("other.yaml", Other), "--database", place.Database, .. more])).Succeeded();
}
