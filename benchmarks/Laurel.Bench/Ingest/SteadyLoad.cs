using Laurel.Bench.Http;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Ingest;

/// <summary>A server under a load that it can bear for ever: its memory must stay level.</summary>
internal static class SteadyLoad
{
    private const int PerSecond = 2_000;
    private const int Samples = 6;

    public static async Task Run(LaurelServer server, History history, TimeSpan length, Section section)
    {
        BenchRun.Say($"  {PerSecond} single events/s for {length}…");
        var cells = new List<IReadOnlyList<string>>();
        var bytes = new List<long>();
        for (var sample = 1; sample <= Samples; sample++)
        {
            var paced = await new PacedLoad(new Uri(server.Url), PerSecond, Next) { Seed = sample }.Run(length / Samples);
            bytes.Add(server.Child.ResidentBytes());
            cells.Add([$"{(length * sample / Samples).TotalMinutes:0.##}", Figure.Mib(bytes[^1]), Figure.Ms(paced.P50), Figure.Ms(paced.P99), Figure.Ms(paced.Max)]);
            BenchRun.Say($"    {string.Join(", ", cells[^1])}, load {Machine.Load()}");
        }

        section.Line($"The server on the generated history in SQLite, after the batches, under {Figure.Count(PerSecond)} single events/s; memory at the end against the "
            + $"first sample: {Figure.Times((double)bytes[^1] / bytes[0])}.");
        section.Table(["minute", "memory", "p50", "p99", "longest"], cells);

        // Says no zone: a user who is in another one than before goes over to it, which costs more than the event.
        string Next(Random random)
        {
            var next = history.NextEvent(random);
            return EventText.Request(next.Metric, next.Alone);
        }
    }
}
