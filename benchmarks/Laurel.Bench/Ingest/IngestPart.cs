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
        var (events, users) = run.Settings.IsFull ? (10_000_000, 1_000_000) : (1_000_000, 100_000);
        var folder = run.NewFolder("ingest");
        var history = new GeneratedHistory(events, users);
        var files = (Users: Path.Combine(folder, "users.csv"), Events: Path.Combine(folder, "events.csv"));
        history.WriteUsers(files.Users);
        history.WriteEvents(files.Events);

        var rows = new List<IReadOnlyList<string>>();
        if (SharedHistory() is { } clicks)
        {
            var database = Path.Combine(folder, "clicks.db");
            var rulebook = Path.Combine(AppContext.BaseDirectory, "Ingest", "oulad.yaml");
            rows.Add(await Replay("clicks of an online university", 4_080, [clicks, "--rulebook", rulebook], database));
        }

        var generated = Path.Combine(folder, "generated.db");
        rows.Add(await Replay("generated", users, [files.Events, "--users", files.Users, "--rulebook", run.Rulebook], generated));

        var section = new Section();
        section.Line("`laurel replay`, SQLite, from the start of the process to its end:");
        section.Table(["history", "users", "events", "events/s", "processor time per event", "database per event"], rows);
        section.Aims(new Aim("replay, SQLite", "40,000 events/s", "80,000 events/s", $"{rows[^1][3]} events/s"));
        await Serve(run, (generated, users), section);
        section.Code(["laurel replay events.csv --users users.csv --rulebook benchmarks/rulebook.yaml --database sqlite:generated.db", "laurel serve --database sqlite:generated.db"]);
        return section;
    }

    private static async Task<IReadOnlyList<string>> Replay(string name, int users, string[] arguments, string database)
    {
        var watch = Stopwatch.StartNew();
        var before = ChildrenTime();
        var output = await Child.Output(LaurelServer.Program, ["replay", .. arguments, "--database", $"sqlite:{database}"]);
        var (elapsed, processor) = (watch.Elapsed, ChildrenTime() - before);
        var events = long.Parse(output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        BenchRun.Say($"  {name}: {events} events in {elapsed}, load {Machine.Load()}");
        return
        [
            name, Figure.Count(users), Figure.Count(events), Figure.Of(events / elapsed.TotalSeconds),
            $"{Figure.Of(processor.TotalMicroseconds / events)} µs", $"{Figure.Of((double)BytesOf(database) / events)} B",
        ];
    }

    private static async Task Serve(BenchRun run, (string Database, int Users) history, Section section)
    {
        using var server = await LaurelServer.Start($"sqlite:{history.Database}", run.Rulebook);
        var minutes = run.Settings.IsFull ? 60 : 1.5;
        section.Line($"A server on the generated history, {Figure.Count(history.Users)} users on 3 boards: it listens {Figure.Ms(server.StartedIn.TotalMilliseconds)} after its start, "
            + $"with {Figure.Mib(server.Child.ResidentBytes())} of memory. Under {Figure.Count(SteadyPerSecond)} events/s for {minutes} minutes:");
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
