using Laurel.Runtime;
using Laurel.Runtime.Due;
using Laurel.Runtime.Exports;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Replay;
using Laurel.Runtime.Rulebooks;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Laurel.Server.Tests.Histories;

/// <summary>A history that was replayed the way <c>laurel replay</c> does it, and what <c>laurel export</c> writes about it.</summary>
internal sealed class ReplayedHistory : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Engine engine;

    private ReplayedHistory(bool keepsProjections) => engine = Engine.Open(
        new EngineOptions(database.Text, new StoppedClock()) { KeepsProjections = keepsProjections, LateWindow = keepsProjections ? Duration.FromDays(36_500) : null });

    /// <summary>Replays files; without users everybody lives in UTC. Any broken or refused row fails.</summary>
    /// <param name="partSize">Null: in order of time. Otherwise in order of arrival, so many at once.</param>
    public static async Task<ReplayedHistory> Of(string rulebook, string events, string? users, int? partSize = null)
    {
        var history = await With(rulebook, keepsProjections: false);
        var order = new EventOrder();
        foreach (var row in Events(events))
        {
            order.Add(row);
        }

        var summary = await new Replayer(history.engine, Space.Default) { IsUnordered = partSize is not null, PartSize = partSize ?? Processor.PartMax }
            .Run(partSize is null ? order.InOrder() : order.AsAdded(), Users(users), null, CancellationToken.None);
        Assert.Equal((order.Count, 0, 0), (summary.Applied, summary.Known, summary.Refused));
        return history;
    }

    /// <summary>
    /// Sends files to a server on this machine, in order of arrival and a thousand events per request, and lets time pass up to the last event.
    /// Anything that is refused fails.
    /// </summary>
    public static async Task<ReplayedHistory> OverHttp(string rulebook, string events, string users)
    {
        var history = await With(rulebook, keepsProjections: true);
        var last = await HistoryBatches.Send(history.engine, [.. Events(events)], Users(users));
        await new DueWorker(history.engine, Space.Default).AdvanceAll(last, CancellationToken.None);
        return history;
    }

    private static async Task<ReplayedHistory> With(string rulebook, bool keepsProjections)
    {
        var history = new ReplayedHistory(keepsProjections);
        var reading = RulebookYaml.Read(rulebook);
        Assert.Empty(reading.Problems);
        await history.engine.Apply(Space.Default, reading.Rulebook ?? throw new InvalidOperationException("No rulebook."), "test");
        return history;
    }

    /// <summary>The events of a file as they stand in it.</summary>
    public static IEnumerable<EventRow> Events(string file)
    {
        using var stream = File.OpenRead(file);
        foreach (var row in new EventsFile(stream).Read())
        {
            yield return row.Row;
        }
    }

    public List<string[]> Totals() => Exported(exports => exports.WriteTotals(null));

    public List<string[]> Streaks() => Exported(exports => exports.WriteStreaks(null));

    public List<string[]> Standings(string board, string run) =>
        Exported(exports => exports.WriteStandings(Rulebook.Leaderboards.Single(candidate => candidate.Key == board), Date(run), Core.Leaderboards.Group.All));

    /// <summary>The rows of a query, as texts; bytes in hexadecimal.</summary>
    public List<string[]> Query(string sql)
    {
        using var connection = engine.Database.Connect();
        return [.. connection.Rows(sql)];
    }

    public void Dispose()
    {
        engine.Dispose();
        database.Dispose();
    }

    private Core.Rulebooks.Rulebook Rulebook =>
        engine.TimelineOf(Space.Default)?.Current.Rulebook ?? throw new InvalidOperationException("No rulebook.");

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static Dictionary<string, UserRow> Users(string? file)
    {
        if (file is null)
        {
            return [];
        }

        using var stream = File.OpenRead(file);
        return new UsersFile(stream).Read().Select(row => row.Row).ToDictionary(row => row.User);
    }

    private List<string[]> Exported(Action<Exports> write)
    {
        using var text = new StringWriter();
        write(new Exports(engine.Reader, Space.Default, new CsvWriter(text)));
        return CsvTable.RowsOf(text.ToString());
    }

    private sealed class StoppedClock : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2027, 1, 1, 0, 0);
    }
}
