using Laurel.Bench.Processes;
using Laurel.Bench.Runs;

namespace Laurel.Bench.Http;

/// <summary>Single events over HTTP: rate, latency, and the share of what the same web server does when nothing follows.</summary>
internal static class HttpPart
{
    private const int Rounds = 3;
    private const int WarmSeconds = 5;
    private const int PacedSeconds = 10;

    private static readonly string[] Heads = ["users", "connections", "events/s", "p50", "p99", "p99.9", "processor time per event", "empty/s", "share"];

    public static async Task<Section> Run(BenchRun run)
    {
        var section = new Section();
        var rows = new List<EventRow>();
        var starts = new List<IReadOnlyList<string>>();
        foreach (var users in run.Settings.Users)
        {
            using var server = await PopulatedServer.Start(run, users);
            starts.Add([Figure.Count(users), Figure.Ms(server.StartedIn.TotalMilliseconds), Figure.Mib(server.Child.ResidentBytes())]);
            rows.AddRange(await Measure(run, server, users, section));
        }

        section.Line("A server whose users are all known and stand on 3 boards: until it listens, and its memory once everybody is up to date.");
        section.Table(["users", "listens after", "memory"], starts);

        run.EventsPerSecond = rows.Where(row => row.Users == rows[0].Users).Max(row => row.Events.PerSecond);
        section.Line("Events on SQLite, each answered when it is durable; the empty endpoint with the same bodies, in turn with them:");
        section.Table(Heads, rows.Select(row => row.Cells));
        section.Aims(Aims(rows));
        await OnPostgres(run, rows, section);
        section.Code([Wrk.Command(rows[^1].Connections, run.Settings.Seconds)]);
        return section;
    }

    private static async Task OnPostgres(BenchRun run, List<EventRow> onSqlite, Section section)
    {
        if (!PrivateCluster.IsAvailable)
        {
            section.Line(PrivateCluster.Missing);
            return;
        }

        using var cluster = await PrivateCluster.Start(run.NewFolder("postgresql"));
        var rows = new List<EventRow>();
        foreach (var users in run.Settings.Users.Take(1).Union(run.Settings.Users.TakeLast(run.Settings.IsFull ? 1 : 0)))
        {
            using var server = await PopulatedServer.Start(run, users, await cluster.NewDatabase($"users_{users}"));
            await Wrk.Run(server, new(users, run.Settings.Connections[^1], WarmSeconds));
            foreach (var row in onSqlite.Where(row => row.Users == users))
            {
                rows.Add(await Best((server, null), new(users, row.Connections, run.Settings.Seconds)) with { EmptyPerSecond = row.EmptyPerSecond });
            }
        }

        section.Line($"The same on {cluster.Version}, on this machine too; its own processes are not part of the processor time:");
        section.Table(Heads, rows.Select(row => row.Cells));
    }

    private static async Task<List<EventRow>> Measure(BenchRun run, LaurelServer server, int users, Section section)
    {
        var answerBytes = await PopulatedServer.AnswerBytes(server);
        using var empty = await LaurelServer.Start(
            Path.Combine(AppContext.BaseDirectory, "Laurel.Bench"), EmptyServer.Verb, Path.Combine(run.NewFolder("empty"), "laurel.db"), $"{answerBytes}");
        var warm = new WrkLoad(users, run.Settings.Connections[^1], WarmSeconds);
        await Wrk.Run(server, warm);
        await Wrk.Run(empty, warm, EmptyServer.Path);

        var rows = new List<EventRow>();
        foreach (var connections in run.Settings.Connections)
        {
            rows.Add(await Best((server, empty), new WrkLoad(users, connections, run.Settings.Seconds)));
        }

        if (users == run.Settings.Users[0])
        {
            rows[^1] = rows[^1] with { Paced = await AtHalf(server, rows.OrderByDescending(row => row.Events.PerSecond).First(), section) };
            // Last: to be watched slows the server for a while.
            await HttpCosts.Describe(run, server, rows[^1], section);
        }

        return rows;
    }

    // The best of some rounds, as with the rates.
    private static async Task<PacedRound> AtHalf(LaurelServer server, EventRow highest, Section section)
    {
        var half = (int)(highest.Events.PerSecond / 2);
        var rounds = new List<PacedRound>();
        while (rounds.Count < Rounds)
        {
            rounds.Add(await new PacedLoad(new Uri(server.Url), half, random => EventText.Request(random.Next(1, highest.Users + 1)))
            {
                ConnectionCount = highest.Connections,
                Seed = rounds.Count,
            }.Run(TimeSpan.FromSeconds(PacedSeconds)));
            BenchRun.Say($"  {rounds[^1]}");
        }

        var best = rounds.OrderBy(round => round.P99).First();
        section.Line($"At half the highest rate, {Figure.Of(half)} events/s at a steady pace over {highest.Connections} connections for {PacedSeconds} s, "
            + $"counted from when each was due, the best of {Rounds} rounds: p50 {Figure.Ms(best.P50)}, p99 {Figure.Ms(best.P99)}, p99.9 {Figure.Ms(best.P999)}, "
            + $"longest {Figure.Ms(best.Max)}. p99 of all: {string.Join(", ", rounds.Select(round => Figure.Ms(round.P99)))}.");
        return best;
    }

    private static async Task<EventRow> Best((LaurelServer Server, LaurelServer? Empty) servers, WrkLoad load)
    {
        var events = new List<(WrkRound Round, double Microseconds)>();
        var empties = new List<WrkRound>();
        for (var round = 0; round < Rounds; round++)
        {
            if (servers.Empty is { } empty)
            {
                // After a load the server puts into the tables what waits.
                await servers.Server.Child.Rest();
                empties.Add(await Wrk.Run(empty, load with { Seconds = Math.Max(2, load.Seconds / 2) }, EmptyServer.Path));
            }

            var before = servers.Server.Child.ProcessorTime();
            var measured = await Wrk.Run(servers.Server, load);
            events.Add((measured, (servers.Server.Child.ProcessorTime() - before).TotalMicroseconds / (measured.PerSecond * load.Seconds)));
        }

        return new(load.Users, load.Connections, events.Select(one => one.Round).MaxBy(round => round.PerSecond) ?? events[0].Round, empties.Select(round => round.PerSecond).DefaultIfEmpty().Max())
        {
            Microseconds = events.Min(one => one.Microseconds),
        };
    }

    private static IEnumerable<Aim> Aims(List<EventRow> rows)
    {
        var first = rows.Last(row => row.Users == rows[0].Users);
        yield return new("share of the empty endpoint's rate", "0.30", "0.50", Figure.Of(first.Share));
        if (rows[^1].Users != first.Users)
        {
            yield return new(
                $"throughput with {Figure.Count(rows[^1].Users)} users against {Figure.Count(first.Users)}", "0.7", "0.9",
                Figure.Of(rows[^1].Events.PerSecond / first.Events.PerSecond));
        }

        if (first.Paced is { } paced)
        {
            yield return new("p99 at half the highest rate", "25 ms", "10 ms", Figure.Ms(paced.P99));
        }
    }
}

/// <summary>What was measured for one number of users and connections.</summary>
internal sealed record EventRow(int Users, int Connections, WrkRound Events, double EmptyPerSecond)
{
    public double Microseconds { get; init; }

    public PacedRound? Paced { get; init; }

    public double Share => Events.PerSecond / EmptyPerSecond;

    public IReadOnlyList<string> Cells =>
    [
        Figure.Count(Users), Figure.Count(Connections), Figure.Of(Events.PerSecond), Figure.Ms(Events.P50), Figure.Ms(Events.P99), Figure.Ms(Events.P999),
        $"{Figure.Of(Microseconds)} µs", Figure.Of(EmptyPerSecond), Figure.Of(Share),
    ];
}
