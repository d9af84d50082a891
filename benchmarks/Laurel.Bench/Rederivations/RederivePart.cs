using System.Diagnostics;
using Laurel.Bench.Runs;
using Laurel.Core.Inputs;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Verifications;
using NodaTime;

namespace Laurel.Bench.Rederivations;

/// <summary>What a late event costs whose user has a long history, and how fast users are verified.</summary>
internal static class RederivePart
{
    private const int LongCount = 10_000;
    private const int UsersCount = 500;
    private const int UserCount = 200;
    private const int LongUsersCount = 30;
    private const int WarmCount = 15;

    public static async Task<Section> Run(BenchRun run)
    {
        var section = new Section();
        using var engine = Engine.Open(new EngineOptions(run["rederive.db"], SystemClock.Instance));
        var rules = RulebookYaml.Read(File.ReadAllText(run.Rulebook)).Rulebook ?? throw new InvalidOperationException("benchmarks/rulebook.yaml cannot be used.");
        await engine.Apply(Space.Default, rules, "bench");
        var load = new LateLoad(engine, LongCount);
        var users = Enumerable.Range(0, LongUsersCount).Select(user => $"long-{user}").ToArray();
        foreach (var user in users)
        {
            await load.Fill(user, LongCount);
        }

        var rows = new List<(string What, LateCost Cost)>
        {
            ("anywhere in three years", await load.Measure(users, WarmCount, share: 0)),
            ("in the last month", await load.Measure(users, WarmCount, share: 0.97)),
        };
        section.Table(
            ["a late event of a user with 10,000", "processor time, median", "time until the answer, median", "allocated"],
            rows.Select(row => (IReadOnlyList<string>)[row.What, Figure.Ms(row.Cost.Processor), Figure.Ms(row.Cost.Wall), Figure.Mib(row.Cost.Bytes)]));
        await Fill(load);
        var rate = Verified(engine);
        section.Aims(
            new Aim("a late event of a user with 10,000, processor time", "100 ms", "", Figure.Ms(rows.Max(row => row.Cost.Processor))),
            new Aim("verified inputs", "100,000/s", "", $"{Figure.Of(rate)}/s"));
        return section;
    }

    private static async Task Fill(LateLoad load)
    {
        for (var user = 0; user < UsersCount; user++)
        {
            await load.Fill($"user-{user}", UserCount);
        }
    }

    // The best of several rounds, all cores; anything that differs is a mistake of ours.
    private static double Verified(Engine engine) => Enumerable.Range(0, 8).Max(_ =>
    {
        var timeline = engine.TimelineOf(Space.Default) ?? throw new InvalidOperationException("There is no rulebook.");
        var watch = Stopwatch.StartNew();
        var summary = new Verifier(engine.Database, timeline, Space.Default).Run("", CancellationToken.None);
        return summary.DifferenceCount == 0 ? summary.InputCount / watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{summary.DifferenceCount} differences.");
    });
}
