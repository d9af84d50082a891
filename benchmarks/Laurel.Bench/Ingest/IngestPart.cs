using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Ingest;

/// <summary>Whole histories: how fast they are read in, how large they become, and what a server on them takes.</summary>
internal sealed class IngestPart
{
    private const string Sqlite = "SQLite";
    private const string Postgres = "PostgreSQL";

    private readonly BenchRun run;
    private readonly History generated;
    private readonly History? real = History.Real();
    private readonly List<ReplayRound> replays = [];
    private readonly List<ServedHistory> served = [];
    private readonly List<Aim> batches = [];
    private readonly Section steady = new();

    private IngestPart(BenchRun run, History generated) => (this.run, this.generated) = (run, generated);

    public static async Task<Section> Run(BenchRun run)
    {
        BenchRun.Say("  writing the history…");
        var part = new IngestPart(run, History.Generated(run.NewFolder("ingest"), run.Rulebook, run.Settings.Events));
        await part.OnSqlite();
        await part.OnPostgres();
        return part.Described();
    }

    private async Task OnSqlite()
    {
        var folder = run.NewFolder("sqlite");
        if (real is not null)
        {
            await Replay(real);
            await Batch(real, Sqlite, Database("batches"));
        }

        await Replay(generated);
        using var server = await Serve(Sqlite, Database(generated.Name));
        await SteadyLoad.Run(server, generated, TimeSpan.FromMinutes(run.Settings.IsFull ? 60 : 1), steady);

        async Task Replay(History history) =>
            replays.Add(await ReplayRound.Run(history, Sqlite, Database(history.Name), () => Task.FromResult(BytesOf(folder, history.Name))));

        string Database(string name) => $"sqlite:{Path.Combine(folder, name)}.db";
    }

    private async Task OnPostgres()
    {
        if (!PrivateCluster.IsAvailable)
        {
            return;
        }

        using var cluster = await PrivateCluster.Start(run.NewFolder("postgresql"));
        if (real is not null)
        {
            await Replay(real);
            await Batch(real, Postgres, await cluster.NewDatabase("batches"));
        }

        using var server = await Serve(Postgres, await Replay(generated));

        async Task<string> Replay(History history)
        {
            var database = await cluster.NewDatabase(history.Name);
            replays.Add(await ReplayRound.Run(history, Postgres, database, () => cluster.BytesOf(history.Name)));
            return database;
        }
    }

    private async Task<LaurelServer> Serve(string kind, string database)
    {
        var server = await LaurelServer.Start(database, generated.Rulebook);
        try
        {
            served.Add(await ServedHistory.Run(server, (generated, kind, database)));
            await Batch(server, generated, kind);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    // On a new database: after a history that ended years ago, users would first have to be brought through those years.
    private async Task Batch(History history, string kind, string database)
    {
        using var server = await LaurelServer.Start(database, history.Rulebook);
        await Batch(server, history, kind);
    }

    private async Task Batch(LaurelServer server, History history, string kind) =>
        batches.Add(AimFor($"batches over HTTP, {history.Name}", kind, await BatchLoad.Run(server, history, TimeSpan.FromSeconds(run.Settings.Seconds))));

    private Section Described()
    {
        var section = new Section();
        section.Line("`laurel replay`, from the start of the process to its end; the processor time is Laurel's, the rows those of the journal and the ledgers:");
        section.Table(
            ["history", "database", "users", "events", "events/s", "processor time per event", "rows per event", "rows/s", "database per event"],
            replays.Select(replay => replay.Cells));
        section.Line("A server on the generated history, its users on 3 boards: until it listens, with how much memory, and from then on until all users are up to date:");
        section.Table(["database", "users", "listens after", "memory", "up to date, after it listens"], served.Select(one => one.Cells));
        section.Line($"Batches have {Figure.Count(BatchLoad.EventsEach)} events of now, of users at random, and come {BatchLoad.ClientCount} at a time, {BatchLoad.Warming.TotalSeconds:0} s before they count; "
            + "those of the generated history to the server on it, the others to an empty one.");
        section.Aims([.. replays.Select(replay => AimFor($"replay, {replay.History.Name}", replay.Kind, replay.PerSecond)), .. batches]);
        if (!PrivateCluster.IsAvailable)
        {
            section.Line(PrivateCluster.Missing);
        }

        section.Append(steady);
        section.Code(["laurel replay events.csv --users users.csv --rulebook benchmarks/rulebook.yaml --database sqlite:generated.db", "laurel serve --database sqlite:generated.db"]);
        return section;
    }

    private static Aim AimFor(string what, string kind, double perSecond) => kind == Sqlite
        ? new($"{what}, {kind}", "40,000 events/s", "80,000 events/s", $"{Figure.Of(perSecond)} events/s")
        : new($"{what}, {kind}", "30,000 events/s", "60,000 events/s", $"{Figure.Of(perSecond)} events/s");

    // The file, and the log beside it.
    private static long BytesOf(string folder, string name) =>
        Directory.EnumerateFiles(folder, $"{name}.db*").Sum(file => new FileInfo(file).Length);
}
