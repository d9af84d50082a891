using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Http;

/// <summary>Where the time of an event goes, under full load.</summary>
internal static class HttpCosts
{
    private const string Lane = "laurel-lane";
    private const int ProfileSeconds = 5;

    public static async Task Describe(BenchRun run, LaurelServer server, EventRow row, Section section)
    {
        var load = new WrkLoad(row.Users, row.Connections, run.Settings.Seconds);
        var (before, all) = (ThreadTime.Of(server.Child.Id, Lane), server.Child.ProcessorTime());
        var round = await Wrk.Run(server, load);
        var processor = ThreadTime.Of(server.Child.Id, Lane).Since(before);
        var others = server.Child.ProcessorTime() - all - processor.Running;
        var events = round.PerSecond * load.Seconds;

        section.Line($"Where the time of an event goes, {Figure.Count(row.Users)} users and {row.Connections} connections: threads of the server in the same seconds, per event.");
        section.Table(["threads", "on a core", "waiting for a core", "asleep"],
        [
            [
                "lane, one thread: rules, statements, commits", Each(processor.Running), Each(processor.Waiting),
                Each(TimeSpan.FromSeconds(load.Seconds) - processor.Running - processor.Waiting),
            ],
            ["all others: HTTP, JSON, garbage; syncing the log and copying it into the file", Each(others), "", ""],
        ]);
        if (PerfShare.IsAvailable)
        {
            var profiled = Wrk.Run(server, load with { Seconds = ProfileSeconds + 2 });
            var shares = await PerfShare.Record(server.Child.Id, ProfileSeconds, Path.Combine(run.NewFolder("perf"), "perf.record"));
            await profiled;
            section.Line("The processor time of the same, by what was running (perf):");
            section.Table(["where", "what", "share"], Shares(shares));
        }

        string Each(TimeSpan time) => $"{Figure.Of(time.TotalMicroseconds / events)} µs";
    }

    // The system cuts names of threads to 15 characters.
    private static string PlaceOf(string thread) =>
        thread.StartsWith(Lane, StringComparison.Ordinal) ? "lane"
        : thread.StartsWith("laurel-sync", StringComparison.Ordinal) ? "sync, ranks"
        : thread.StartsWith("laurel-checkpoi", StringComparison.Ordinal) ? "checkpoint"
        : "HTTP and others";

    private static IEnumerable<IReadOnlyList<string>> Shares(IReadOnlyList<PerfShare> shares)
    {
        var all = shares.Sum(share => share.Share);
        return shares
            .GroupBy(share => (Where: PlaceOf(share.Thread), share.Purpose))
            .Select(group => (group.Key, Share: group.Sum(share => share.Share) / all))
            .OrderByDescending(group => group.Key.Where, StringComparer.Ordinal).ThenByDescending(group => group.Share)
            .Select(group => (IReadOnlyList<string>)[group.Key.Where, group.Key.Purpose, $"{group.Share * 100:0} %"]);
    }
}
