using Laurel.Core.Inputs;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Tests.Engines;
using Laurel.Tests.Databases;
using Microsoft.Data.Sqlite;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Databases;

/// <summary>On a file, rows of batches wait for their tables: readers and the next start find them all the same.</summary>
public sealed class StagedBatchTests : IDisposable, IClock
{
    private const string Rules = """
        metrics: [{key: laps, name: Laps}]
        streaks: [{key: daily, frequency: daily, mode: any, metrics: [{metric: laps, threshold: 1}]}]
        achievements: [{key: three, name: Three, when: {metric: laps, reaches: 3}}]
        points: [{key: xp, name: XP, triggers: [{key: lap, points: 10, metric: laps, every: 1}]}]
        leaderboards: [{key: laps, name: Laps, rankBy: {metric: laps}, start: 2026-01-05}]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("laurel-stage-").FullName;
    private readonly Instant now = Instant.FromUtc(2026, 3, 2, 10, 0);
    private Engine engine;

    public StagedBatchTests()
    {
        engine = Open("laurel.db");
        engine.Apply(Space.Default, EngineFixture.Rules(Rules), "test").GetAwaiter().GetResult();
    }

    [Fact]
    public async Task Connect_AfterAnswers_SeesTheirRows()
    {
        await Laps("ada", "bob", "ada");
        using var connection = engine.Database.Connect();
        Assert.Equal(3, connection.SelectLong("select count(*) from journal"));
        Assert.Equal(0, connection.SelectLong("select count(*) from staged_batches"));
    }

    [Fact]
    public async Task ConnectFor_OneUser_LeavesTheOthersWaiting()
    {
        await Laps("ada", "bob", "ada");
        using var connection = engine.Database.ConnectFor(Space.Default.Id, ["ada"]);
        Assert.Equal("ada,ada", connection.SelectText("select group_concat(user_id) from journal"));
        Assert.Equal(1, connection.SelectLong("select count(*) from staged_batches"));
    }

    [Fact]
    public async Task Open_OfACopyTakenWhileRowsWaited_HasThemOnce()
    {
        await Laps("ada", "bob");
        await Laps("ada", "bob", "ada");
        engine.Database.ConnectFor(Space.Default.Id, ["bob"]).Dispose();
        await Laps("bob", "cleo");
        Assert.Equal(3, Waiting());
        Copy("copy.db");

        using var copy = Database.Open(Path.Combine(folder, "copy.db"));
        Assert.Equal(Dump(engine.Database), Dump(copy));
    }

    [Fact]
    public async Task Open_BesideTheServer_LeavesWhatWaits()
    {
        await Laps("ada");
        using var beside = Database.Open(Path.Combine(folder, "laurel.db"));
        using var connection = beside.Connect();
        Assert.Equal(1, connection.SelectLong("select count(*) from staged_batches"));
    }

    [Fact]
    public async Task Submit_KeyThatWaits_IsAppliedOnce()
    {
        Assert.IsType<Answer.Accepted>(await Lap("ada", "k1"));
        Assert.IsType<Answer.Replayed>(await Lap("ada", "k1"));

        using var connection = engine.Database.Connect();
        Assert.Equal(1, connection.SelectLong("select count(*) from journal"));
        Assert.IsType<Answer.Replayed>(await Lap("ada", "k1"));
    }

    [Fact]
    public async Task Submit_RefusedKeyThatWaits_MayBeUsedAgain()
    {
        Assert.IsType<Answer.Rejected>(await Lap("ada", "k1", "miles"));
        Assert.IsType<Answer.Accepted>(await Lap("ada", "k1"));
    }

    [Fact]
    public async Task Find_RowsWait_SeesThem()
    {
        await Laps("ada");
        await Laps("ada");
        Assert.Equal(2, Waiting());
        Assert.Equal(2, engine.Find(Space.Default, "ada")?.Counters[0]);
        Assert.Equal(20, Points("ada"));
    }

    [Fact]
    public async Task Submit_LateInputOfAUserWhoWaits_CorrectsTheLedgers()
    {
        await Laps("ada", "ada", "bob");
        var at = now - Duration.FromHours(2);
        var late = new MetricEvent(InputIds.New(at), "ada", at, "laps", 1);
        Assert.IsType<Answer.Accepted>(await engine.Submit(new Submission(Space.Default, late, IsKeyed: false, AtArrival: false)));
        using var connection = engine.Database.ConnectFor(Space.Default.Id, ["ada"]);
        Assert.Equal("three", connection.SelectText("select achievement from achievement_completions"));
        Assert.Equal(30, connection.SelectLong("select sum(amount) from points_awards"));
    }

    [Fact]
    public async Task Transact_WorkThatFails_KeepsWhatWaited()
    {
        await Laps("ada");
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Run(writer =>
        {
            writer.Connection.Execute("delete from journal");
            throw new InvalidOperationException("undone");
        }));
        await Laps("ada");

        using var connection = engine.Database.Connect();
        Assert.Equal(2, connection.SelectLong("select count(*) from journal"));
    }

    [Fact]
    public async Task Dispose_RowsWait_PutsThemIntoTheirTables()
    {
        await Laps("ada", "bob");
        engine.Dispose();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "laurel.db")}");
        connection.Open();
        Assert.Equal(2, connection.SelectLong("select count(*) from journal"));
        Assert.Equal(0, connection.SelectLong("select count(*) from staged_batches"));
        engine = Open("laurel.db");
    }

    public Instant GetCurrentInstant() => now;

    public void Dispose()
    {
        engine.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Engine Open(string file) => Engine.Open(new EngineOptions(Path.Combine(folder, file), this) { SettleAfterMs = 3_600_000 });

    private Task Laps(params string[] users) => engine.Submit([.. users.Select(user => Submission(user, key: null, "laps"))]);

    private Task<Answer> Lap(string user, string key, string metric = "laps") => engine.Submit(Submission(user, key, metric));

    private Submission Submission(string user, string? key, string metric)
    {
        var id = key is null ? InputIds.New(now) : InputIds.OfKey(user, "laps", key);
        return new(Space.Default, new MetricEvent(id, user, now, metric, 1) { IdempotencyKey = key }, IsKeyed: key is not null, AtArrival: true);
    }

    // Batches whose rows are not in their tables.
    private long Waiting()
    {
        using var connection = engine.Database.ConnectAside();
        return connection.SelectLong("select count(*) from staged_batches") ?? 0;
    }

    private long Points(string user)
    {
        using var connection = engine.Database.ConnectFor(Space.Default.Id, [user]);
        return connection.SelectLong($"select balance from points_awards where user_id = '{user}' order by balance desc limit 1") ?? 0;
    }

    // As a crash leaves it: the file and its log, without anybody having closed them.
    private void Copy(string name)
    {
        foreach (var end in new[] { "", "-wal" })
        {
            using var from = new FileStream(Path.Combine(folder, "laurel.db" + end), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = File.Create(Path.Combine(folder, name + end));
            from.CopyTo(to);
        }
    }

    private static string Dump(Database database)
    {
        using var connection = database.Connect();
        return string.Join('\n', new[] { "users", "journal", "points_awards", "achievement_completions", "streak_periods", "scores", "notifications" }
            .SelectMany(table => connection.Rows($"select * from {table} order by 1, 2, 3, 4, 5").Select(row => $"{table} {string.Join('|', row)}")));
    }
}
