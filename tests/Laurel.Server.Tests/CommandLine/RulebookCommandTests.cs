using Xunit;

namespace Laurel.Server.Tests.CommandLine;

public sealed class RulebookCommandTests : IDisposable
{
    private readonly Workplace place = new();

    [Fact]
    public async Task Check_ValidRulebook_CountsItsDefinitions() =>
        Assert.Equal(
            $"{place.Rulebook} is valid: 3 metrics, 1 streak, 2 achievements, 1 points system, 2 leaderboards.\n",
            (await LaurelProgram.Run("check", place.Rulebook)).Succeeded());

    [Fact]
    public async Task Check_ThreeProblems_ReportsAll()
    {
        var file = place.Write("broken.yaml", """
            metrics: [{key: steps}, {key: steps}]
            streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: step}]}]
            points: [{key: xp, triggers: [{key: step, points: 1, metric: steps, every: 0}]}]
            """);

        var ran = await LaurelProgram.Run("check", file);

        Assert.Equal(1, ran.Code);
        Assert.Equal(["metrics[1].key", "points[0].triggers[0].every", "streaks[0].metrics[0].metric"],
            ran.ErrorLines[..^1].Select(line => line.Split(": ")[0]).Order(StringComparer.Ordinal));
        Assert.Equal($"laurel: {file} has 3 problems.", ran.ErrorLines[^1]);
    }

    [Fact]
    public async Task Check_Cycle_IsAProblem()
    {
        var file = place.Write("cycle.yaml", "achievements: [{key: a, when: {all: [b]}}, {key: b, when: {all: [a]}}]");

        var ran = await LaurelProgram.Run("check", file);

        Assert.Equal(1, ran.Code);
        Assert.Contains("a → b → a", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoFile_SaysSo() =>
        (await LaurelProgram.Run("check", place["no.yaml"])).Failed($"laurel: {place["no.yaml"]} does not exist.");

    [Fact]
    public async Task Apply_FirstRulebook_IsVersionOne()
    {
        var output = await Apply(place.Rulebook);

        Assert.StartsWith("added metric steps\n", output, StringComparison.Ordinal);
        Assert.EndsWith("Version 1 is in force.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_Change_PrintsItAndMakesAVersion()
    {
        await Apply(place.Rulebook);
        var changed = place.Write("changed.yaml", File.ReadAllText(place.Rulebook).Replace("reaches: 10", "reaches: 20", StringComparison.Ordinal));

        Assert.Equal(
            "changed achievement ten: when: metric steps reaches 10 → metric steps reaches 20\nVersion 2 is in force.\n", await Apply(changed));
    }

    [Fact]
    public async Task Apply_SameRulebook_ChangesNothing()
    {
        await Apply(place.Rulebook);
        var before = place.Dump();

        Assert.Equal("Nothing changed; version 1 stays in force.\n", await Apply(place.Rulebook));
        Assert.Equal(before, place.Dump());
    }

    [Fact]
    public async Task Apply_BrokenRulebook_LeavesTheOldOne()
    {
        await Apply(place.Rulebook);
        var before = place.Dump();
        var broken = place.Write("broken.yaml", "metrics: [{key: steps}, {key: steps}]");

        var ran = await LaurelProgram.Run("apply", broken, "--database", $"sqlite:{place.DatabaseFile}");

        Assert.Equal((1, $"laurel: {broken} has 1 problem."), (ran.Code, ran.ErrorLines[^1]));
        Assert.Equal(before, place.Dump());
    }

    public void Dispose() => place.Dispose();

    private async Task<string> Apply(string rulebook) =>
        (await LaurelProgram.Run("apply", rulebook, "--database", $"sqlite:{place.DatabaseFile}")).Succeeded();
}
