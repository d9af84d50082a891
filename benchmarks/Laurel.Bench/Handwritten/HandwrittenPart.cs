using Laurel.Bench.Http;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Handwritten;

/// <summary>The transaction that an application would write for each event without Laurel, on PostgreSQL, without any HTTP.</summary>
internal static class HandwrittenPart
{
    private const int Users = 10_000;
    private const int Rounds = 2;
    private const int RankCountMax = 1_000_000_000;

    private static readonly int[] Clients = [16, 64];

    public static async Task<Section> Run(BenchRun run)
    {
        var section = new Section();
        if (!PrivateCluster.IsAvailable)
        {
            section.Line(PrivateCluster.Missing);
            return section;
        }

        var events = run.EventsPerSecond ?? await Events(run);
        var rows = new List<IReadOnlyList<string>>();
        var best = new List<Aim>();
        using var cluster = await PrivateCluster.Start(run.NewFolder("postgresql"));
        await cluster.Run(FileOf("schema.sql"), $"users={Users}");
        foreach (var (what, counted) in new[] { ("with the rank (counting who has more points)", RankCountMax), ("without the rank", 0) })
        {
            double highest = 0;
            foreach (var clients in Clients)
            {
                var rate = await Best(cluster, clients, run.Settings.Seconds, counted);
                rows.Add([what, $"{clients}", Figure.Of(rate), Figure.Times(events / rate)]);
                highest = Math.Max(highest, rate);
            }

            best.Add(new($"single events over HTTP against the hand-written transaction {what}", "4×", "8×", Figure.Times(events / highest)));
        }

        section.Line($"{cluster.Version}, synced on every commit, {Figure.Count(Users)} users. Laurel in the same run, over HTTP, on SQLite: {Figure.Of(events)} events/s.");
        section.Table(["one transaction per event", "connections", "events/s", "Laurel against it"], rows);
        section.Aims(best);
        section.Code([$"pgbench -n -M prepared -f benchmarks/Laurel.Bench/Handwritten/event.sql -c {Clients[^1]} -T {run.Settings.Seconds} -D users={Users} -D counted={RankCountMax}"]);
        return section;
    }

    private static async Task<double> Best(PrivateCluster cluster, int clients, int seconds, int counted)
    {
        double best = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var rate = await cluster.Bench(FileOf("event.sql"), clients, seconds, $"users={Users}", $"counted={counted}");
            BenchRun.Say($"  {clients} clients, {counted} counted at most: {rate:N0}/s, load {Machine.Load()}");
            best = Math.Max(best, rate);
        }

        return best;
    }

    // When the part for HTTP has not run before this one.
    private static async Task<double> Events(BenchRun run)
    {
        using var server = await PopulatedServer.Start(run, Users);
        var load = new WrkLoad(Users, run.Settings.Connections[^1], run.Settings.Seconds);
        await Wrk.Run(server, load);
        return Math.Max((await Wrk.Run(server, load)).PerSecond, (await Wrk.Run(server, load)).PerSecond);
    }

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Handwritten", name);
}
