using System.Diagnostics;
using Laurel.Bench.Http;
using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Ingest;

/// <summary>Whole histories: how fast they are read in, how large they become, and what a server on them takes.</summary>
internal static class IngestPart
{
    private const int SteadyPerSecond = 2_000;
    private const int Samples = 6;

    public static async Task<Section> Run(BenchRun run)
    {
        var (events, users) = (run.Settings.Events, Math.Max(1, run.Settings.Events / 10));
        var folder = run.NewFolder("ingest");
        var history = new GeneratedHistory(events, users);
        var files = (Users: Path.Combine(folder, "users.csv"), Events: Path.Combine(folder, "events.csv"));
        history.WriteUsers(files.Users);
        history.WriteEvents(files.Events);

        var rows = new List<IReadOnlyList<string>>();
        if (SharedHistory() is { } clicks)
        {
            var rulebook = Path.Combine(AppContext.BaseDirectory, "Ingest", "oulad.yaml");
            rows.Add(await ReplayToFile("clicks of an online university", 4_080, [clicks, "--rulebook", rulebook], Path.Combine(folder, "clicks.db")));
        }

        var generated = Path.Combine(folder, "generated.db");
        string[] arguments = [files.Events, "--users", files.Users, "--rulebook", run.Rulebook];
        rows.Add(await ReplayToFile("generated", users, arguments, generated));
        List<Aim> aims = [new("replay, SQLite", "40,000 events/s", "80,000 events/s", $"{rows[^1][4]} events/s")];
        if (PrivateCluster.IsAvailable)
        {
            using var cluster = await PrivateCluster.Start(run.NewFolder("postgresql"));
            var (rate, cells) = await Replay(users, [.. arguments, "--database", await cluster.NewDatabase("generated")]);
            rows.Add(["generated", "PostgreSQL", .. cells, $"{Figure.Of((double)await cluster.BytesOf("generated") / events)} B"]);
            aims.Add(new("replay, PostgreSQL", "30,000 events/s", "60,000 events/s", $"{Figure.Of(rate)} events/s"));
        }

        var section = new Section();
        section.Line("`laurel replay`, from the start of the process to its end; the processor time is Laurel's:");
        section.Table(["history", "database", "users", "events", "events/s", "processor time per event", "database per event"], rows);
        section.Aims(aims);
        await Serve(run, (generated, users), section);
        section.Code(["laurel replay events.csv --users users.csv --rulebook benchmarks/rulebook.yaml --database sqlite:generated.db", "laurel serve --database sqlite:generated.db"]);
        return section;
    }

    private static async Task<IReadOnlyList<string>> ReplayToFile(string name, int users, string[] arguments, string file)
    {
        var (_, cells) = await Replay(users, [.. arguments, "--database", $"sqlite:{file}"]);
        var events = long.Parse(cells[1], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
        return [name, "SQLite", .. cells, $"{Figure.Of((double)BytesOf(file) / events)} B"];
    }

    // Users, events, events per second, processor time per event.
    private static async Task<(double Rate, IReadOnlyList<string> Cells)> Replay(int users, string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var before = ChildrenTime();
        var output = await Child.Output(LaurelServer.Program, ["replay", .. arguments]);
        var (elapsed, processor) = (watch.Elapsed, ChildrenTime() - before);
        var events = long.Parse(output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        BenchRun.Say($"  {events} events in {elapsed}, load {Machine.Load()}");
        var rate = events / elapsed.TotalSeconds;
        return (rate, [Figure.Count(users), Figure.Count(events), Figure.Of(rate), $"{Figure.Of(processor.TotalMicroseconds / events)} µs"]);
    }

    private static async Task Serve(BenchRun run, (string Database, int Users) history, Section section)
    {
        using var server = await LaurelServer.Start($"sqlite:{history.Database}", run.Rulebook);
        var (startedIn, bytes) = (server.StartedIn, server.Child.ResidentBytes());
        var batched = await BatchLoad.Run(server, history.Users, TimeSpan.FromSeconds(2 * run.Settings.Seconds));
        section.Line($"A server on the generated history, {Figure.Count(history.Users)} users on 3 boards: it listens {Figure.Ms(startedIn.TotalMilliseconds)} after its start, "
            + $"with {Figure.Mib(bytes)} of memory. Batches of {Figure.Count(BatchLoad.EventsEach)} events over HTTP, {BatchLoad.ClientCount} at a time: {Figure.Of(batched)} events/s.");

        var minutes = run.Settings.IsFull ? 60 : 1.5;
        section.Line($"Then under {Figure.Count(SteadyPerSecond)} single events/s:");
        var cells = new List<IReadOnlyList<string>>();
        for (var sample = 1; sample <= Samples; sample++)
        {
            var paced = await new PacedLoad(new Uri(server.Url), SteadyPerSecond, history.Users).Run(TimeSpan.FromMinutes(minutes / Samples));
            cells.Add([$"{minutes * sample / Samples:0.##}", Figure.Mib(server.Child.ResidentBytes()), Figure.Ms(paced.P50), Figure.Ms(paced.P99), Figure.Ms(paced.Max)]);
            BenchRun.Say($"  {string.Join(", ", cells[^1])}, load {Machine.Load()}");
        }

        section.Table(["minute", "memory", "p50", "p99", "longest"], cells);
    }

    private static long BytesOf(string database) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(database) ?? ".", $"{Path.GetFileName(database)}*").Sum(file => new FileInfo(file).Length);

    // User and system time of children that ended: the last two of the four times in /proc/self/stat, in hundredths of a second.
    private static TimeSpan ChildrenTime()
    {
        var cells = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(cells[13], System.Globalization.CultureInfo.InvariantCulture) + long.Parse(cells[14], System.Globalization.CultureInfo.InvariantCulture)));
    }

    // Real histories lie beside the repository where there are any; see docs/internals/testing.md.
    private static string? SharedHistory()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "learning-oulad", "events.csv.gz");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
