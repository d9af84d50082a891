using Laurel.Bench.Runs;
using Laurel.Core.Achievements;
using Laurel.Core.Metrics;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;

namespace Laurel.Bench.Evaluations;

/// <summary>The rules alone: evaluations per second of one core, and what rules cost that an event does not concern.</summary>
internal static class CorePart
{
    private const int ConcernedEvery = 100;
    private const int RulesPerMetric = 10;
    private const decimal NeverReached = 1_000_000_000;

    private static readonly int[] MoreRules = [0, 10, 100, 1_000];

    public static Task<Section> Run(BenchRun run)
    {
        var section = new Section();
        var rulebook = RulebookYaml.Read(File.ReadAllText(Path.Combine("benchmarks", "rulebook.yaml"))).Rulebook
            ?? throw new InvalidOperationException("benchmarks/rulebook.yaml cannot be used.");
        var figures = MoreRules.Select(count => (Count: count, Rounds: Measured(With(rulebook, count)))).ToList();
        section.Table(
            ["rules beside the full rulebook", "evaluations/s", "bytes allocated each", "against none"],
            figures.Select(figure => (IReadOnlyList<string>)
                [Figure.Count(figure.Count), Figure.Of(figure.Rounds.PerSecond), Figure.Of(figure.Rounds.BytesEach), $"{figure.Rounds.PerSecond / figures[0].Rounds.PerSecond:0.00}"]));
        section.Aims(new Aim("the rules alone, full rulebook, one core", "300,000/s", "1,000,000/s", $"{Figure.Of(figures[0].Rounds.PerSecond)}/s"));
        return Task.FromResult(section);
    }

    private static EvaluationRate Measured(Rulebook rulebook)
    {
        var rounds = new EvaluationRounds(Timeline.Of(rulebook));
        return Enumerable.Range(0, 5).Select(_ => rounds.Next()).MaxBy(rate => rate.PerSecond);
    }

    // On metrics of their own, ten rules each; every hundredth rule on one that the events move.
    private static Rulebook With(Rulebook rulebook, int count)
    {
        var metrics = Enumerable.Range(0, count / RulesPerMetric).Select(i => new MetricDefinition($"more-{i}", $"More {i}")).ToArray();
        string MetricOf(int rule) => rule % ConcernedEvery == 0 ? rulebook.Metrics[0].Key : metrics[rule % metrics.Length].Key;
        var achievements = Enumerable.Range(0, count / 2).Select(i => new AchievementDefinition($"more-{i}", $"More {i}", new AchievementCondition.Metric(MetricOf(i), NeverReached)));
        var triggers = Enumerable.Range(0, count / 2).Select(i => new TriggerDefinition($"more-{i}", 1, new TriggerCondition.Metric(MetricOf(i), (long)NeverReached, [])));
        return rulebook with
        {
            Metrics = [.. rulebook.Metrics, .. metrics],
            Achievements = [.. rulebook.Achievements, .. achievements],
            Points = [rulebook.Points[0] with { Triggers = [.. rulebook.Points[0].Triggers, .. triggers] }, .. rulebook.Points.Skip(1)],
        };
    }
}
