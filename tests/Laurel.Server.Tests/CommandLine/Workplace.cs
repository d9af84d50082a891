using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Laurel.Runtime.Databases;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.CommandLine;

/// <summary>A folder with a rulebook, a database that does not exist yet, and what a person does there with <c>laurel</c>.</summary>
internal sealed class Workplace : IDisposable
{
    private const string RulebookText = """
        metrics: [{key: steps}, {key: floors}, {key: effort, sumOf: [steps, floors]}]
        attributes: {event: [{key: place}], user: [{key: plan}]}
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: steps}], freezes: {initial: 1, max: 2, earn: {amount: 1, everyDays: 2}}}]
        achievements: [{key: ten, when: {metric: steps, reaches: 10}}, {key: three-days, when: {streak: daily, reaches: 3}}]
        points:
          - key: xp
            triggers: [{key: step, points: 1, metric: steps, every: 1}, {key: ten, points: 50, achievement: ten}]
            levels: [{key: low, points: 0}, {key: high, points: 20}]
        leaderboards:
          - {key: all, rankBy: {metric: steps}, timeZone: UTC}
          - {key: week, rankBy: {points: xp}, start: 2026-01-05, repeat: {every: 7, unit: day}}
        """;

    private static readonly string[] OfTheClock = ["created_at", "updated_at", "received_at", "effective_at"];

    private readonly TemporaryFolder folder = new();

    public Workplace()
    {
        Rulebook = folder.Write("rulebook.yaml", RulebookText);
        DatabaseFile = folder["laurel.db"];
        Good = Events("ada,steps,2026-01-05T10:00:00Z,4", "bob,steps,2026-01-06T10:00:00Z,40", "ada,steps,2026-01-07T10:00:00Z,5.5");
    }

    public string Rulebook { get; }

    public string DatabaseFile { get; init; }

    /// <summary>How programs name the database: the file, unless it is another one.</summary>
    public string Database
    {
        get => field ?? $"sqlite:{DatabaseFile}";
        init;
    }

    /// <summary>A file of three events that nothing is wrong with.</summary>
    public string Good { get; }

    public string this[string name] => folder[name];

    public string Write(string name, string text) => folder.Write(name, text);

    /// <summary>Writes a file of events; the first row stands on line 2.</summary>
    public string Events(params string[] rows) =>
        folder.Write($"events-{Guid.NewGuid():n}.csv", $"user,metric,ts_utc,value\n{string.Join('\n', rows)}\n");

    public Task<Ran> Replay(string events, params string[] more) =>
        LaurelProgram.Run(["replay", events, "--rulebook", Rulebook, "--database", Database, .. more]);

    public async Task<string> Export(params string[] kind) =>
        (await LaurelProgram.Run(["export", .. kind, "--database", Database])).Succeeded();

    /// <summary>Every export there is, in one text.</summary>
    public async Task<string> Exports() => string.Join('\n',
    [
        await Export("totals"), await Export("streaks"), await Export("points"), await Export("achievements"),
        await Export("standings", "--board", "all"), await Export("standings", "--board", "week", "--run", "2026-01-05"),
    ]);

    public void Execute(string sql)
    {
        using var database = SqliteDatabase.Open(DatabaseFile);
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, as text.</summary>
    public List<string> Query(string sql)
    {
        using var database = Runtime.Databases.Database.Open(Database);
        using var connection = database.Connect();
        return [.. Rows(connection, sql)];
    }

    /// <summary>Every row of every table, but for the columns that the machine's clock fills.</summary>
    public List<string> Dump() => OfTables((connection, table) => Rows(connection, $"select * from {table}").Select(row => $"{table}|{row}"));

    /// <summary>The same as one line per table: how many rows it has, and a hash of them.</summary>
    public List<string> Fingerprint() => OfTables((connection, table) =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var row in Rows(connection, $"select * from {table}"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row + '\n'));
            count++;
        }

        return [$"{table} {count} {Convert.ToHexString(hash.GetHashAndReset())}"];
    });

    /// <summary>What SQLite finds when it looks over the whole file: ok. PostgreSQL has no such look.</summary>
    public string Integrity() => Database == $"sqlite:{DatabaseFile}" ? string.Join('\n', Query("pragma integrity_check")) : "ok";

    /// <summary>Waits until nothing is written any more for a process that was killed: on PostgreSQL its commits may outlive it, as long as its connections do.</summary>
    public Task EndTransactions() => Database == $"sqlite:{DatabaseFile}" ? Task.CompletedTask : Wait.Until(() =>
        Query("select 1 from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()").Count == 0);

    /// <summary>Fails unless everything stored is what the journal leads to.</summary>
    public async Task Verify() => (await LaurelProgram.Run("verify", "--database", Database)).Succeeded();

    public void Dispose() => folder.Dispose();

    private List<string> OfTables(Func<DbConnection, string, IEnumerable<string>> read)
    {
        using var database = SqliteDatabase.Open(DatabaseFile);
        using var connection = database.Connect();
        return [.. Rows(connection, "select name from sqlite_master where type = 'table' order by name").ToList().SelectMany(table => read(connection, table))];
    }

    private static IEnumerable<string> Rows(DbConnection connection, string sql) => connection.Rows(sql, OfTheClock).Select(row => string.Join('|', row));
}
